import { successors, type Block } from './Block.ts'
import type { Context } from './Program.ts'
import type { Structure } from './Structure.ts'

/**
 * Where `break` goes; null when there is none. Up to 3.9 the body of a loop stands in one piece before what follows:
 * wherever else it goes to is after the loop.
 */
export function breakTarget(
  structure: Structure,
  head: Block,
  body: Block,
  done: Block,
): Block | null {
  const known = structure.loopEnds.get(head)
  if (known !== undefined) return known
  const end = endOf(structure, head, done)
  const inside = new Set([body])
  const left = new Set<Block>()
  for (const block of inside)
    for (const next of [...successors(block), ...handlersOf(structure, block, head.context)])
      if (next !== head) (isBetween(next, head, end) ? inside : left).add(next)
  const [last] = [...left].filter((block) => block !== done).sort(byPlace)
  return last ?? (left.has(done) ? done : null)
}

function byPlace(one: Block, other: Block): number {
  return other.start - one.start
}

/** The loop ends before the code that its end leads to, unless that jumps back to an outer loop at once. */
function endOf({ loops }: Structure, head: Block, done: Block): number {
  if (done.start > head.start) return done.start - 1
  const sources = loops.sources.get(head) ?? []
  return Math.max(head.start, ...sources.map(({ start }) => start))
}

function isBetween({ start }: Block, head: Block, end: number): boolean {
  return start > head.start && start <= end
}

function handlersOf(
  { handlers }: Structure,
  block: Block,
  outer: Context | null,
): readonly Block[] {
  const found: Block[] = []
  for (let at = block.context; at !== null && at !== outer; at = at.parent) {
    const handler = handlers.get(at)
    if (handler !== undefined) found.push(handler)
  }
  return found
}
