import type { Box, Point, Size } from './flatLayout.ts'
import type { NestedGraph } from './levels.ts'
import { nestedLayout } from './nestedLayout.ts'

/** A layout as it is drawn. */
export interface DrawnLayout extends Size {
  readonly boxes: readonly Box[]
  /** For each edge SVG path data. */
  readonly paths: readonly string[]
}

/** Lays out a graph; `tell` hears the share that is done, from 0 to 1. */
export function drawnLayout(graph: NestedGraph, tell: (share: number) => void): DrawnLayout {
  const { boxes, routes, width, height } = nestedLayout(graph, tell)
  return { boxes, paths: routes.map(curveThrough), width, height }
}

/** A line that leaves and enters every point vertically. */
function curveThrough(points: readonly Point[]): string {
  return points
    .map(({ x, y }, index) => {
      const before = points[index - 1]
      if (before === undefined) return `M${x} ${y}`
      if (before.x === x) return `L${x} ${y}`
      const middle = (before.y + y) / 2
      return `C${before.x} ${middle} ${x} ${middle} ${x} ${y}`
    })
    .join('')
}
