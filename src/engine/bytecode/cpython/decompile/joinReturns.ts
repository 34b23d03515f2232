import { successors, type Block } from './Block.ts'
import type { Op } from './Op.ts'

/**
 * From 3.10 on the end of a function is copied to where it is reached. The copies have no line of their own: they
 * become ways to the last of them, so that nobody takes them for a `return`.
 */
export function joinReturns(ordered: readonly Block[]): void {
  joinEqualEnds(ordered)
  const before = predecessorsOf(ordered)
  const copies = ordered.filter((block) => isCopy(block, before.get(block) ?? []))
  const last = copies.reduce<Block | null>(
    (found, block) => (isBare(block) && block.start > (found?.start ?? -1) ? block : found),
    null,
  )
  if (last === null) return
  for (const block of copies) {
    if (block !== last) leadTo(block, last)
  }
}

const MAX_END = 12 // operations: the compiler copies ends of up to four instructions

/** Ends with the same operations on the same lines are copies of one `return` or `raise`. */
function joinEqualEnds(ordered: readonly Block[]): void {
  const ends = new Map<string, Block[]>()
  for (const block of ordered) {
    const length = endLength(block)
    if (length === null) continue
    const ops = block.ops.slice(-length)
    const key = ops.map(({ name, argument, label, line }) => [name, argument, label, line].join()).join(';')
    const known = ends.get(key)
    if (known === undefined) ends.set(key, [block])
    else known.push(block)
  }
  for (const blocks of ends.values()) joinAll(blocks)
}

/** How many operations the last statement of a block has, when it is a plain `return` that cannot fail. */
function endLength({ exit, ops, statements }: Block): number | null {
  if (exit.kind !== 'end' || statements.at(-1)?.kind !== 'Return') return null
  const before = ops.findLastIndex(({ name }) => !SAFE.has(name))
  const length = ops.length - 1 - before
  return length > 1 && length <= MAX_END && ops.at(-1)?.line !== null ? length : null
}

const SAFE = new Set(['LOAD_CONST', 'LOAD_FAST', 'RETURN_VALUE'])

function joinAll(blocks: readonly Block[]): void {
  const whole = blocks.filter((block) => block.ops.length === endLength(block) && isBare(block))
  const last = whole.sort((one, other) => other.start - one.start)[0]
  if (last === undefined) return
  for (const block of blocks) if (block !== last) leadTo(block, last)
}

function leadTo(block: Block, last: Block): void {
  block.statements = block.statements.slice(0, -1)
  block.exit = { kind: 'to', next: last }
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

/** Whether a block ends with `return None` on the line of what comes before. */
function isCopy(block: Block, before: readonly Block[]): boolean {
  const value = block.statements.at(-1)
  if (block.exit.kind !== 'end' || value?.kind !== 'Return') return false
  if (value.value?.kind !== 'Constant' || value.value.value.kind !== 'none') return false
  const at = block.ops.findLastIndex(({ name }) => name === 'LOAD_CONST')
  const load = block.ops[at]
  if (load === undefined || at !== block.ops.length - 2) return false
  const previous = block.ops.slice(0, at).findLast(hasPlace)
  if (previous !== undefined) return isOnLine(load, previous)
  return before.length > 0 && before.every((from) => isOnLine(load, from.ops.findLast(hasPlace)))
}

/** Whether an operation stands for something on a line, not for a way out of a region. */
function hasPlace({ name }: Op): boolean {
  return name !== 'LEAVE_WITH' && name !== 'POP_EXCEPT' && name !== 'POP_BLOCK'
}

function isOnLine(load: Op, previous: Op | undefined): boolean {
  return load.line === null || previous === undefined || load.line === previous.line
}

/** Whether a block does nothing but return. */
function isBare({ statements, handling, context }: Block): boolean {
  return statements.length === 1 && handling === 0 && context === null
}
