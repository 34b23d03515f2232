import type { FlatGraph } from './flatLayout.ts'
import { itemAt } from './itemAt.ts'
import { rankBoxes } from './ranks.ts'

/** A graph whose edges all lead from one row to the next: longer ones are cut into bends. Items are boxes, then bends. */
export interface Rows {
  readonly boxCount: number
  readonly widths: readonly number[]
  readonly heights: readonly number[]
  /** The row of each item. */
  readonly ranks: readonly number[]
  /** Neighbours of each item one row up, and one row down. */
  readonly above: readonly (readonly number[])[]
  readonly below: readonly (readonly number[])[]
  /** For each edge its bends, from the top down. */
  readonly bends: readonly (readonly number[])[]
}

interface Growing {
  readonly boxCount: number
  readonly widths: number[]
  readonly heights: number[]
  readonly ranks: number[]
  readonly above: number[][]
  readonly below: number[][]
  readonly bends: number[][]
}

/** A budget that keeps the layout linear; the longest edges are then drawn without bends. */
const BENDS_PER_BOX = 6
const BEND_WIDTH = 12

export function toRows(graph: FlatGraph): Rows {
  const { ranks, upward } = rankBoxes(graph)
  const rows: Growing = {
    boxCount: graph.boxes.length,
    widths: graph.boxes.map(({ width }) => width),
    heights: graph.boxes.map(({ height }) => height),
    ranks: [...ranks],
    above: graph.boxes.map(() => []),
    below: graph.boxes.map(() => []),
    bends: graph.edges.map(() => []),
  }
  const span = (edge: number): number => {
    const [source, target] = itemAt(graph.edges, edge)
    return itemAt(ranks, target) - itemAt(ranks, source)
  }
  const downward = [...graph.edges.keys()].filter((edge) => upward[edge] !== true)
  let budget = graph.boxes.length * BENDS_PER_BOX
  for (const edge of downward.sort((a, b) => span(a) - span(b))) {
    budget -= span(edge) - 1
    if (budget < 0) break
    rows.bends[edge] = addBends(rows, itemAt(graph.edges, edge))
  }
  return rows
}

function addBends(rows: Growing, [source, target]: readonly [number, number]): number[] {
  const bends: number[] = []
  let from = source
  for (let rank = itemAt(rows.ranks, source) + 1; rank < itemAt(rows.ranks, target); rank++) {
    const bend = rows.ranks.push(rank) - 1
    rows.widths.push(BEND_WIDTH)
    rows.heights.push(0)
    rows.above.push([])
    rows.below.push([])
    link(rows, from, bend)
    bends.push(bend)
    from = bend
  }
  link(rows, from, target)
  return bends
}

function link(rows: Growing, upper: number, lower: number): void {
  itemAt(rows.below, upper).push(lower)
  itemAt(rows.above, lower).push(upper)
}
