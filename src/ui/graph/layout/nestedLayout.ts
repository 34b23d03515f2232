import type { Box, FlatPlacement, Point, Size } from './flatLayout.ts'
import { itemAt } from './itemAt.ts'
import { layeredLayout } from './layeredLayout.ts'
import { TOP, toLevels, type Level, type NestedGraph } from './levels.ts'
import { singlesInGrid } from './singlesInGrid.ts'

export interface Placement extends Size {
  readonly boxes: readonly Box[]
  /** For each edge its points from source to target, ends included. */
  readonly routes: readonly (readonly Point[])[]
}

/** Space between the frame of a group and what is in it. */
const GROUP_PADDING = 16

const layFlat = singlesInGrid(layeredLayout)

/**
 * Lays out each group by itself, innermost first; a group is then one box of the level around it. Edges that cross
 * the frame of a group count as edges of the group, and are drawn directly. `tell` hears the share that is done.
 */
export function nestedLayout(
  graph: NestedGraph,
  tell: (share: number) => void = ignore,
): Placement {
  const levels = toLevels(graph)
  const sizes: Size[] = [...graph.boxes]
  const placed = new Map<number, FlatPlacement>()
  let done = 0
  for (const [group, level] of [...levels].reverse()) {
    const boxes = level.members.map((box) => itemAt(sizes, box))
    const share = boxes.length / graph.boxes.length
    const inner = layFlat({ boxes, edges: level.edges.map(({ pair }) => pair) }, (part) =>
      tell(done + part * share),
    )
    done += share
    placed.set(group, inner)
    if (group !== TOP) sizes[group] = framed(itemAt(graph.boxes, group), inner)
  }
  return place(graph, { levels, placed, sizes })
}

function ignore(): void {
  // nobody waits for it
}

function framed(header: Size, inner: Size): Size {
  return {
    width: Math.max(header.width, inner.width + 2 * GROUP_PADDING),
    height: header.height + inner.height + 2 * GROUP_PADDING,
  }
}

interface Laid {
  readonly levels: ReadonlyMap<number, Level>
  readonly placed: ReadonlyMap<number, FlatPlacement>
  readonly sizes: readonly Size[]
}

/** Moves what was laid out group by group to where the groups came to stand. */
function place(graph: NestedGraph, { levels, placed, sizes }: Laid): Placement {
  const boxes: Box[] = []
  const routes: (readonly Point[])[] = []
  for (const [group, level] of levels) {
    const inner = placed.get(group)
    if (inner === undefined) continue
    const origin = group === TOP ? { x: 0, y: 0 } : contentOrigin(graph, group, { boxes, inner })
    for (const [at, box] of level.members.entries())
      boxes[box] = { ...itemAt(sizes, box), ...moved(itemAt(inner.corners, at), origin) }
    for (const [at, { index }] of level.edges.entries())
      routes[index] = itemAt(inner.bends, at).map((bend) => moved(bend, origin))
  }
  const whole = placed.get(TOP)
  return {
    boxes,
    routes: graph.edges.map((edge, index) =>
      route(graph, edge, { boxes, bends: itemAt(routes, index) }),
    ),
    width: whole?.width ?? 0,
    height: whole?.height ?? 0,
  }
}

/** Below the header, in the middle. */
function contentOrigin(
  graph: NestedGraph,
  group: number,
  { boxes, inner }: { boxes: readonly Box[]; inner: Size },
): Point {
  const { x, y, width } = itemAt(boxes, group)
  const header = itemAt(graph.boxes, group).height
  return { x: x + (width - inner.width) / 2, y: y + header + GROUP_PADDING }
}

function moved({ x, y }: Point, by: Point): Point {
  return { x: Math.round(x + by.x), y: Math.round(y + by.y) }
}

/** From the middle of the lower side of the one to that of the upper side of the other. */
function route(
  graph: NestedGraph,
  [source, target]: readonly [number, number],
  { boxes, bends }: { boxes: readonly Box[]; bends: readonly Point[] },
): readonly Point[] {
  const [from, to] = [itemAt(boxes, source), itemAt(boxes, target)]
  const start = { x: from.x + Math.round(from.width / 2), y: from.y + from.height }
  const end = { x: to.x + Math.round(to.width / 2), y: to.y }
  const isInOneGroup = itemAt(graph.boxes, source).parent === itemAt(graph.boxes, target).parent
  return isInOneGroup ? [start, ...bends, end] : [start, end]
}
