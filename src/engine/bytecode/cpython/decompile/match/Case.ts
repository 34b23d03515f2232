import type { Expression, Pattern } from '../ast.ts'
import type { Op } from '../Op.ts'

/** One `case`, while its statements are being put together. */
export interface Case {
  readonly pattern: Pattern
  readonly match: MatchHead
  readonly isFirst: boolean
  /** Whether what is looked at is still on the stack when the pattern matched, and when it did not. */
  readonly keepsOnMatch: boolean
  readonly keepsOnFail: boolean
}

/** What the cases of one `match` share. */
export interface MatchHead {
  subject: Expression | null
}

/** The case that a BRANCH_CASE or BIND_CASE stands for. */
export const caseOfOp = new WeakMap<Op, Case>()

/** The case that a test stands for, or a statement that always matches. */
export const caseOfTest = new WeakMap<Expression, Case>()

/** A test that asks whether a pattern matches: no code can have a variable of that name. */
export function testOf(found: Case, at: Expression['at']): Expression {
  const test: Expression = { kind: 'Name', id: '.case', at }
  caseOfTest.set(test, found)
  return test
}
