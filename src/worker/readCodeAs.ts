import type { CodeReading } from '../engine/index.ts'
import { isAnswer, type Order } from './Message.ts'
import { keepSpare, SILENCE_MS, takeWorker } from './spare.ts'

/**
 * Reads one payload of marshalled code as that of one Python (`3.10`), in a worker. Always resolves: when the worker
 * hangs or dies, with a reading that says so. Aborting `signal` ends the worker and leaves the promise open.
 */
export function readCodeAs(
  payload: Uint8Array,
  python: string,
  signal: AbortSignal,
): Promise<CodeReading> {
  const worker = takeWorker()
  return new Promise<CodeReading>((resolve) => {
    const end = (): void => {
      clearTimeout(timer)
      worker.terminate()
    }
    const stop = (message: string): void => {
      end()
      resolve({ listing: null, problems: [{ message, offset: 0, length: 0 }] })
    }
    const timer = setTimeout(
      () => stop(`the reading took more than ${SILENCE_MS / 1000} seconds and was ended`),
      SILENCE_MS,
    )
    signal.addEventListener('abort', end)
    worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isAnswer(data)) return
      if (data.kind === 'failed') stop(`the reading failed: ${data.message}`)
      if (data.kind !== 'reading') return
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      keepSpare(worker)
      resolve(data.reading)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      stop(`the reading failed: ${event.message}`)
    }
    // A copy: the page goes on showing its own bytes.
    worker.postMessage({ kind: 'read', payload: payload.slice(), python } satisfies Order)
  })
}
