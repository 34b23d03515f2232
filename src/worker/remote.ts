// Files of the Hub: analysed by ranges in a worker, or downloaded whole and then analysed as any other.
import type { Analysis } from '../engine/index.ts'
import { toError } from '../hub/api/HubConnection.ts'
import { HubError } from '../hub/api/HubModel.ts'
import type { Cost, RemoteModel } from '../hub/ranges/openRemote.ts'
import type { Order } from './Message.ts'
import { keepSpare, takeWorker } from './spare.ts'
import { REQUEST_MS } from './syncHttp.ts'
import { watch, type Update } from './watch.ts'

/** Three tries of one request, each with a token's own before it. */
const SILENCE_MS = 6 * REQUEST_MS + 10_000

const LIMIT_MS = 900_000 // what reading by ranges may cost is limited, but not how slow a network is

/** How reading by ranges ended. */
export type RemoteOutcome =
  | { readonly kind: 'analysed'; readonly analysis: Analysis; readonly cost: Cost }
  /** The server sends only the whole file, of `size` bytes: it can be downloaded with `downloadRemote`. */
  | { readonly kind: 'ranges-ignored'; readonly size: number }

/**
 * Analyses one file of the Hub in a worker, by as few ranges as it takes. Rejects with a `HubError` when the server
 * refuses, and with an `AbortError`, at once, when `signal` is aborted.
 */
export async function analyzeRemote(
  model: RemoteModel,
  signal: AbortSignal,
  onUpdate: (update: Update) => void,
  rules = '',
): Promise<RemoteOutcome> {
  signal.throwIfAborted()
  const worker = takeWorker()
  const { name, size } = model
  const limits = { silenceMs: SILENCE_MS, limitMs: LIMIT_MS }
  const keep = (): void => keepSpare(worker)
  const watched = watch({ worker, name, size, ...limits, keep }, signal, onUpdate)
  worker.postMessage({ kind: 'analyze-remote', model, rules } satisfies Order)
  const ending = await watched
  if (ending.kind === 'analysed')
    return { ...ending, cost: ending.cost ?? { bytes: 0, requests: 0 } }
  const { refusal } = ending
  if (refusal.kind === 'ranges-ignored') return { kind: 'ranges-ignored', size }
  throw new HubError(refusal.reason, refusal.message, refusal.retryAfterSeconds)
}

/** Bytes that have come, of how many. */
export interface DownloadProgress {
  readonly done: number
  readonly total: number
}

/**
 * Downloads a file of the Hub whole; what comes is kept by the browser, not in the page's own memory. Throws `HubError`
 * when the server refuses, breaks off or sends another number of bytes than is listed, and an `AbortError` when
 * `signal` is aborted. To be analysed with `analyzeFile` and `listedSha256`.
 */
export async function downloadRemote(
  { url, size, name, token }: RemoteModel,
  signal: AbortSignal,
  onProgress: (progress: DownloadProgress) => void,
): Promise<File> {
  try {
    const headers: Record<string, string> =
      token === null ? {} : { Authorization: `Bearer ${token}` }
    const response = await fetch(url, {
      headers,
      signal,
      referrerPolicy: 'no-referrer',
      credentials: 'omit',
    })
    if (!response.ok) throw await toError(response)
    return new File(await piecesOf(response, size, onProgress), name)
  } catch (error) {
    if (signal.aborted || error instanceof HubError) throw error
    throw new HubError('offline', 'The connection failed', null, { cause: error })
  }
}

const BLOB_BYTES = 16 * 1024 * 1024 // joined to a Blob each, which the browser may put on the disk

async function piecesOf(
  { body }: Response,
  size: number,
  onProgress: (progress: DownloadProgress) => void,
): Promise<Blob[]> {
  const blobs: Blob[] = []
  let waiting: Uint8Array<ArrayBuffer>[] = []
  let [done, unjoined] = [0, 0]
  const reader = body?.getReader()
  for (let step = await reader?.read(); step?.done === false; step = await reader?.read()) {
    done += step.value.length
    unjoined += step.value.length
    if (done > size) {
      await reader?.cancel()
      throw new HubError('answer', `The server sends more than the ${size} bytes that are listed`)
    }
    waiting.push(step.value)
    if (unjoined >= BLOB_BYTES) {
      blobs.push(new Blob(waiting))
      waiting = []
      unjoined = 0
    }
    onProgress({ done, total: size })
  }
  if (done < size)
    throw new HubError('offline', `The connection ended after ${done} of ${size} bytes`)
  return [...blobs, new Blob(waiting)]
}
