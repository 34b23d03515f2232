import type { Severity } from '../model/Finding.ts'

/** What a rule says, once, for the page, the CLI, the reports and the documentation. */
export interface Rule {
  readonly id: string
  readonly severity: Severity
  readonly title: string
  /** Why it matters, in two sentences at the most. */
  readonly why: string
  /** What to do next. */
  readonly advice: string
  readonly references: readonly string[]
  /** Says only that something was not examined: it never raises the exit code to 1. */
  readonly unexamined?: true
}

/** Every rule, by id. */
export const RULES: ReadonlyMap<string, Rule> = new Map(
  ([] satisfies readonly Rule[]).map((rule: Rule) => [rule.id, rule]),
)
