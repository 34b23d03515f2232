import type { BenchProgress, BenchRun } from './BenchRun.ts'
import {
  isYaraAnswer,
  type RuleNames,
  type RunWhat,
  type YaraAnswer,
  type YaraOrder,
} from './YaraMessage.ts'

/** A worker as far as the bench uses it. */
export interface WorkerLike {
  postMessage(order: YaraOrder): void
  addEventListener(kind: 'message', listener: (event: MessageEvent<unknown>) => void): void
  removeEventListener(kind: 'message', listener: (event: MessageEvent<unknown>) => void): void
  terminate(): void
}

/** How a run ended: with what it found, or not, while it ran the rules that `at` names. */
export type Ended =
  | { readonly kind: 'ran'; readonly run: BenchRun }
  | {
      readonly kind: 'hung'
      readonly at: RuleNames | null
      readonly begun: readonly RuleNames[]
      readonly limitMs: number
    }

interface RunOrder {
  readonly id: number
  readonly rules: string
  readonly what: RunWhat
  /** Of silence. */
  readonly limitMs: number
}

/** One run in a worker. Rejects with an `AbortError` when `signal` is aborted; the worker then goes on until it is ended. */
export function oneRun(
  worker: WorkerLike,
  { limitMs, ...order }: RunOrder,
  signal: AbortSignal,
  onProgress: (progress: BenchProgress) => void,
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const begun = new Map<string | null, RuleNames>()
    let at: RuleNames | null = null
    const end = (): void => {
      clearTimeout(timer)
      worker.removeEventListener('message', hear)
      signal.removeEventListener('abort', abort)
    }
    const abort = (): void => {
      end()
      reject(new DOMException('Another run has begun', 'AbortError'))
    }
    const onSilence = (): void => {
      end()
      resolve({ kind: 'hung', at, begun: [...begun.values()], limitMs })
    }
    const hear = ({ data }: MessageEvent<unknown>): void => {
      if (!isYaraAnswer(data) || data.id !== order.id) return
      clearTimeout(timer)
      timer = setTimeout(onSilence, limitMs)
      if (data.kind === 'progress') {
        at = data.names
        begun.set(at.file, at)
        onProgress(toProgress(data))
      }
      if (data.kind !== 'ran') return
      end()
      const { matches, problems, ms } = data
      resolve({ kind: 'ran', run: { matches, problems, ms } })
    }
    let timer = setTimeout(onSilence, limitMs)
    if (signal.aborted) {
      abort()
      return
    }
    signal.addEventListener('abort', abort)
    worker.addEventListener('message', hear)
    worker.postMessage({ kind: 'run', ...order })
  })
}

function toProgress({
  names,
  done,
  total,
}: Extract<YaraAnswer, { kind: 'progress' }>): BenchProgress {
  return { doing: `running ${names.file ?? 'the bundled rules'}`, done, total }
}
