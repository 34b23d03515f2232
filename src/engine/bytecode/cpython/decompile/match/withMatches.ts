import type { Expression, If, MatchCase, Statement } from '../ast.ts'
import { negate } from '../conditions.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import { withinBlocks } from '../withinBlocks.ts'
import { caseOfTest, type Case, type MatchHead } from './Case.ts'

/** The statements with a `match` where tests of patterns follow each other. Throws `NotUnderstood`. */
export function withMatches(body: readonly Statement[]): readonly Statement[] {
  const done: Statement[] = []
  let left = body
  for (let [first] = left; first !== undefined; [first] = left) {
    const found = headOf(first)
    if (found === null) {
      done.push(withinBlocks(first, withMatches))
      left = left.slice(1)
      continue
    }
    const { cases, rest } = collect(left, found.match)
    const { subject } = found.match
    if (!found.isFirst || subject === null) throw new NotUnderstood('a case stands by itself')
    done.push({ kind: 'Match', subject, cases, at: first.at })
    left = rest
  }
  return done
}

interface Collected {
  readonly cases: readonly MatchCase[]
  /** What comes after the `match`. */
  readonly rest: readonly Statement[]
}

/** The cases of one match from the first statement on. */
function collect(body: readonly Statement[], match: MatchHead): Collected {
  const [first, ...rest] = body
  const found = first === undefined ? null : headOf(first)
  if (first === undefined || found?.match !== match)
    throw new NotUnderstood('the cases of a match are not together')
  if (first.kind === 'If') return collectIf(first, found, rest)
  return collectBound(found, rest)
}

function collectIf(statement: If, found: Case, rest: readonly Statement[]): Collected {
  const { test, isNot } = asked(statement.test)
  const matched = isNot ? statement.orElse : statement.body
  const other = isNot ? statement.body : statement.orElse
  const guard = guardOf(test)
  const body = withMatches(matched)
  const one: MatchCase = { pattern: found.pattern, guard, body, at: statement.at }
  return withOthers(one, { other, rest, match: found.match })
}

/** A case that always matches: what stands on the stack still is for its guard. */
function collectBound(found: Case, rest: readonly Statement[]): Collected {
  const { pattern, match } = found
  if (!found.keepsOnMatch) {
    const body = withMatches(rest)
    return { cases: [{ pattern, guard: null, body, at: null }], rest: [] }
  }
  const [guarded, ...after] = rest
  if (guarded?.kind !== 'If' || headOf(guarded) !== null)
    throw new NotUnderstood('a case has no guard')
  const { test, body, orElse, at } = guarded
  const [inside] = body
  if (inside !== undefined && headOf(inside)?.match === match) {
    const guard = negate(test)
    const refused: MatchCase = { pattern, guard, body: withMatches(orElse), at }
    return withOthers(refused, { other: body, rest: after, match })
  }
  const one: MatchCase = { pattern, guard: test, body: withMatches(body), at }
  return withOthers(one, { other: orElse, rest: after, match })
}

interface Others {
  /** What is done when the case does not match. */
  readonly other: readonly Statement[]
  readonly rest: readonly Statement[]
  readonly match: MatchHead
}

function withOthers(one: MatchCase, { other, rest, match }: Others): Collected {
  if (other.length === 0) return withFollowing(one, rest, match)
  const [first] = other
  if (first === undefined || headOf(first)?.match !== match)
    return { cases: [one, toDefault(other)], rest }
  const more = collect(other, match)
  if (more.rest.length === 0) return { cases: [one, ...more.cases], rest }
  if (!more.cases.every(({ body }) => ends(body)))
    throw new NotUnderstood('a case goes on with the next')
  return { cases: [one, ...more.cases, toDefault(more.rest)], rest }
}

/** Cases that never come to their end may stand one after the other. */
function withFollowing(one: MatchCase, rest: readonly Statement[], match: MatchHead): Collected {
  const [next] = rest
  if (next === undefined || headOf(next)?.match !== match) return { cases: [one], rest }
  if (!ends(one.body)) throw new NotUnderstood('a case goes on with the next')
  const more = collect(rest, match)
  return { cases: [one, ...more.cases], rest: more.rest }
}

/** `case _`. */
function toDefault(body: readonly Statement[]): MatchCase {
  const pattern = { kind: 'MatchAs', pattern: null, name: null, at: null } as const
  return { pattern, guard: null, body: withMatches(body), at: null }
}

/** The case that a statement asks for first. */
function headOf(statement: Statement): Case | null {
  if (statement.kind === 'Expr') return caseOfTest.get(statement.value) ?? null
  if (statement.kind !== 'If') return null
  const { test } = asked(statement.test)
  const first = test.kind === 'BoolOp' && test.op === 'and' ? test.values[0] : test
  return first === undefined ? null : (caseOfTest.get(first) ?? null)
}

function asked(test: Expression): { readonly test: Expression; readonly isNot: boolean } {
  const isNot = test.kind === 'UnaryOp' && test.op === 'not'
  return { test: isNot ? test.operand : test, isNot }
}

/** What is asked after the pattern has matched. */
function guardOf(test: Expression): Expression | null {
  if (test.kind !== 'BoolOp') return null
  const [, ...others] = test.values
  const [only] = others
  return others.length === 1 && only !== undefined ? only : { ...test, values: others }
}

/** Whether control never comes to the end of the statements. */
function ends(body: readonly Statement[]): boolean {
  const last = body.at(-1)
  if (last?.kind === 'If') return ends(last.body) && ends(last.orElse)
  return last !== undefined && ENDS.has(last.kind)
}

const ENDS = new Set<Statement['kind']>(['Return', 'Raise', 'Continue', 'Break'])
