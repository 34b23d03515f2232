import { NODE_GAP } from './flatLayout.ts'
import { itemAt } from './itemAt.ts'
import { mean } from './orderRows.ts'
import type { Rows } from './rows.ts'
import { spread } from './spread.ts'

const SWEEPS = 6
const BOX_WEIGHT = 1000 // against 1 for a bend: the chain of boxes stays straight, long edges go round it

/** The middle of each item in pixels; the order in each row is kept, and nothing overlaps. `tell` hears the share done. */
export function placeRows(
  rows: Rows,
  order: readonly (readonly number[])[],
  tell: (share: number) => void,
): readonly number[] {
  const centres = rows.ranks.map(() => 0)
  const placeAll = (sequence: typeof order, wish: (item: number) => number): void => {
    for (const row of sequence) placeRow(rows, row, { centres, wish })
  }
  placeAll(order, () => 0)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    tell(sweep / SWEEPS)
    const isDown = sweep % 2 === 0
    const neighbours = isDown ? rows.above : rows.below
    placeAll(isDown ? order : order.toReversed(), (item) =>
      mean(boxesFirst(itemAt(neighbours, item), rows.boxCount), centres, item),
    )
  }
  const straight = straightened(rows, centres)
  placeAll(order, (item) => straight.get(item) ?? itemAt(centres, item))
  return centres
}

function placeRow(
  { widths, boxCount }: Rows,
  row: readonly number[],
  { centres, wish }: { centres: number[]; wish: (item: number) => number },
): void {
  const middles = spread({
    wanted: row.map(wish),
    half: row.map((item) => itemAt(widths, item) / 2),
    weights: row.map((item) => (item < boxCount ? BOX_WEIGHT : 1)),
    gap: NODE_GAP,
  })
  for (const [place, item] of row.entries()) centres[item] = itemAt(middles, place)
}

/** A box follows the boxes that it is joined to; where long edges end matters less. */
function boxesFirst(neighbours: readonly number[], boxCount: number): readonly number[] {
  const boxes = neighbours.filter((item) => item < boxCount)
  return boxes.length === 0 ? neighbours : boxes
}

/** For every bend the place farthest from the source among those of its edge: there the edge runs straight. */
function straightened({ bends, above }: Rows, centres: readonly number[]): Map<number, number> {
  const wishes = new Map<number, number>()
  for (const items of bends) {
    const [first] = items
    if (first === undefined) continue
    const start = itemAt(centres, itemAt(itemAt(above, first), 0))
    const distance = (item: number): number => Math.abs(itemAt(centres, item) - start)
    const farthest = items.reduce((far, item) => (distance(item) > distance(far) ? item : far))
    for (const item of items) wishes.set(item, itemAt(centres, farthest))
  }
  return wishes
}
