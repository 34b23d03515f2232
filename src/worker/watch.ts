import { stoppedReport, type Analysis, type Progress } from '../engine/index.ts'
import type { Cost } from '../hub/ranges/openRemote.ts'
import { isAnswer, type Answer, type Refusal } from './Message.ts'
import { keepSpare } from './spare.ts'

/** What is told while an analysis goes on. `cost` is what reading a remote file has cost so far. */
export type Update =
  | { readonly kind: 'progress'; readonly progress: Progress; readonly cost?: Cost | null }
  | { readonly kind: 'analysis'; readonly analysis: Analysis; readonly cost?: Cost | null }

/** How an analysis in a worker ended. */
export type Ending =
  | { readonly kind: 'analysed'; readonly analysis: Analysis; readonly cost: Cost | null }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** What is watched: a worker that has its order. */
export interface Job {
  readonly worker: Worker
  readonly name: string
  readonly size: number
  /** After which a worker that says nothing counts as hung. */
  readonly silenceMs: number
}

/** What was heard of an analysis until now. */
interface Known {
  analysis: Analysis | null
  cost: Cost | null
}

/**
 * Listens to one analysis until it ends. A worker that hangs or dies ends it with a report that says so in a `stopped`
 * problem. Rejects with an `AbortError`, at once, when `signal` is aborted.
 */
export function watch(
  job: Job,
  signal: AbortSignal,
  onUpdate: (update: Update) => void,
): Promise<Ending> {
  const { worker, silenceMs } = job
  const known: Known = { analysis: null, cost: null }
  return new Promise((resolve, reject) => {
    let timer = setTimeout(onSilence, silenceMs)

    function end(): void {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }

    function abort(): void {
      end()
      worker.terminate()
      reject(new DOMException('The analysis was cancelled', 'AbortError'))
    }

    function stop(message: string): void {
      end()
      worker.terminate()
      resolve(stopped(job, known, message))
    }

    function onSilence(): void {
      stop(`the analysis said nothing for ${silenceMs / 1000} seconds and was ended`)
    }

    worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isAnswer(data)) return
      clearTimeout(timer)
      timer = setTimeout(onSilence, silenceMs)
      if (data.kind === 'failed') {
        stop(`the analysis failed: ${data.message}`)
        return
      }
      const said = hear(data, known)
      if (said === null) return
      if (said.kind === 'progress' || said.kind === 'analysis') {
        onUpdate(said)
        return
      }
      end()
      keepSpare(worker)
      resolve(said)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      stop(`the analysis failed: ${event.message}`)
    }
    signal.addEventListener('abort', abort)
  })
}

/** What an answer means to the page; null for one that is no analysis's. */
function hear(answer: Answer, known: Known): Update | Ending | null {
  switch (answer.kind) {
    case 'refused':
      return answer
    case 'asking':
      known.cost = answer.cost
      return { kind: 'progress', progress: READING, cost: known.cost }
    case 'progress':
      known.cost = answer.cost ?? known.cost
      return { kind: 'progress', progress: answer.progress, cost: known.cost }
    case 'analysis': {
      const { analysis, cost, last } = answer
      known.analysis = analysis
      known.cost = cost
      return { kind: last ? 'analysed' : 'analysis', analysis, cost }
    }
    case 'reading':
    case 'failed':
      return null
  }
}

const READING: Progress = { doing: 'reading by ranges', done: 0, total: 0 }

function stopped({ name, size }: Job, { analysis, cost }: Known, message: string): Ending {
  const report = stoppedReport({ name, size }, analysis?.report ?? null, message)
  const contents = analysis?.contents ?? new Map<string, Uint8Array>()
  return { kind: 'analysed', analysis: { report, contents }, cost }
}
