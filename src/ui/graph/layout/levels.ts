import type { Size } from './flatLayout.ts'
import { itemAt } from './itemAt.ts'

/** A graph with groups in groups, in numbers only. */
export interface NestedGraph {
  /** Parents before their children; the size of an open group is that of its header. */
  readonly boxes: readonly NestedBox[]
  readonly edges: readonly (readonly [number, number])[]
}

interface NestedBox extends Size {
  /** Index of the open group that holds it; `TOP` at the top. */
  readonly parent: number
}

export const TOP = -1

/** The boxes of one group, and the edges between them. */
export interface Level {
  /** Indices of boxes. */
  readonly members: number[]
  readonly edges: LevelEdge[]
}

interface LevelEdge {
  /** Of the edge in the whole graph. */
  readonly index: number
  /** Places in `members`. */
  readonly pair: readonly [number, number]
}

/** A level for each open group, parents first. An edge counts where its two ends first have a common group. */
export function toLevels({ boxes, edges }: NestedGraph): ReadonlyMap<number, Level> {
  const levels = new Map<number, Level>([[TOP, { members: [], edges: [] }]])
  const places: number[] = []
  for (const [box, { parent }] of boxes.entries()) {
    const level = levels.get(parent) ?? { members: [], edges: [] }
    levels.set(parent, level)
    places.push(level.members.push(box) - 1)
  }
  for (const [index, [source, target]] of edges.entries()) {
    const ends = liftToOneLevel(boxes, source, target)
    const group = itemAt(boxes, ends.target).parent
    const pair = [itemAt(places, ends.source), itemAt(places, ends.target)] as const
    levels.get(group)?.edges.push({ index, pair })
  }
  return new Map([...levels].sort(([a], [b]) => a - b))
}

/** The two boxes around `source` and `target` that stand in the same group. */
function liftToOneLevel(
  boxes: readonly NestedBox[],
  source: number,
  target: number,
): { source: number; target: number } {
  const groupOf = (box: number): number => itemAt(boxes, box).parent
  const inGroup = new Map<number, number>()
  for (let box = source; box !== TOP; box = groupOf(box)) inGroup.set(groupOf(box), box)
  let box = target
  while (!inGroup.has(groupOf(box))) box = groupOf(box)
  return { source: inGroup.get(groupOf(box)) ?? source, target: box }
}
