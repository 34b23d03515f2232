import { successors, type Block } from './Block.ts'
import type { Blocks } from './toBlocks.ts'

/** Numbers the blocks that can be reached in reverse postorder, so that each stands after what leads to it, loops aside. */
export function orderBlocks({ entry, handlers }: Blocks): Block[] {
  const finished: Block[] = []
  const seen = new Set<Block>([entry])
  const path: { readonly block: Block; readonly ways: readonly Block[]; next: number }[] = []
  const open = (block: Block) => path.push({ block, ways: waysFrom(block, handlers), next: 0 })
  open(entry)
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const way = top.ways[top.next++]
    if (way === undefined) {
      finished.push(top.block)
      path.pop()
    } else if (!seen.has(way)) {
      seen.add(way)
      open(way)
    }
  }
  const ordered = finished.reverse()
  ordered.forEach((block, order) => {
    block.order = order
  })
  return ordered
}

/** Handlers first and what follows in the code last: what is visited last is numbered first. */
function waysFrom(block: Block, handlers: Blocks['handlers']): readonly Block[] {
  const ways = [...successors(block)]
  for (let at = block.context; at !== null; at = at.parent) {
    const handler = handlers.get(at)
    if (handler !== undefined) ways.unshift(handler)
  }
  return ways
}
