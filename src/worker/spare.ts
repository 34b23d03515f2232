import { startWorker } from './startWorker.ts'

/** A worker that says nothing for so long hangs: damaged HDF5 can spin for ever. */
export const SILENCE_MS = 10_000

const MOST_SPARES = 8 // as many as ever work at a time
const MOST_USES = 32 // foreign modules leak a little each time
const LARGE_BYTES = 64 * 1024 * 1024 // memory that a foreign module took for such a file it never gives back
const IDLE_MS = 5_000 // after which those that many files needed are ended, but for one

/** Workers that wait for the next order: a drop need not wait for their code. */
const spares: Worker[] = []
const uses = new WeakMap<Worker, number>()
let timer: ReturnType<typeof setTimeout> | undefined

/** Makes a worker ready for the next analysis. Call it when the page is idle. */
export function prepareWorker(): void {
  if (spares.length === 0) spares.push(startWorker())
}

/** A worker for one order. Give it back when it has answered, or end it. */
export function takeWorker(): Worker {
  const worker = spares.pop() ?? startWorker()
  uses.set(worker, (uses.get(worker) ?? 0) + 1)
  return worker
}

/** Keeps a worker that has done its work, on a file of so many bytes, for the next order, unless it is used up. */
export function keepSpare(worker: Worker, bytes = 0): void {
  worker.onmessage = null
  worker.onerror = null
  const isUsedUp = (uses.get(worker) ?? 0) >= MOST_USES || bytes > LARGE_BYTES
  if (isUsedUp || spares.length >= MOST_SPARES) worker.terminate()
  else spares.push(worker)
  clearTimeout(timer)
  timer = setTimeout(trim, IDLE_MS)
}

/** One is enough while nothing goes on. */
function trim(): void {
  for (const worker of spares.splice(1)) worker.terminate()
}
