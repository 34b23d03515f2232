import { stoppedReport, type Analysis, type Progress } from '../engine/index.ts'
import type { Cost } from '../hub/ranges/Kept.ts'
import { deathText } from './limits.ts'
import { isAnswer, type Answer, type Refusal, type RemoteEnd } from './Message.ts'

/** What is told while an analysis goes on. `cost` is what reading a remote file has cost so far. */
export type Update =
  | { readonly kind: 'progress'; readonly progress: Progress; readonly cost?: Cost | null }
  | { readonly kind: 'analysis'; readonly analysis: Analysis; readonly cost?: Cost | null }

/** How an analysis in a worker ended. */
export type Ending =
  | {
      readonly kind: 'analysed'
      readonly analysis: Analysis
      readonly cost: Cost | null
      /** Null for a file that lies here, and when the worker was ended. */
      readonly end: RemoteEnd | null
    }
  | { readonly kind: 'refused'; readonly refusal: Refusal }

/** What is watched: a worker that has its order. */
export interface Job {
  readonly worker: Listened
  readonly name: string
  readonly size: number
  /** After which a worker that says nothing counts as hung. */
  readonly silenceMs: number
  /** After which it is ended, whatever it says. */
  readonly limitMs: number
  /** Keeps the worker for the next order. */
  readonly keep: () => void
}

/** As much of a worker as is listened to. */
export type Listened = Pick<Worker, 'onmessage' | 'onmessageerror' | 'onerror' | 'terminate'>

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
  const { worker, silenceMs, limitMs } = job
  const known: Known = { analysis: null, cost: null }
  return new Promise((resolve, reject) => {
    let timer = setTimeout(onSilence, silenceMs)
    const whole = setTimeout(onLimit, limitMs)

    function end(): void {
      clearTimeout(timer)
      clearTimeout(whole)
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

    function onLimit(): void {
      stop(`the analysis took more than ${limitMs / 1000} seconds and was ended`)
    }

    worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isAnswer(data)) return
      clearTimeout(timer)
      timer = setTimeout(onSilence, silenceMs)
      if (data.kind === 'failed') {
        stop(deathText(data.message))
        return
      }
      const said = hear(data, known)
      if (said === null) return
      if (said.kind === 'progress' || said.kind === 'analysis') {
        onUpdate(said)
        return
      }
      end()
      job.keep()
      resolve(said)
    }
    worker.onerror = (event) => {
      event.preventDefault()
      stop(deathText(event.message))
    }
    worker.onmessageerror = () => stop(deathText('out of memory: its answer could not be taken'))
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
      const { analysis, cost, last, end } = answer
      known.analysis = analysis
      known.cost = cost
      return last ? { kind: 'analysed', analysis, cost, end } : { kind: 'analysis', analysis, cost }
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
  return { kind: 'analysed', analysis: { report, contents }, cost, end: null }
}
