import { startModuleWorker } from '../startWorker.ts'
import workerUrl from '../yara.worker.ts?worker&url'

/** Starts a worker that keeps a model and scans it with rules. */
export function startYaraWorker(): Worker {
  return startModuleWorker(workerUrl)
}
