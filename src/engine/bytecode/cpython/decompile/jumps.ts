import { JUMPS } from './afterwards.ts'
import { KEEPS_DEAD_CODE } from './quirks.ts'
import type { Block } from './Block.ts'
import { alive, type Program } from './Program.ts'
import type { Blocks } from './toBlocks.ts'

/** Positions of all jumps, also of those that nothing reaches, by the block that they lead to. */
export function jumpsTo(program: Program, { all }: Blocks): ReadonlyMap<Block, readonly number[]> {
  const found = new Map<Block, number[]>()
  if (!KEEPS_DEAD_CODE.has(program.version.id)) return found
  const byStart = new Map(all.map((block) => [block.start, block]))
  program.ops.forEach(({ name }, at) => {
    const block = JUMPS.has(name)
      ? byStart.get(alive(program, program.targets[at] ?? 0))
      : undefined
    if (block === undefined || program.dead[at] === 1) return
    found.set(block, [...(found.get(block) ?? []), at])
  })
  return found
}

/** What follows the innermost loop around each block, where that can be reached (up to 3.7). */
export function loopEndsOf(program: Program, { all }: Blocks): ReadonlyMap<Block, Block> {
  const byStart = new Map(all.map((block) => [block.start, block]))
  const found = new Map<Block, Block>()
  for (const block of all) {
    const end = byStart.get(alive(program, program.loopEnds.get(block.start) ?? program.ops.length))
    if (end !== undefined && end.order >= 0) found.set(block, end)
  }
  return found
}
