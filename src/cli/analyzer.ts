import { stoppedReport, type Bhakti, type Report } from '../engine/index.ts'
import type { Answer, End, Order, Texts } from './Message.ts'
import { superviseThread } from './superviseThread.ts'

/** The server gives no file, and says why. */
export class Refused extends Error {
  override readonly name = 'Refused'
  /** Seconds after which asking again makes sense; null when it does not. */
  readonly retryAfterSeconds: number | null

  constructor(message: string, retryAfterSeconds: number | null = null) {
    super(message)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** What is known of one model. */
export interface Scanned {
  readonly report: Report
  readonly bhakti: Bhakti
  /** Empty unless the order asked for them. */
  readonly texts: Texts
  /** What a remote file's reading left to go on from; null for one that lies here. */
  readonly end: End
}

/** Analyses one order after the other in a thread, which is replaced when it hangs or dies. */
export interface Analyzer {
  /**
   * Never rejects for what is in a file: a hang or a crash is a `stopped` problem of the report. Rejects with `Refused`
   * when a remote file cannot be had.
   */
  analyze(order: Order, size: number): Promise<Scanned>
  close(): Promise<void>
}

const THREAD = new URL('./analysisThread.js', import.meta.url)

/** `threadUrl` is the built thread; `silenceMs` after which it counts as hung. */
export function createAnalyzer(threadUrl = THREAD, silenceMs?: number): Analyzer {
  const thread = superviseThread<Order, Answer>(threadUrl, 'the analysis', silenceMs)
  return {
    async analyze(order, size) {
      const reports: Scanned[] = []
      const refusals: Refused[] = []
      const stopped = await thread.ask(order, (answer) => {
        if (answer.kind === 'report') reports.push(answer)
        if (answer.kind === 'refused')
          refusals.push(new Refused(answer.message, answer.retryAfterSeconds))
        return answer.kind === 'refused' || (answer.kind === 'report' && answer.last)
      })
      const [refusal] = refusals
      if (refusal !== undefined) throw refusal
      const known = reports.at(-1) ?? null
      if (stopped === null && known !== null) return known
      const why = stopped ?? 'no report came'
      return stoppedScan({ name: order.name, size }, known, why)
    },
    close: () => thread.close(),
  }
}

/** What is known of a model whose analysis was ended from outside. */
function stoppedScan(
  model: { readonly name: string; readonly size: number },
  known: Scanned | null,
  why: string,
): Scanned {
  const report = stoppedReport(model, known?.report ?? null, why)
  const { bhakti = { type: report.format }, texts = [] } = known ?? {}
  return { report, bhakti, texts, end: null }
}
