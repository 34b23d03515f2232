// What the page asks of the bytes of one file: its layout, and jobs that take long.
import type { PlacedField, LayoutHint } from '../../engine/index.ts'
import { startModuleWorker } from '../startWorker.ts'
import bytesWorkerUrl from '../bytes.worker.ts?worker&url'
import {
  isBytesAnswer,
  type BytesAnswer,
  type BytesOrder,
  type BytesPlace,
  type Job,
  type LaidOut,
} from './BytesOrder.ts'

/** A file that is laid out, in a worker of its own until it is closed. */
export interface OpenedLayout {
  readonly layout: LaidOut
  /** The fields that touch the bytes from `start` up to `end`. Never settles once closed. */
  fields(start: number, end: number): Promise<readonly PlacedField[]>
  close(): void
}

/**
 * Lays a file out. Rejects when the worker dies, and with an `AbortError` when `signal` is aborted; the worker is ended
 * then. Hostile structure is bounded, so that this always comes to an end.
 */
export function openLayout(
  place: BytesPlace,
  hint: LayoutHint,
  signal: AbortSignal,
): Promise<OpenedLayout> {
  const worker = startModuleWorker(bytesWorkerUrl)
  const waiting = new Map<number, (fields: readonly PlacedField[]) => void>()
  let asked = 0
  return new Promise((resolve, reject) => {
    const fail = failing(worker, reject)
    signal.addEventListener('abort', () => fail(new DOMException('Closed', 'AbortError')))
    worker.onerror = (event) => {
      event.preventDefault()
      fail(new Error(event.message))
    }
    worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isBytesAnswer(data)) return
      if (data.kind === 'failed') fail(new Error(data.message))
      if (data.kind === 'fields') {
        waiting.get(data.id)?.(data.fields)
        waiting.delete(data.id)
      }
      if (data.kind !== 'laid-out') return
      resolve({
        layout: data.layout,
        fields: (start, end) =>
          new Promise((settle) => {
            const id = ++asked
            waiting.set(id, settle)
            worker.postMessage({ kind: 'fields', id, start, end } satisfies BytesOrder)
          }),
        close: () => worker.terminate(),
      })
    }
    worker.postMessage({ kind: 'lay-out', place, hint } satisfies BytesOrder)
  })
}

/** What a job answers. */
type AnswerOf<K extends Job['kind']> = Extract<BytesAnswer, { kind: K }>

/**
 * Does one job in a worker of its own and tells of it meanwhile; resolves with the last answer. Rejects with what went
 * wrong, and with an `AbortError`, at once, when `signal` is aborted.
 */
export function runBytesJob<J extends Job>(
  job: J,
  signal: AbortSignal,
  onAnswer: (answer: AnswerOf<J['kind']>) => void,
): Promise<AnswerOf<J['kind']>> {
  const worker = startModuleWorker(bytesWorkerUrl)
  return new Promise((resolve, reject) => {
    const fail = failing(worker, reject)
    if (signal.aborted) fail(new DOMException('Cancelled', 'AbortError'))
    signal.addEventListener('abort', () => fail(new DOMException('Cancelled', 'AbortError')))
    worker.onerror = (event) => {
      event.preventDefault()
      fail(new Error(event.message))
    }
    worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isBytesAnswer(data)) return
      if (data.kind === 'failed') fail(new Error(data.message))
      else if (isOf(data, job)) {
        onAnswer(data)
        if (!('isLast' in data) || !data.isLast) return
        worker.terminate()
        resolve(data)
      }
    }
    worker.postMessage(job)
  })
}

function isOf<J extends Job>(answer: BytesAnswer, job: J): answer is AnswerOf<J['kind']> {
  return answer.kind === job.kind
}

function failing(worker: Worker, reject: (reason: Error) => void): (reason: Error) => void {
  return (reason) => {
    worker.terminate()
    reject(reason)
  }
}
