import { successors, type Block } from './Block.ts'
import type { Frame } from './Frame.ts'
import type { Structure } from './Structure.ts'

/**
 * Whether `then` ends with a `continue` that somebody wrote, though nothing follows its `if` (up to 3.9). A jump to
 * that `continue` was made one to the head of the loop; a jump to the end of an arm before an `else` would lead to
 * the end of the loop, since the compiler follows one jump only.
 */
export function isContinued(
  { jumps }: Structure,
  then: Block,
  other: Block,
  { loop, follow }: Frame,
): boolean {
  if (loop === null || follow !== loop.head || other.start <= then.start) return false
  const { head } = loop
  const backs = jumps.get(head) ?? []
  const last = backs.findLast((at) => at < other.start) ?? -1
  const isTail = last >= then.start && (jumps.get(other) ?? []).length === 0
  return (
    isTail &&
    tests(then, last, head).some(({ start }) => !backs.some((at) => at > start && at < last))
  )
}

/** The conditions in `[then, last]` that go back to the head at once. */
function tests(then: Block, last: number, head: Block): readonly Block[] {
  const inside = new Set([then])
  for (const block of inside)
    for (const next of successors(block))
      if (next.start > then.start && next.start <= last) inside.add(next)
  return [...inside].filter(
    ({ exit }) => exit.kind === 'branch' && (exit.yes === head || exit.no === head),
  )
}
