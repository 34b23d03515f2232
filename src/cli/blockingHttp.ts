import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads'
import type { SyncAnswer, SyncHttp } from '../hub/ranges/httpRanges.ts'

/** One request that gets no answer for so long has failed; it is tried again. */
const REQUEST_MS = 30_000
const MARGIN_MS = 2_000 // the thread ends its request first, and says so

/** From the thread that analyses to the one that fetches. */
export interface HttpOrder {
  readonly url: string
  readonly headers: readonly (readonly [string, string])[]
  /** Bytes after which an answer is let go of. */
  readonly most: number
  readonly timeoutMs: number
  /** Whether an answer that leads elsewhere is none. */
  readonly isDirect: boolean
  readonly port: MessagePort
  /** Becomes 1 when the answer is at the port. */
  readonly flag: Int32Array<SharedArrayBuffer>
}

const THREAD = new URL('./httpThread.js', import.meta.url)

/** Synchronous requests: another thread fetches, and this one waits, no longer than `REQUEST_MS`. */
export function blockingHttp(isDirect: boolean): {
  readonly http: SyncHttp
  readonly close: () => Promise<void>
} {
  let thread: Worker | null = null
  return {
    http(url, headers) {
      thread ??= new Worker(THREAD)
      const { port1, port2 } = new MessageChannel()
      const flag = new Int32Array(new SharedArrayBuffer(4))
      const most = mostOf(headers)
      const timeoutMs = REQUEST_MS
      const order: HttpOrder = { url, headers, most, timeoutMs, isDirect, port: port2, flag }
      thread.postMessage(order, [port2])
      Atomics.wait(flag, 0, 0, REQUEST_MS + MARGIN_MS)
      const received: unknown = receiveMessageOnPort(port1)?.message
      port1.close()
      return isAnswer(received) ? received : noAnswer(url)
    },
    async close() {
      await thread?.terminate()
    },
  }
}

const MAX_BYTES = 64 * 1024 * 1024 // no range is longer

/** How many bytes a `Range` asks for, and one more to tell a longer answer by. */
function mostOf(headers: HttpOrder['headers']): number {
  const range = headers.find(([name]) => name === 'Range')?.[1] ?? ''
  const match = /^bytes=(\d+)-(\d+)$/.exec(range)
  return match === null ? MAX_BYTES : Number(match[2]) - Number(match[1]) + 2
}

function isAnswer(value: unknown): value is SyncAnswer {
  return typeof value === 'object' && value !== null && 'status' in value && 'bytes' in value
}

function noAnswer(url: string): SyncAnswer {
  return { status: 0, url, contentRange: null, pauseSeconds: null, bytes: new Uint8Array(0) }
}
