import { startWorker } from './startWorker.ts'

/** A worker that says nothing for so long hangs: damaged HDF5 can spin for ever. */
export const SILENCE_MS = 10_000

/** The worker that waits for the next order: a drop need not wait for its code. */
let spare: Worker | null = null

/** Makes a worker ready for the next analysis. Call it when the page is idle. */
export function prepareWorker(): void {
  spare ??= startWorker()
}

/** A worker for one order. Give it back when it has answered, or end it. */
export function takeWorker(): Worker {
  const worker = spare ?? startWorker()
  spare = null
  return worker
}

/** Keeps a worker that has done its work for the next order; one is enough. */
export function keepSpare(worker: Worker): void {
  worker.onmessage = null
  worker.onerror = null
  if (spare === null) spare = worker
  else worker.terminate()
}
