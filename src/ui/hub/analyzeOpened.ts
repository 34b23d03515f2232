import {
  analyzeFile,
  analyzeRemote,
  contentUrl,
  type RemoteModel,
  type Update,
} from '../../worker/client.ts'
import type { FileBytes } from '../shared/bytesAt.ts'
import type { ElsewhereModel, OpenedModel, RangedModel } from '../shared/entries.ts'
import type { HubPlace } from '../shared/HubPlace.ts'
import { createStore, type Store } from '../shared/Store.ts'
import { ENDPOINT, NOT_READ, placeKey, type Reading } from './HubState.ts'
import { fileName } from './modelFiles.ts'
import { MAX_PAUSES, patiently, pauseFor, toTrouble } from './patiently.ts'
import type { Tokens } from './tokens.ts'

/** How each file of the Hub is being read, by `placeKey`. */
export interface Readings {
  readonly store: Store<ReadonlyMap<string, Reading>>
  readonly of: (place: HubPlace) => Reading
  readonly change: (place: HubPlace, change: Partial<Reading>) => void
}

export function createReadings(): Readings {
  const store = createStore<ReadonlyMap<string, Reading>>(new Map())
  return {
    store,
    of: (place) => store.get().get(placeKey(place)) ?? NOT_READ,
    change(place, change) {
      const key = placeKey(place)
      store.set((all) => new Map(all).set(key, { ...(all.get(key) ?? NOT_READ), ...change }))
    },
  }
}

/** What the worker is told of a file of the Hub. */
export function toRemote({ repo, file }: HubPlace, tokens: Tokens): RemoteModel {
  return {
    url: contentUrl({ endpoint: ENDPOINT }, repo, file.path),
    size: file.size,
    name: fileName(file.path),
    path: file.path,
    sha256: file.sha256,
    blob: file.sha256 === null ? file.blob : null,
    token: tokens.store.get().value,
  }
}

/** A file of the Hub as a model of the page. Panes read its bytes from the Hub when they show them. */
export function toModel(place: HubPlace, tokens: Tokens): RangedModel {
  const name = fileName(place.file.path)
  const file: FileBytes = {
    size: place.file.size,
    slice: (start, end) => ({
      arrayBuffer: () => readRange(toRemote(place, tokens), start, Math.min(end, place.file.size)),
    }),
  }
  return { name, isFolder: false, files: [{ path: name, file }], remote: place }
}

async function readRange(
  { url, token }: RemoteModel,
  start: number,
  end: number,
): Promise<ArrayBuffer> {
  if (end <= start) return new ArrayBuffer(0)
  const headers: Record<string, string> = { Range: `bytes=${start}-${end - 1}` }
  if (token !== null) headers['Authorization'] = `Bearer ${token}`
  const response = await fetch(url, {
    headers,
    referrerPolicy: 'no-referrer',
    credentials: 'omit',
  })
  const bytes = await response.arrayBuffer()
  if (response.status === 206) return bytes
  if (response.status === 200) return bytes.slice(start, end)
  throw new Error(`the Hub answered ${response.status}`)
}

/**
 * Analyses what is here, and what lies on the Hub by ranges; waits when the Hub asks for a pause. `rules` are asked for
 * at the start of each analysis.
 */
export function createAnalyze(tokens: Tokens, readings: Readings, rules: () => string) {
  return async (
    model: Exclude<OpenedModel, ElsewhereModel>,
    signal: AbortSignal,
    onUpdate: (update: Update) => void,
  ): ReturnType<typeof analyzeFile> => {
    if (!('remote' in model)) return analyzeFile(model, signal, onUpdate, rules())
    const { remote: place } = model
    readings.change(place, { trouble: null, ignoresRanges: false, interruption: null })
    const told = (update: Update): void => {
      if (update.cost != null) readings.change(place, { cost: update.cost })
      onUpdate(update)
    }
    try {
      const remote = toRemote(place, tokens)
      return await goOn({ place, remote, rules: rules() }, readings, { signal, told })
    } catch (error) {
      if (!signal.aborted && !readings.of(place).ignoresRanges)
        readings.change(place, { trouble: toTrouble(error) })
      throw error
    }
  }
}

interface Reader {
  readonly place: HubPlace
  readonly remote: RemoteModel
  readonly rules: string
}

/** Reads from where an earlier reading ended, again after each pause that the server asks for. */
async function goOn(
  { place, remote, rules }: Reader,
  readings: Readings,
  { signal, told }: { readonly signal: AbortSignal; readonly told: (update: Update) => void },
): ReturnType<typeof analyzeFile> {
  const onPause = (pause: Reading['pause']): void => readings.change(place, { pause })
  for (let pauses = 0; ; pauses++) {
    const { kept, isLimited } = readings.of(place)
    const wish = { rules, kept, isLimited }
    const read = () => analyzeRemote(remote, signal, told, wish)
    const outcome = await patiently(read, signal, onPause)
    if (outcome.kind === 'ranges-ignored') {
      readings.change(place, { ignoresRanges: true })
      throw new Error('the server ignores ranges and would send the whole file each time')
    }
    const { analysis, cost, interruption } = outcome
    readings.change(place, { cost, interruption, kept: outcome.kept ?? kept })
    if (interruption?.kind !== 'pause' || pauses === MAX_PAUSES) return analysis
    told({ kind: 'analysis', analysis, cost })
    await pauseFor(interruption.seconds * 2 ** pauses, signal, onPause)
    readings.change(place, { interruption: null })
  }
}
