import {
  NODE_GAP,
  type FlatGraph,
  type FlatLayout,
  type FlatPlacement,
  type Point,
  type Size,
} from './flatLayout.ts'
import { itemAt } from './itemAt.ts'

const PROPORTION = 1.5 // width to height of the grid, about that of the pane

/** `layout` for the boxes that have a connection; the others stand in a grid below, not in one endless row. */
export function singlesInGrid(layout: FlatLayout): FlatLayout {
  return (graph, tell) => {
    const joined = new Set(graph.edges.flat())
    const boxes = [...graph.boxes.keys()]
    const linked = boxes.filter((box) => joined.has(box))
    const single = boxes.filter((box) => !joined.has(box))
    if (single.length === 0) return layout(graph, tell)
    const main: FlatPlacement = layout(only(graph, linked), tell)
    const top = linked.length === 0 ? 0 : main.height + 2 * NODE_GAP
    const grid = layGrid(
      single.map((box) => itemAt(graph.boxes, box)),
      top,
    )
    const corners = new Map([
      ...linked.map((box, place) => [box, itemAt(main.corners, place)] as const),
      ...single.map((box, place) => [box, itemAt(grid.corners, place)] as const),
    ])
    return {
      corners: boxes.flatMap((box) => corners.get(box) ?? []),
      bends: main.bends,
      width: Math.max(main.width, grid.width),
      height: grid.height,
    }
  }
}

/** The graph of these boxes alone; every edge is between two of them. */
function only({ boxes, edges }: FlatGraph, kept: readonly number[]): FlatGraph {
  const places = new Map(kept.map((box, place) => [box, place]))
  return {
    boxes: kept.map((box) => itemAt(boxes, box)),
    edges: edges.map(([source, target]) => [places.get(source) ?? 0, places.get(target) ?? 0]),
  }
}

function layGrid(boxes: readonly Size[], top: number): Size & { readonly corners: Point[] } {
  const area = boxes.reduce(
    (sum, { width, height }) => sum + (width + NODE_GAP) * (height + NODE_GAP),
    0,
  )
  const rowWidth = Math.sqrt(area * PROPORTION)
  const corners: Point[] = []
  let [x, y, rowHeight, width] = [0, top, 0, 0]
  for (const box of boxes) {
    if (x > 0 && x + box.width > rowWidth) {
      y += rowHeight + NODE_GAP
      x = 0
      rowHeight = 0
    }
    corners.push({ x, y })
    width = Math.max(width, x + box.width)
    rowHeight = Math.max(rowHeight, box.height)
    x += box.width + NODE_GAP
  }
  return { corners, width, height: y + rowHeight }
}
