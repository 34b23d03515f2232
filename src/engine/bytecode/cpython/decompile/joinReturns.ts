import { successors, type Block } from './Block.ts'
import type { Op } from './Op.ts'

/**
 * From 3.10 on the end of a function is copied to where it is reached. The copies have no line of their own: they
 * become ways to the last of them, so that nobody takes them for a `return`.
 */
export function joinReturns(ordered: readonly Block[]): void {
  const before = predecessorsOf(ordered)
  const copies = ordered.filter((block) => isCopy(block, before.get(block) ?? []))
  const last = copies.reduce<Block | null>(
    (found, block) => (isBare(block) && block.start > (found?.start ?? -1) ? block : found),
    null,
  )
  if (last === null) return
  for (const block of copies) {
    if (block === last) continue
    block.statements = block.statements.slice(0, -1)
    block.exit = { kind: 'to', next: last }
  }
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
