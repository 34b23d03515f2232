import type { Comprehension, ComprehensionFor, Statement } from './ast.ts'
import { redirected, successors, type Block, type Branch, type Exit } from './Block.ts'
import { elementOf, withClause, withCondition } from './comprehension.ts'
import { negate } from './conditions.ts'
import { absorbPassing } from './absorbPassing.ts'
import { isEmpty } from './Frame.ts'
import { mergeConditions } from './mergeConditions.ts'
import { NotUnderstood } from './NotUnderstood.ts'

const MAX_STEPS = 2_000 // blocks in one comprehension

/**
 * The comprehension that stands in the code around it (3.12 and later, PEP 709): the loop that begins with `head`,
 * whose blocks have all been run, up to where it is done. They are placed by this. Throws `NotUnderstood`.
 */
export function inlined(form: Comprehension['kind'], head: Block): Comprehension {
  if (head.exit.kind !== 'for') throw new NotUnderstood('a comprehension is no loop')
  const { body, done } = head.exit
  const blocks = membersOf(head, body, done)
  straighten(blocks)
  absorbPassing(blocks)
  mergeConditions(blocks.filter(({ isPlaced }) => !isPlaced))
  const comprehension = follow(form, head)
  for (const block of blocks) block.isPlaced = true
  head.isPlaced = false
  head.isPassed = true
  head.exit = { kind: 'to', next: done }
  return comprehension
}

function membersOf(head: Block, body: Block, done: Block): readonly Block[] {
  const members = new Set<Block>([head, body])
  for (const member of members) {
    if (members.size > MAX_STEPS) throw new NotUnderstood('a comprehension is too long')
    if (member.entry === null) throw new NotUnderstood('a comprehension is left')
    for (const next of successors(member)) if (next !== done) members.add(next)
  }
  return [...members].sort((one, other) => one.order - other.order)
}

/** Lets ways that do nothing but go on with a loop lead there at once. */
function straighten(blocks: readonly Block[]): void {
  for (const block of blocks)
    for (const next of successors(block)) {
      const last = settled(next)
      if (last !== next && last.exit.kind === 'for') block.exit = redirected(block.exit, next, last)
    }
}

function settled(block: Block): Block {
  let at = block
  for (let steps = 0; steps < MAX_STEPS && isEmpty(at); steps++)
    if (at.exit.kind === 'to') at = at.exit.next
  return at
}

type For = Extract<Exit, { kind: 'for' }>

interface Clauses {
  readonly at: Block
  /** The loop that is gone through now. */
  readonly head: Block
  readonly generators: readonly ComprehensionFor[]
}

/** Goes from clause to clause, until something is added to the result. */
function follow(kind: Comprehension['kind'], start: Block): Comprehension {
  let clauses: Clauses = { at: start, head: start, generators: [] }
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const { at, head, generators } = clauses
    const { exit, statements } = at
    if (exit.kind === 'to' && isAgain(exit.next, head))
      return toComprehension(kind, start, withClauses(generators, statements.slice(0, -1)), at)
    clauses = next(clauses, start)
  }
  throw new NotUnderstood('a comprehension has too many clauses')
}

function toComprehension(
  kind: Comprehension['kind'],
  start: Block,
  generators: readonly ComprehensionFor[],
  { statements }: Block,
): Comprehension {
  const statement = statements.at(-1)
  if (statement === undefined) throw new NotUnderstood('a comprehension adds nothing')
  const [element, value = null] = elementOf(kind, statement)
  return { kind, element, value, generators, at: start.ops[0]?.at ?? null }
}

function next(clauses: Clauses, start: Block): Clauses {
  const { at, head } = clauses
  const { exit, statements } = at
  if (at === start && statements.length > 0)
    throw new NotUnderstood('a statement stands inside an expression')
  const generators = withClauses(clauses.generators, statements)
  switch (exit.kind) {
    case 'for':
      requireDone(exit, head, at === start)
      return { at: exit.body, head: at, generators: [...generators, clauseOf(exit)] }
    case 'branch':
      return nextOfBranch(exit, { at, head, generators })
    case 'to':
      return { at: exit.next, head, generators }
    case 'match':
    case 'end':
    case 'reraise':
      throw new NotUnderstood('a comprehension is left')
  }
}

/** A condition: one of its ways goes on with the loop. */
function nextOfBranch({ yes, no, test }: Branch, { head, generators }: Clauses): Clauses {
  const isYes = isAgain(no, head)
  if (!isYes && !isAgain(yes, head)) throw new NotUnderstood('a comprehension does more than add')
  const asked = isYes ? test : negate(test)
  return { at: isYes ? yes : no, head, generators: withCondition(generators, asked) }
}

/** The statements of a block in a comprehension: only `for name in [value]` is one. */
function withClauses(
  generators: readonly ComprehensionFor[],
  statements: readonly Statement[],
): readonly ComprehensionFor[] {
  return statements.reduce(withClause, generators)
}

function clauseOf({ head, iterable, isAsync }: For): ComprehensionFor {
  if (head.target === null) throw new NotUnderstood('a loop stores nothing')
  return { target: head.target, iter: iterable, ifs: [], isAsync }
}

/** An inner loop that is done goes on with the one around it. */
function requireDone({ done }: For, head: Block, isFirst: boolean): void {
  if (!isFirst && !isAgain(done, head))
    throw new NotUnderstood('a comprehension does more than add')
}

/** Whether a way leads straight to the head of the loop. */
function isAgain(block: Block, head: Block): boolean {
  return block === head || settled(block) === head
}
