import type { Expression } from './ast.ts'
import { successors, type Block, type Branch } from './Block.ts'
import { asCondition, both, choice, either, negate } from './conditions.ts'
import { caseOfTest } from './match/Case.ts'

/** Makes one branch of conditions that belong together: `and`, `or`, `not` and `if … else` in a test. */
export function mergeConditions(ordered: readonly Block[]): void {
  const ways = countWays(ordered)
  for (const block of ordered.toReversed()) while (mergeInto(block, ways)) continue
}

type Ways = Map<Block, number>

function countWays(ordered: readonly Block[]): Ways {
  const ways: Ways = new Map()
  for (const block of ordered) {
    if (block.isPlaced) continue
    for (const next of successors(block)) ways.set(next, (ways.get(next) ?? 0) + 1)
  }
  return ways
}

function mergeInto(first: Block, ways: Ways): boolean {
  if (first.exit.kind !== 'branch' || first.isPlaced) return false
  const { yes, no } = first.exit
  if (yes === no) return false
  return (
    mergeWith(first, first.exit, yes, ways) ||
    mergeWith(first, first.exit, no, ways) ||
    mergeChoice(first, first.exit, ways)
  )
}

/** `branch` leads to `second`; its other way must be one that `second` has too. */
function mergeWith(first: Block, branch: Branch, second: Block, ways: Ways): boolean {
  const isYes = second === branch.yes
  const inner = conditionOf(second, first, ways)
  if (inner === null) return false
  const other = isYes ? branch.no : branch.yes
  const shared = [inner.yes, inner.no].find((way) => isSamePlace(other, way, ways))
  if (shared === undefined || inner.yes === inner.no) return false
  const sharesYes = shared === inner.yes
  const left = isYes === sharesYes ? negate(branch.test) : branch.test
  const test = asCondition(sharesYes ? either(left, inner.test) : both(left, inner.test))
  first.exit = { ...inner, test, at: branch.at }
  second.isPlaced = true
  if (other !== shared) other.isPlaced = true
  ways.set(shared, (ways.get(shared) ?? 1) - (other === shared ? 1 : 0))
  return true
}

/** The branch of a block that does nothing else, and that only one way leads to. */
function conditionOf(block: Block, from: Block, ways: Ways): Branch | null {
  if (block.exit.kind !== 'branch' || ways.get(block) !== 1 || block.isPlaced) return null
  if (caseOfTest.has(firstOf(block.exit.test))) return null
  if (block.statements.length > 0 || block.context !== from.context) return null
  return block.handling === from.handling ? block.exit : null
}

/** What is asked first: a `case` begins a statement, and its guard may be merged with it already. */
function firstOf(test: Expression): Expression {
  return test.kind === 'BoolOp' ? (test.values[0] ?? test) : test
}

/** The same block, or one that only throws away the middle of a chain of comparisons on the way there. */
function isSamePlace(one: Block, other: Block, ways: Ways): boolean {
  if (one === other) return true
  const isCleanup =
    one.exit.kind === 'to' && one.statements.length === 0 && ways.get(one) === 1 && hasPop(one)
  return (
    isCleanup &&
    one.exit.kind === 'to' &&
    (one.exit.next === other || one.exit.next === pastJump(other))
  )
}

function pastJump(block: Block): Block {
  const { exit, ops } = block
  return exit.kind === 'to' && ops.length === 1 && ops[0]?.name === 'JUMP' ? exit.next : block
}

function hasPop({ ops }: Block): boolean {
  return ops[0]?.name === 'POP_TOP' && ops.length <= 2
}

/** `if (a if test else b)`: two conditions that lead to the same two places. */
function mergeChoice(first: Block, branch: Branch, ways: Ways): boolean {
  const [one, other] = [conditionOf(branch.yes, first, ways), conditionOf(branch.no, first, ways)]
  if (one === null || other === null || one.yes !== other.yes || one.no !== other.no) return false
  const test = branch.fallsToYes
    ? choice(branch.test, one.test, other.test)
    : choice(negate(branch.test), other.test, one.test)
  const last = branch.fallsToYes ? other : one
  branch.yes.isPlaced = true
  branch.no.isPlaced = true
  first.exit = { ...last, test, at: branch.at }
  for (const way of [last.yes, last.no]) ways.set(way, (ways.get(way) ?? 1) - 1)
  return true
}
