import {
  analyzeRemote,
  type analyzeFile,
  type RemoteModel,
  type Update,
} from '../../worker/client.ts'
import type { FileBytes } from '../shared/bytesAt.ts'
import type { ElsewhereModel, ElsewherePlace, OpenedModel } from '../shared/entries.ts'

/** A file on another host as a model of the page. Panes read its bytes from there when they show them. */
export function toElsewhereModel(elsewhere: ElsewherePlace): ElsewhereModel {
  const { place, size } = elsewhere
  const file: FileBytes = {
    size,
    slice: (start, end) => ({
      arrayBuffer: () => readRange(place.url, start, Math.min(end, size)),
    }),
  }
  return { name: place.name, isFolder: false, files: [{ path: place.name, file }], elsewhere }
}

async function readRange(url: string, start: number, end: number): Promise<ArrayBuffer> {
  if (end <= start) return new ArrayBuffer(0)
  const response = await fetch(url, {
    headers: { Range: `bytes=${start}-${end - 1}` },
    referrerPolicy: 'no-referrer',
    credentials: 'omit',
  })
  if (response.status === 206) return response.arrayBuffer()
  await response.body?.cancel()
  throw new Error(`the host answered ${response.status}`)
}

type Analyze<Model> = (
  model: Model,
  signal: AbortSignal,
  onUpdate: (update: Update) => void,
) => ReturnType<typeof analyzeFile>

/** Analyses by ranges what lies on another host, and leaves the others to `analyze`. */
export function withElsewhere(
  analyze: Analyze<Exclude<OpenedModel, ElsewhereModel>>,
  rules: () => string,
): Analyze<OpenedModel> {
  return async (model, signal, onUpdate) => {
    if (!('elsewhere' in model)) return analyze(model, signal, onUpdate)
    const { place, size, sha256 } = model.elsewhere
    const { url, name } = place
    const remote: RemoteModel = { url, size, name, path: name, sha256, blob: null, token: null }
    const outcome = await analyzeRemote(remote, signal, onUpdate, { rules: rules() })
    if (outcome.kind === 'analysed') return outcome.analysis
    throw new Error('the host ignores ranges now; download the file, then drop it here')
  }
}
