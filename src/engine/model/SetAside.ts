import type { Verdict } from './Finding.ts'

/** A finding that the analyst has set aside. It stays in the report, and the verdict is given with and without it. */
export interface SetAside {
  /** `Finding.id`. */
  readonly finding: string
  /** In the analyst's words; never empty. */
  readonly reason: string
  /** ISO 8601 in UTC. */
  readonly at: string
}

/** The verdict with the findings that were set aside left out. */
export interface Settled {
  readonly verdict: Verdict
  readonly reason: string
  readonly setAside: readonly SetAside[]
}
