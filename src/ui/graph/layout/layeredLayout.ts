import { ROW_GAP, type FlatGraph, type FlatPlacement, type Point } from './flatLayout.ts'
import { itemAt } from './itemAt.ts'
import { orderRows } from './orderRows.ts'
import { placeRows } from './placeRows.ts'
import { toRows, type Rows } from './rows.ts'

const ORDER_SHARE = 0.4 // of the time, as measured

/**
 * A layered layout after Sugiyama, Tagawa and Toda (1981) in about linear time: longest-path rows, barycentre order,
 * and in each row the places nearest to the neighbours that leave no overlap.
 */
export function layeredLayout(graph: FlatGraph, tell: (share: number) => void): FlatPlacement {
  const rows = toRows(graph)
  const order = orderRows(rows, (share) => tell(share * ORDER_SHARE))
  const centres = placeRows(rows, order, (share) => tell(ORDER_SHARE + share * (1 - ORDER_SHARE)))
  const heights = rowHeights(rows, order)
  const side = (item: number, sign: 1 | -1): number =>
    itemAt(centres, item) + (sign * itemAt(rows.widths, item)) / 2
  const items = [...rows.ranks.keys()]
  const left = items.reduce((most, item) => Math.min(most, side(item, -1)), 0)
  const right = items.reduce((most, item) => Math.max(most, side(item, 1)), 0)
  const drawn: Drawn = { rows, heights, middle: (item) => itemAt(centres, item) - left }
  return {
    corners: graph.boxes.map(({ width, height }, box) => {
      const { top, bottom } = rowOf(drawn, box)
      return { x: drawn.middle(box) - width / 2, y: (top + bottom - height) / 2 }
    }),
    bends: graph.edges.map((edge, index) => bendsOf(drawn, edge, index)),
    width: right - left,
    height: heights.at(-1)?.bottom ?? 0,
  }
}

interface RowHeight {
  readonly top: number
  readonly bottom: number
}

interface Drawn {
  readonly rows: Rows
  readonly heights: readonly RowHeight[]
  readonly middle: (item: number) => number
}

function rowHeights({ heights }: Rows, order: readonly (readonly number[])[]): RowHeight[] {
  const rows: RowHeight[] = []
  let top = 0
  for (const row of order) {
    const height = row.reduce((most, item) => Math.max(most, itemAt(heights, item)), 0)
    rows.push({ top, bottom: top + height })
    top += height + ROW_GAP
  }
  return rows
}

function rowOf({ rows, heights }: Drawn, item: number): RowHeight {
  return itemAt(heights, itemAt(rows.ranks, item))
}

/** An edge leaves its row where its source stands, and bends only between rows: never behind a tall neighbour. */
function bendsOf(drawn: Drawn, [source, target]: readonly [number, number], edge: number): Point[] {
  const { rows, middle } = drawn
  if (itemAt(rows.ranks, source) >= itemAt(rows.ranks, target)) return []
  const through = itemAt(rows.bends, edge).flatMap((bend) => [
    { x: middle(bend), y: rowOf(drawn, bend).top },
    { x: middle(bend), y: rowOf(drawn, bend).bottom },
  ])
  return [
    { x: middle(source), y: rowOf(drawn, source).bottom },
    ...through,
    { x: middle(target), y: rowOf(drawn, target).top },
  ]
}
