import { successors, type Block } from './Block.ts'

/**
 * Joins blocks that run one after the other, where only an inlined comprehension stood between them: conditions
 * that it is part of are then again what one block ends with. `ordered`: in reverse postorder.
 */
export function absorbPassing(ordered: readonly Block[]): void {
  const left = ordered.filter(({ isPlaced }) => !isPlaced)
  const ways = new Map<Block, number>()
  for (const block of left)
    for (const next of successors(block)) ways.set(next, (ways.get(next) ?? 0) + 1)
  for (const block of left) while (absorb(block, ways)) continue
}

function absorb(block: Block, ways: ReadonlyMap<Block, number>): boolean {
  if (block.isPlaced || block.exit.kind !== 'to') return false
  const { next } = block.exit
  const joins = next.isPassed || block.isPassed
  if (!joins || next === block || ways.get(next) !== 1 || next.isPlaced) return false
  if (next.context !== block.context || next.handling !== block.handling) return false
  block.statements = [...block.statements, ...next.statements]
  block.ops = [...block.ops, ...next.ops]
  block.exit = next.exit
  block.isPassed = next.isPassed
  next.isPlaced = true
  return true
}
