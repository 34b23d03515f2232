import type { YaraMessage } from '../../engine/index.ts'
import { hunt } from './hunt.ts'
import { oneRun, type Ended, type WorkerLike } from './oneRun.ts'
import type { BenchProgress, BenchRun } from './BenchRun.ts'
import type { HeldModel } from './YaraMessage.ts'
import { isYaraAnswer } from './YaraMessage.ts'

/** Runs rules over a model that it keeps. One run at a time: a new one ends the one before. */
export interface YaraBench {
  readonly hold: (model: HeldModel) => void
  /** Messages of the compiler for one file of rules. */
  readonly check: (text: string) => Promise<readonly YaraMessage[]>
  /** Rejects with an `AbortError` when another run, or `cancel`, ends it. */
  readonly run: (rules: string, onProgress: (progress: BenchProgress) => void) => Promise<BenchRun>
  readonly cancel: () => void
}

/** Rules that say nothing for so long run for ever, or as good as. Larger models have more time. */
export interface BenchLimits {
  readonly setMs: number
  readonly ruleMs: number
  readonly msPerMegabyte: number
}

const BENCH_LIMITS: BenchLimits = { setMs: 5_000, ruleMs: 2_000, msPerMegabyte: 100 }

const CHECK_MS = 5_000
const PATIENCE_MS = 1_000 // a run that will end sooner is waited for: a fresh worker would take as long

export function createYaraBench(start: () => WorkerLike, limits = BENCH_LIMITS): YaraBench {
  let model: HeldModel = { files: [], parts: [] }
  let runner: WorkerLike | null = null
  let current: { readonly controller: AbortController; readonly since: number } | null = null
  let ids = 0

  const fresh = (): WorkerLike => {
    runner?.terminate()
    runner = start()
    runner.postMessage({ kind: 'hold', model })
    return runner
  }

  async function runAll(
    rules: string,
    signal: AbortSignal,
    onProgress: (progress: BenchProgress) => void,
  ): Promise<BenchRun> {
    const spare = limits.msPerMegabyte * megabytesOf(model)
    const run = (what: Parameters<typeof oneRun>[1]['what'], limitMs: number): Promise<Ended> =>
      oneRun(
        runner ?? fresh(),
        { id: ++ids, rules, what, limitMs: limitMs + spare },
        signal,
        onProgress,
      )
    const first = await run({ kind: 'all' }, limits.setMs)
    if (hasNotBegun(first)) fresh()
    const all = hasNotBegun(first) ? await run({ kind: 'all' }, limits.setMs) : first
    if (all.kind === 'ran') return all.run
    fresh()
    return hunt(all, { rules, run: (what) => run(what, limits.ruleMs), fresh, onProgress })
  }

  function cancel(): void {
    if (current === null) return
    current.controller.abort()
    if (performance.now() - current.since > PATIENCE_MS) {
      runner?.terminate()
      runner = null
    }
    current = null
  }

  return {
    hold(next) {
      cancel()
      model = next
      runner?.postMessage({ kind: 'hold', model })
    },
    check: checkerOf(start),
    async run(rules, onProgress) {
      cancel()
      const mine = { controller: new AbortController(), since: performance.now() }
      current = mine
      try {
        return await runAll(rules, mine.controller.signal, onProgress)
      } finally {
        if (current === mine) current = null
      }
    },
    cancel,
  }
}

function megabytesOf({ files }: HeldModel): number {
  return files.reduce((sum, { file }) => sum + file.size, 0) / 1e6
}

/** The worker was still busy with the run before, which was waited for and does not end. */
function hasNotBegun(ended: Ended): boolean {
  return ended.kind === 'hung' && ended.at === null
}

/** Compiles in a worker of its own, which a run that does not end leaves free. */
function checkerOf(start: () => WorkerLike): YaraBench['check'] {
  let checker: WorkerLike | null = null
  let ids = 0
  return (text) => {
    checker ??= start()
    return checked(checker, { id: ++ids, text }, () => {
      checker = null
    })
  }
}

/** The compiler's messages; that it does not end is one. */
function checked(
  worker: WorkerLike,
  { id, text }: { readonly id: number; readonly text: string },
  onHung: () => void,
): Promise<readonly YaraMessage[]> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      worker.terminate()
      onHung()
      const message = `compiling took more than ${CHECK_MS / 1000} seconds and was ended`
      resolve([{ line: 1, message, warning: false }])
    }, CHECK_MS)
    const hear = ({ data }: MessageEvent<unknown>): void => {
      if (!isYaraAnswer(data) || data.kind !== 'checked' || data.id !== id) return
      clearTimeout(timer)
      worker.removeEventListener('message', hear)
      resolve(data.messages)
    }
    worker.addEventListener('message', hear)
    worker.postMessage({ kind: 'check', id, text })
  })
}
