import type { Advisory } from '../../model/Advisory.ts'
import type { Severity } from '../../model/Finding.ts'

/** What a rule says, once, for the page, the CLI, the reports and the documentation. */
export interface Rule {
  readonly id: string
  /** When the finding does not say another. */
  readonly severity: Severity
  readonly title: string
  /** Why it matters, in two sentences at the most. */
  readonly why: string
  /** What to do next. */
  readonly advice: string
  /** Published vulnerabilities that it speaks of, with the versions that are open to them. */
  readonly advisories?: readonly Advisory[]
  /** Techniques of MITRE ATLAS: `AML.T0018.002`. */
  readonly techniques: readonly string[]
  readonly references: readonly string[]
  /** Says only that something was not examined: it never raises the exit code to 1. */
  readonly unexamined?: true
}
