// Files of the Hub: analysed by ranges in a worker, or downloaded whole and then analysed as any other.
import type { Analysis } from '../engine/index.ts'
import { HubError } from '../hub/api/HubModel.ts'
import { fetchRest, missingIn, restOf } from '../hub/ranges/fetchRest.ts'
import type { Interruption } from '../hub/ranges/Interrupted.ts'
import type { Cost } from '../hub/ranges/Kept.ts'
import type { RemoteModel } from '../hub/ranges/openRemote.ts'
import type { KeptBlobs, Order, RemoteWish } from './Message.ts'
import { keepSpare, takeWorker } from './spare.ts'
import { REQUEST_MS } from './syncHttp.ts'
import { watch, type Update } from './watch.ts'

/** Three tries of one request, each with a token's own before it. */
const SILENCE_MS = 6 * REQUEST_MS + 10_000

const LIMIT_MS = 900_000 // what reading by ranges may cost is limited, but not how slow a network is

/** How reading by ranges ended. */
export type RemoteOutcome =
  | {
      readonly kind: 'analysed'
      readonly analysis: Analysis
      readonly cost: Cost
      /** What was read, to go on from or to download the rest of; null when the worker was ended. */
      readonly kept: KeptBlobs | null
      /** Why not all was read that should have been; null when it was. */
      readonly interruption: Interruption | null
    }
  /** The server sends only the whole file, of `size` bytes: it can be downloaded with `downloadRemote`. */
  | { readonly kind: 'ranges-ignored'; readonly size: number }

/**
 * Analyses one file of the Hub in a worker, by as few ranges as it takes; a reading that was interrupted resolves with
 * what is known until then. Rejects with a `HubError` when the server refuses at once, and with an `AbortError`, at once, when `signal` is aborted.
 */
export async function analyzeRemote(
  model: RemoteModel,
  signal: AbortSignal,
  onUpdate: (update: Update) => void,
  wish: Partial<RemoteWish> = {},
): Promise<RemoteOutcome> {
  signal.throwIfAborted()
  const worker = takeWorker()
  const { name, size } = model
  const limits = { silenceMs: SILENCE_MS, limitMs: LIMIT_MS }
  const keep = (): void => keepSpare(worker)
  const watched = watch({ worker, name, size, ...limits, keep }, signal, onUpdate)
  const whole = { rules: '', kept: null, isLimited: true, ...wish }
  worker.postMessage({ kind: 'analyze-remote', model, wish: whole } satisfies Order)
  const ending = await watched
  if (ending.kind === 'analysed') {
    const { kind, analysis, cost, end } = ending
    const { kept = null, interruption = null } = end ?? {}
    return { kind, analysis, cost: cost ?? { bytes: 0, requests: 0 }, kept, interruption }
  }
  const { refusal } = ending
  if (refusal.kind === 'ranges-ignored') return { kind: 'ranges-ignored', size }
  throw new HubError(refusal.reason, refusal.message, refusal.retryAfterSeconds)
}

/** Bytes that have come, of how many. */
export interface DownloadProgress {
  readonly done: number
  readonly total: number
}

/** A download: what came is kept by the browser, which may put it on the disk, not in the page's own memory. */
export interface Download {
  /**
   * Fetches what is missing of the file, by ranges. Throws `HubError` when the server refuses, asks for a pause, breaks
   * off or sends another file than is listed, and an `AbortError` when `signal` is aborted; called again, it goes on. To
   * be analysed with `analyzeFile` and what the host lists.
   */
  fetch(signal: AbortSignal, onProgress: (progress: DownloadProgress) => void): Promise<File>
}

/** A download of all that is not in `kept`. */
export function downloadRemote(model: RemoteModel, kept: KeptBlobs | null): Download {
  const pieces = [...(kept?.pieces ?? [])]
  const spans = pieces.map(({ offset, blob }) => ({ start: offset, end: offset + blob.size }))
  const rest = restOf(spans, model.size)
  return {
    async fetch(signal, onProgress) {
      const writer = blobWriter((piece) => pieces.push(piece))
      try {
        await fetchRest(model, rest, {
          fetch: (url, init) => fetch(url, init),
          signal,
          write(offset, bytes) {
            writer.write(offset, bytes)
            onProgress({ done: model.size - missingIn(rest) + bytes.length, total: model.size })
          },
        })
      } finally {
        writer.flush()
      }
      const ordered = pieces.toSorted((one, other) => one.offset - other.offset)
      return new File(
        ordered.map(({ blob }) => blob),
        model.name,
      )
    },
  }
}

const BLOB_BYTES = 16 * 1024 * 1024 // joined to a Blob each, which the browser may put on the disk

/** Joins what comes in order to pieces, one for each stretch of bytes that follow each other. */
function blobWriter(onPiece: (piece: KeptBlobs['pieces'][number]) => void) {
  let waiting: Uint8Array<ArrayBuffer>[] = []
  let [start, size] = [0, 0]
  function flush(): void {
    if (size > 0) onPiece({ offset: start, blob: new Blob(waiting) })
    waiting = []
    size = 0
  }
  return {
    flush,
    write(offset: number, bytes: Uint8Array<ArrayBuffer>): void {
      if (offset !== start + size || size >= BLOB_BYTES) flush()
      if (size === 0) start = offset
      waiting.push(bytes)
      size += bytes.length
    },
  }
}
