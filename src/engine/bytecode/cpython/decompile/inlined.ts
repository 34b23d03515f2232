import type { Comprehension, ComprehensionFor } from './ast.ts'
import { redirected, successors, type Block, type Exit } from './Block.ts'
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

/** Goes from clause to clause, until something is added to the result. */
function follow(kind: Comprehension['kind'], start: Block): Comprehension {
  let generators: readonly ComprehensionFor[] = []
  let [at, head]: [Block, Block] = [start, start]
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const { exit, statements } = at
    if (exit.kind === 'for') {
      requireDone(exit, head, at === start)
      generators = withClauses(generators, at, at === start)
      generators = [...generators, clauseOf(exit)]
      head = at
      at = exit.body
    } else if (exit.kind === 'branch') {
      generators = withClauses(generators, at, false)
      const isYes = isAgain(exit.no, head)
      if (!isYes && !isAgain(exit.yes, head))
        throw new NotUnderstood('a comprehension does more than add')
      generators = withCondition(generators, isYes ? exit.test : negate(exit.test))
      at = isYes ? exit.yes : exit.no
    } else if (exit.kind === 'to' && isAgain(exit.next, head)) {
      const last = statements.slice(-1)
      generators = withClauses(generators, { ...at, statements: statements.slice(0, -1) }, false)
      const [statement] = last
      if (statement === undefined) throw new NotUnderstood('a comprehension adds nothing')
      const [element, value = null] = elementOf(kind, statement)
      return { kind, element, value, generators, at: start.ops[0]?.at ?? null }
    } else if (exit.kind === 'to') {
      generators = withClauses(generators, at, false)
      at = exit.next
    } else throw new NotUnderstood('a comprehension is left')
  }
  throw new NotUnderstood('a comprehension has too many clauses')
}

/** The statements of a block in a comprehension: only `for name in [value]` is one. */
function withClauses(
  generators: readonly ComprehensionFor[],
  { statements }: Pick<Block, 'statements'>,
  isFirst: boolean,
): readonly ComprehensionFor[] {
  if (isFirst && statements.length > 0)
    throw new NotUnderstood('a statement stands inside an expression')
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
