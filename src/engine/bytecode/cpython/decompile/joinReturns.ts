import type { Return } from './ast.ts'
import { successors, type Block } from './Block.ts'
import type { Op } from './Op.ts'

/**
 * From 3.10 on the end of a function, and short ends with a `return`, are copied to where they are reached. The
 * copies become ways to one block, so that nobody takes them for statements of their own.
 */
export function joinReturns(ordered: readonly Block[], all: readonly Block[]): void {
  const before = predecessorsOf(ordered)
  const above = new Map(all.map((block, at) => [block, all[at - 1]]))
  const copies = ordered.filter((block) =>
    isCopy(block, [...(before.get(block) ?? []), ...(above.get(block) ? [above.get(block)] : [])]),
  )
  joinAll(copies, true)
  joinEqualEnds(ordered)
}

const MAX_END = 12 // operations: the compiler copies ends of up to four instructions

/** Ends with the same operations on the same lines are copies of one `return`. */
function joinEqualEnds(ordered: readonly Block[]): void {
  const ends = new Map<string, Block[]>()
  for (const block of ordered) {
    const length = endLength(block)
    if (length === null) continue
    const ops = block.ops.slice(-length)
    const key = ops
      .map(({ name, argument, label, line }) => [name, argument, label, line].join())
      .join(';')
    const known = ends.get(key)
    if (known === undefined) ends.set(key, [block])
    else known.push(block)
  }
  for (const blocks of ends.values()) if (blocks.length > 1) joinAll(blocks, false)
}

/** How many operations the last statement of a block has, when it is a plain `return` that cannot fail. */
function endLength({ exit, ops, statements }: Block): number | null {
  if (exit.kind !== 'end' || statements.at(-1)?.kind !== 'Return') return null
  const before = ops.findLastIndex(({ name }) => !SAFE.has(name))
  const length = ops.length - 1 - before
  return length > 1 && length <= MAX_END && ops.at(-1)?.line !== null ? length : null
}

const SAFE = new Set(['LOAD_CONST', 'LOAD_FAST', 'RETURN_VALUE'])

/** Lets all lead to one end, which stands where the last of them stood outside of all regions. */
function joinAll(blocks: readonly Block[], isAdded: boolean): void {
  const open = blocks.filter(({ handling, context }) => handling === 0 && context === null)
  const last = open.sort((one, other) => other.start - one.start)[0]
  const statement = last?.statements.at(-1)
  if (last === undefined || statement?.kind !== 'Return') return
  const end = toEnd(last, isAdded ? { ...statement, value: null } : statement)
  for (const block of blocks) {
    block.statements = block.statements.slice(0, -1)
    block.exit = { kind: 'to', next: end }
  }
}

/** A block that only returns. */
function toEnd(last: Block, statement: Return): Block {
  const ops = last.ops.slice(-(endLength(last) ?? last.ops.length))
  return { ...last, ops, statements: [statement], entry: [], isAfterNop: false }
}

function predecessorsOf(ordered: readonly Block[]): ReadonlyMap<Block, readonly Block[]> {
  const found = new Map<Block, Block[]>()
  for (const block of ordered)
    for (const next of successors(block)) {
      const known = found.get(next)
      if (known === undefined) found.set(next, [block])
      else known.push(block)
    }
  return found
}

/** Whether a block ends with `return None` on the line of what comes before, so that nobody wrote it. */
function isCopy(block: Block, before: readonly (Block | undefined)[]): boolean {
  const load = block.ops.at(-2)
  const previous = block.ops.at(-3)
  if (!endsWithNone(block) || load === undefined) return false
  if (previous?.name === 'LEAVE_WITH' && block.isAfterNop) return false
  if (load.line === load.lineAbove) return true
  if (previous !== undefined) return isOnLine(load, previous)
  return before.some((from) => isOnLine(load, from?.ops.at(-1)))
}

/** The value is loaded by the operation before the last, not by one of another block. */
function endsWithNone({ exit, ops, statements }: Block): boolean {
  const last = statements.at(-1)
  if (exit.kind !== 'end' || last?.kind !== 'Return') return false
  const isNone = last.value?.kind === 'Constant' && last.value.value.kind === 'none'
  return isNone && ops.at(-2)?.name === 'LOAD_CONST'
}

function isOnLine(load: Op, previous: Op | undefined): boolean {
  return load.line === null || previous === undefined || load.line === previous.line
}
