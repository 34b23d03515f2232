// What lies beside one model: another one that it is compared with, and its own former revisions.
import { analyzeRemote, type Examined } from '../worker/client.ts'
import { createComparing, type CompareControl } from './compare/comparing.ts'
import { createHistory, type History } from './history/history.ts'
import { toModel, toRemote } from './hub/analyzeOpened.ts'
import { ENDPOINT } from './hub/HubState.ts'
import { patiently } from './hub/patiently.ts'
import type { Tokens } from './hub/tokens.ts'
import type { Session } from './session/session.ts'
import type { Entry } from './shared/entries.ts'
import type { HubPlace } from './shared/HubPlace.ts'

export interface Beside {
  readonly compare: CompareControl
  readonly history: History
}

export function createBeside(session: Session, tokens: Tokens): Beside {
  const compare = createComparing()
  const entries = (): readonly Entry[] => session.store.get().entries
  const known = (place: HubPlace): Entry | undefined =>
    entries().find(({ origin }) => origin !== null && isSameFile(origin, place))

  /** Opens what is not open yet. */
  function opened(places: readonly HubPlace[]): readonly string[] {
    const missing = places.filter((place) => known(place) === undefined)
    if (missing.length > 0) session.add(missing.map((place) => toModel(place, tokens)))
    return places.flatMap((place) => known(place)?.id ?? [])
  }

  const history = createHistory({
    connect: (signal) => ({
      endpoint: ENDPOINT,
      fetch: (url, init) => fetch(url, { ...init, signal: signal() }),
      token: tokens.store.get().value,
      signal: null,
    }),
    patiently: (work, signal, onPause) =>
      patiently(work, signal, (pause) => onPause(pause === null ? null : pause.until)),
    read: (place, signal) => readCode(place, tokens, signal),
    known: (place) => known(place)?.analysis?.report ?? null,
    compare(before, after) {
      const [one, other] = opened([before, after])
      if (one === undefined || other === undefined) return
      compare.open(one, other)
      session.show(null)
    },
    openPlace(place) {
      const [id] = opened([place])
      if (id !== undefined) session.show(id)
    },
    showHistory() {
      compare.close()
      session.show(null)
    },
  })
  return { compare, history }
}

/** The same path of the same repository with the same bytes, at whatever commit. */
function isSameFile(one: HubPlace, other: HubPlace): boolean {
  return (
    one.repo.repo.id === other.repo.repo.id &&
    one.file.path === other.file.path &&
    one.file.sha256 === other.file.sha256 &&
    one.file.blob === other.file.blob
  )
}

/** Reads by ranges until the code is known, and no further. */
function readCode(place: HubPlace, tokens: Tokens, signal: AbortSignal): Promise<Examined> {
  const own = new AbortController()
  const either = AbortSignal.any([signal, own.signal])
  return new Promise((resolve, reject) => {
    const whole = analyzeRemote(toRemote(place, tokens), either, (update) => {
      if (update.kind !== 'analysis') return
      resolve({ report: update.analysis.report, cost: update.cost ?? NO_COST })
      own.abort()
    })
    whole.then((outcome) => {
      if (outcome.kind === 'analysed')
        resolve({ report: outcome.analysis.report, cost: outcome.cost })
      else reject(new Error('the server ignores ranges and would send the whole file each time'))
    }, reject)
  })
}

const NO_COST = { bytes: 0, requests: 0 }
