import { stoppedReport, type Analysis, type Progress } from '../engine/index.ts'
import { isAnswer, type DroppedModel, type Order } from './Message.ts'
import { keepSpare, SILENCE_MS, takeWorker } from './spare.ts'

export { groupFiles as groupDropped, journalKey, toJson as reportJson } from '../engine/index.ts'
export type { DroppedModel } from './Message.ts'
export { readCodeAs } from './readCodeAs.ts'
export { prepareWorker } from './spare.ts'
export { startModuleWorker } from './startWorker.ts'

/** What is told while an analysis goes on. */
export type Update =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'analysis'; readonly analysis: Analysis }

/** The bundled YARA rules by file name, loaded when asked for. */
export async function bundledRules(): Promise<readonly (readonly [string, string])[]> {
  const { BUNDLED_RULE_FILES } = await import('../wasm/yara/rules/bundled.ts')
  return BUNDLED_RULE_FILES
}

/**
 * Analyses one model in a worker. Resolves with the last analysis, also when the worker hung or died: the report
 * then says so in a `stopped` problem. Rejects with an `AbortError`, at once, when `signal` is aborted.
 */
export function analyzeFile(
  model: DroppedModel,
  signal: AbortSignal,
  onUpdate: (update: Update) => void,
): Promise<Analysis> {
  signal.throwIfAborted()
  const worker = takeWorker()
  return new Promise<Analysis>((resolve, reject) => {
    const abort = (): void => {
      job.end()
      reject(new DOMException('The analysis was cancelled', 'AbortError'))
    }
    const job = watch(worker, model, {
      onUpdate,
      onEnd(analysis) {
        signal.removeEventListener('abort', abort)
        resolve(analysis)
      },
    })
    signal.addEventListener('abort', abort)
    worker.postMessage({ kind: 'analyze', model } satisfies Order)
  })
}

interface Listener {
  onUpdate(update: Update): void
  onEnd(analysis: Analysis): void
}

/** Listens to one analysis until it ends, or until the worker has been silent for too long. */
function watch(worker: Worker, model: DroppedModel, listener: Listener): { end(): void } {
  let known: Analysis | null = null
  let timer = setTimeout(onSilence, SILENCE_MS)

  function onSilence(): void {
    stop(`the analysis said nothing for ${SILENCE_MS / 1000} seconds and was ended`)
  }

  function end(): void {
    clearTimeout(timer)
    worker.terminate()
  }

  function stop(message: string): void {
    end()
    const size = model.files.reduce((sum, { file }) => sum + file.size, 0)
    const report = stoppedReport({ name: model.name, size }, known?.report ?? null, message)
    listener.onEnd({ report, contents: known?.contents ?? new Map() })
  }

  function finish(analysis: Analysis): void {
    clearTimeout(timer)
    keepSpare(worker)
    listener.onEnd(analysis)
  }

  worker.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isAnswer(data)) return
    clearTimeout(timer)
    timer = setTimeout(onSilence, SILENCE_MS)
    if (data.kind === 'failed') stop(`the analysis failed: ${data.message}`)
    if (data.kind === 'progress') listener.onUpdate(data)
    if (data.kind !== 'analysis') return
    known = data.analysis
    if (data.last) finish(data.analysis)
    else listener.onUpdate(data)
  }
  worker.onerror = (event) => {
    event.preventDefault()
    stop(`the analysis failed: ${event.message}`)
  }
  return { end }
}
