import { Worker } from 'node:worker_threads'
import { stoppedReport, type Report } from '../engine/index.ts'
import type { Answer, Order } from './Message.ts'

const SILENCE_MS = 10_000 // a thread that says nothing for so long hangs: damaged HDF5 can spin for ever

/** Analyses one order after the other in a thread, which is replaced when it hangs or dies. */
export interface Analyzer {
  /** Never rejects for what is in a file: a hang or a crash is a `stopped` problem of the report. */
  analyze(order: Order, size: number): Promise<Report>
  close(): Promise<void>
}

const THREAD = new URL('./analysisThread.js', import.meta.url)

/** `threadUrl` is the built thread; `silenceMs` after which it counts as hung. */
export function createAnalyzer(threadUrl = THREAD, silenceMs = SILENCE_MS): Analyzer {
  let thread: Worker | null = null
  return {
    async analyze(order, size) {
      const current = (thread ??= new Worker(threadUrl))
      const outcome = await listen(current, order, silenceMs)
      if (outcome.kind === 'done') return outcome.report
      thread = null
      await current.terminate()
      return stoppedReport({ name: order.name, size }, outcome.known, outcome.message)
    },
    async close() {
      await thread?.terminate()
    },
  }
}

type Outcome =
  | { readonly kind: 'done'; readonly report: Report }
  | { readonly kind: 'stopped'; readonly known: Report | null; readonly message: string }

function listen(thread: Worker, order: Order, silenceMs: number): Promise<Outcome> {
  return new Promise((resolve) => {
    let known: Report | null = null
    let timer = setTimeout(onSilence, silenceMs)

    function onSilence(): void {
      end(`the analysis said nothing for ${silenceMs / 1000} seconds and was ended`)
    }

    function end(message: string): void {
      settle({ kind: 'stopped', known, message })
    }

    function onError(error: Error): void {
      end(`the analysis failed: ${error.message}`)
    }

    function onExit(): void {
      end('the analysis ended without a result')
    }

    function onAnswer(answer: Answer): void {
      clearTimeout(timer)
      timer = setTimeout(onSilence, silenceMs)
      if (answer.kind === 'failed') end(`the analysis failed: ${answer.message}`)
      if (answer.kind !== 'report') return
      if (answer.last) settle({ kind: 'done', report: answer.report })
      known = answer.report
    }

    // One by one: `removeAllListeners` would also take those by which Node itself runs the thread.
    function settle(outcome: Outcome): void {
      clearTimeout(timer)
      thread.off('message', onAnswer).off('error', onError).off('exit', onExit)
      resolve(outcome)
    }

    thread.on('message', onAnswer).on('error', onError).on('exit', onExit)
    thread.postMessage(order)
  })
}
