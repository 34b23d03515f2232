import { successors, type Block, type Edge } from './Block.ts'
import { asCondition, both, choice, either, negate } from './conditions.ts'
import type { Expression } from './ast.ts'
import { isExpression, type Item } from './Item.ts'
import { NotUnderstood } from './NotUnderstood.ts'

/**
 * The one expression that the conditions from `from` on come to, on all ways to `join`: `and`, `or`, `if … else`
 * and chains of comparisons. Throws `NotUnderstood` when something else lies between.
 */
export function fold(from: Block, join: Block, edges: readonly Edge[]): Expression {
  const decisions = toDecisions(from, join, edges)
  let [left, before] = [decisions.length, -1]
  while (before !== left) {
    before = left
    for (const decision of decisions.toReversed()) settle(decision, decisions)
    left = decisions.filter(({ value, isGone }) => value === null && !isGone).length
  }
  const value = decisions[0]?.value
  if (value === null || value === undefined)
    throw new NotUnderstood('conditions meet in a way that no expression has')
  return value
}

/** A block between the first condition and where all ways meet. */
interface Decision {
  readonly block: Block
  test: Expression
  fallsToYes: boolean
  yes: Outcome
  no: Outcome
  /** What it comes to, once that is known. */
  value: Expression | null
  isGone: boolean
}

/** Another decision, or a value. */
type Outcome =
  | { readonly kind: 'decision'; readonly decision: Decision }
  | { readonly kind: 'value'; readonly value: Expression }

const MAX_DECISIONS = 2_000 // conditions in one expression

function toDecisions(from: Block, join: Block, edges: readonly Edge[]): readonly Decision[] {
  const region = regionBetween(from, join)
  const values = valuesOf(edges)
  const decisions = new Map(region.map((block) => [block, emptyDecision(block)]))
  const outcome = (block: Block, next: Block): Outcome => {
    const decision = decisions.get(next)
    if (decision !== undefined && next !== join) return { kind: 'decision', decision }
    const value = values.get(block)
    if (value === undefined) throw new NotUnderstood('a way brings no value')
    return { kind: 'value', value }
  }
  for (const [block, decision] of decisions) fill(block, decision, outcome)
  return [...decisions.values()]
}

function valuesOf(edges: readonly Edge[]): ReadonlyMap<Block, Expression> {
  const values = new Map<Block, Expression>()
  for (const { from, stack } of edges) {
    const value = stack.at(-1)
    if (value === undefined) throw new NotUnderstood('a way brings no value')
    values.set(from, toValue(value))
  }
  return values
}

function toValue(item: Item): Expression {
  if (isExpression(item)) return item
  throw new NotUnderstood(`${item.kind} is one of several values`)
}

function regionBetween(from: Block, join: Block): readonly Block[] {
  const found = new Set<Block>([from])
  for (const block of found) {
    if (found.size > MAX_DECISIONS) throw new NotUnderstood('an expression has too many conditions')
    for (const next of successors(block)) if (next !== join) found.add(next)
    if (block.exit.kind !== 'to' && block.exit.kind !== 'branch')
      throw new NotUnderstood('control leaves an expression')
    if (block !== from && (block.statements.length > 0 || block.entry === null))
      throw new NotUnderstood('a statement stands inside an expression')
  }
  return [...found].sort((one, other) => one.order - other.order)
}

function emptyDecision(block: Block): Decision {
  const nothing: Outcome = { kind: 'value', value: NOTHING }
  return {
    block,
    test: NOTHING,
    fallsToYes: true,
    yes: nothing,
    no: nothing,
    value: null,
    isGone: false,
  }
}

const NOTHING: Expression = { kind: 'Name', id: '?', at: null }

function fill(
  block: Block,
  decision: Decision,
  outcome: (block: Block, next: Block) => Outcome,
): void {
  const { exit } = block
  if (exit.kind === 'branch') {
    decision.test = exit.test
    decision.fallsToYes = exit.fallsToYes
    decision.yes = outcome(block, exit.yes)
    decision.no = outcome(block, exit.no)
    return
  }
  if (exit.kind !== 'to') throw new NotUnderstood('control leaves an expression')
  const next = outcome(block, exit.next)
  if (next.kind === 'value') decision.value = next.value
  else become(decision, next)
}

/** A block that only goes on is what it goes on to. */
function become(decision: Decision, next: Outcome): void {
  decision.yes = next
  decision.no = next
}

/** Makes a value of a decision between values, or one decision of two. */
function settle(decision: Decision, all: readonly Decision[]): void {
  if (decision.value !== null || decision.isGone) return
  decision.yes = resolved(decision.yes, all)
  decision.no = resolved(decision.no, all)
  while (mergeInto(decision, all)) {
    decision.yes = resolved(decision.yes, all)
    decision.no = resolved(decision.no, all)
  }
  const { yes, no, test, fallsToYes } = decision
  if (yes.kind !== 'value' || no.kind !== 'value') return
  if (isPassedOn(decision)) {
    decision.value = yes.value
    return
  }
  decision.value = valueOf(test, yes.value, no.value, fallsToYes)
}

function isPassedOn({ test }: Decision): boolean {
  return test === NOTHING
}

function valueOf(
  test: Expression,
  yes: Expression,
  no: Expression,
  fallsToYes: boolean,
): Expression {
  if (yes === test) return either(test, no)
  if (no === test) return both(test, yes)
  return fallsToYes ? choice(test, yes, no) : choice(negate(test), no, yes)
}

/** What a decision comes to, when only one way leads to it. */
function resolved(outcome: Outcome, all: readonly Decision[]): Outcome {
  if (outcome.kind === 'value') return outcome
  const { decision } = outcome
  if (waysTo(decision, all) > 1) return outcome
  if (decision.value === null) return isPassedOn(decision) ? passedOn(decision, all) : outcome
  decision.isGone = true
  return { kind: 'value', value: decision.value }
}

function passedOn(decision: Decision, all: readonly Decision[]): Outcome {
  decision.isGone = true
  return resolved(decision.yes, all)
}

function waysTo(decision: Decision, all: readonly Decision[]): number {
  let count = 0
  for (const { yes, no, isGone, value } of all) {
    if (isGone || value !== null) continue
    if (yes.kind === 'decision' && yes.decision === decision) count++
    if (no.kind === 'decision' && no.decision === decision && no !== yes) count++
  }
  return count
}

/** `a and b`, `a or b`: a condition whose one way leads to another, and the other where that leads too. */
function mergeInto(first: Decision, all: readonly Decision[]): boolean {
  for (const isYes of [true, false]) {
    const towards = isYes ? first.yes : first.no
    const other = isYes ? first.no : first.yes
    if (towards.kind !== 'decision') continue
    const second = towards.decision
    if (second.value !== null || second.test === NOTHING || waysTo(second, all) > 1) continue
    if (isSame(other, second.yes) || isSame(other, second.no)) {
      merge(first, second, isYes, isSame(other, second.yes))
      return true
    }
  }
  return mergeChoice(first, all)
}

function isSame(one: Outcome, other: Outcome): boolean {
  if (one.kind === 'value' || other.kind === 'value') return false
  return one.decision === other.decision
}

function merge(first: Decision, second: Decision, isYes: boolean, sharesYes: boolean): void {
  const left = isYes === sharesYes ? negate(first.test) : first.test
  const test = asCondition(sharesYes ? either(left, second.test) : both(left, second.test))
  const renamed = (outcome: Outcome): Outcome =>
    outcome.kind === 'value' && outcome.value === second.test
      ? { kind: 'value', value: test }
      : outcome
  first.test = test
  first.yes = renamed(second.yes)
  first.no = renamed(second.no)
  first.fallsToYes = second.fallsToYes
  second.isGone = true
}

/** `(a if test else b)` as a condition: two conditions that lead to the same two places. */
function mergeChoice(first: Decision, all: readonly Decision[]): boolean {
  const { yes, no } = first
  if (yes.kind !== 'decision' || no.kind !== 'decision' || yes.decision === no.decision)
    return false
  const [one, other] = [yes.decision, no.decision]
  if ([one, other].some((each) => each.value !== null || waysTo(each, all) > 1)) return false
  if (!isSame(one.yes, other.yes) || !isSame(one.no, other.no)) return false
  first.test = first.fallsToYes
    ? choice(first.test, one.test, other.test)
    : choice(negate(first.test), other.test, one.test)
  first.yes = other.yes
  first.no = other.no
  first.fallsToYes = other.fallsToYes
  one.isGone = true
  other.isGone = true
  return true
}
