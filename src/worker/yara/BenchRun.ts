import type { FileMatch, FileProblem } from './YaraMessage.ts'

/** What a run found. */
export interface BenchRun {
  readonly matches: readonly FileMatch[]
  readonly problems: readonly FileProblem[]
  readonly ms: number
}

/** What is told while rules run. */
export interface BenchProgress {
  readonly doing: string
  readonly done: number
  readonly total: number
}
