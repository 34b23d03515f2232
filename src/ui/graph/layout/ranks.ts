import type { FlatGraph } from './flatLayout.ts'
import { itemAt } from './itemAt.ts'

export interface Ranked {
  /** Each box's row, from 0. */
  readonly ranks: readonly number[]
  /** For each edge, whether it closes a circle and points upwards. */
  readonly upward: readonly boolean[]
}

/** Rows by the longest way from a source, in linear time. Circles are cut where they are entered. */
export function rankBoxes({ boxes, edges }: FlatGraph): Ranked {
  const ranks = boxes.map(() => 0)
  const upward = edges.map(() => false)
  const placed = boxes.map(() => false)
  const waiting = boxes.map(() => 0)
  const outgoing: number[][] = boxes.map(() => [])
  for (const [edge, [source, target]] of edges.entries()) {
    itemAt(outgoing, source).push(edge)
    waiting[target] = itemAt(waiting, target) + 1
  }
  const ready = [...boxes.keys()].filter((box) => waiting[box] === 0)
  const place = (box: number): void => {
    placed[box] = true
    for (const edge of itemAt(outgoing, box)) {
      const [, target] = itemAt(edges, edge)
      upward[edge] = itemAt(placed, target)
      if (itemAt(placed, target)) continue
      ranks[target] = Math.max(itemAt(ranks, target), itemAt(ranks, box) + 1)
      waiting[target] = itemAt(waiting, target) - 1
      if (waiting[target] === 0) ready.push(target)
    }
  }
  for (const box of ready) place(box)
  for (const box of boxes.keys()) {
    if (placed[box] === true) continue // what is left are circles, and what they lead to
    const from = ready.push(box) - 1
    for (let next = from; next < ready.length; next++)
      if (!itemAt(placed, itemAt(ready, next))) place(itemAt(ready, next))
  }
  return { ranks: sourcesPulledDown(edges, ranks, upward), upward }
}

/** A box without inputs moves to just above its first reader: a constant need not stand at the very top. */
function sourcesPulledDown(
  edges: FlatGraph['edges'],
  ranks: readonly number[],
  upward: readonly boolean[],
): number[] {
  const hasInput = new Set<number>()
  const firstReader = new Map<number, number>()
  for (const [edge, [source, target]] of edges.entries()) {
    if (upward[edge] === true) continue
    hasInput.add(target)
    const reader = firstReader.get(source) ?? Infinity
    firstReader.set(source, Math.min(reader, itemAt(ranks, target)))
  }
  return ranks.map((rank, box) => {
    const reader = firstReader.get(box)
    return reader === undefined || hasInput.has(box) ? rank : reader - 1
  })
}
