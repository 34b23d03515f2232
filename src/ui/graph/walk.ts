import type { Point } from './layout/flatLayout.ts'
import { itemAt } from './layout/itemAt.ts'
import { TOP } from './layout/levels.ts'
import type { Steps } from './pathsThrough.ts'
import type { Scene, SceneNode } from './scene.ts'

export type Direction = 'up' | 'down' | 'left' | 'right'

const DIRECTIONS: ReadonlyMap<string, Direction> = new Map([
  ['ArrowUp', 'up'],
  ['ArrowDown', 'down'],
  ['ArrowLeft', 'left'],
  ['ArrowRight', 'right'],
])

/** The direction of an arrow key; null for other keys. */
export function directionOf(key: string): Direction | null {
  return DIRECTIONS.get(key) ?? null
}

/**
 * The layer that an arrow key leads to: up and down along edges, and into and out of open groups where there are
 * none; left and right to the nearest at about the same height. Null when nothing is there.
 */
export function walk(
  { nodes }: Pick<Scene, 'nodes'>,
  steps: Steps,
  { from, to }: { readonly from: number | null; readonly to: Direction },
): string | null {
  if (from === null) return nodes[0]?.id ?? null
  const isSideways = to === 'left' || to === 'right'
  const next = isSideways ? beside(nodes, from, to) : along(nodes, steps, { from, to })
  return next === null ? null : itemAt(nodes, next).id
}

/** From a node without edges in that direction, those of the group around it count. */
function along(
  nodes: readonly SceneNode[],
  steps: Steps,
  { from, to }: { readonly from: number; readonly to: 'up' | 'down' },
): number | null {
  const start = itemAt(nodes, from)
  if (to === 'down' && start.kind === 'open') return highestIn(nodes, from)
  for (let at = from; at !== TOP; at = itemAt(nodes, at).parent) {
    const candidates = itemAt(steps[to], at).map(({ node }) => node)
    if (candidates.length > 0) return nearest(nodes, start, candidates)
    if (to === 'up') return groupAround(nodes, at)
  }
  return null
}

function highestIn(nodes: readonly SceneNode[], group: number): number | null {
  const inside = [...nodes.keys()].filter((index) => nodes[index]?.parent === group)
  const top = (index: number): number => itemAt(nodes, index).y
  return inside.length === 0 ? null : inside.reduce((a, b) => (top(b) < top(a) ? b : a))
}

function groupAround(nodes: readonly SceneNode[], index: number): number | null {
  const { parent } = itemAt(nodes, index)
  return parent === TOP ? null : parent
}

function beside(nodes: readonly SceneNode[], from: number, to: 'left' | 'right'): number | null {
  const start = itemAt(nodes, from)
  const sign = to === 'left' ? -1 : 1
  const isBeside = (node: SceneNode): boolean =>
    node.parent === start.parent &&
    (middle(node).x - middle(start).x) * sign > 0 &&
    Math.abs(middle(node).y - middle(start).y) < start.height
  const row = [...nodes.keys()].filter((index) => isBeside(itemAt(nodes, index)))
  return row.length === 0 ? null : nearest(nodes, start, row)
}

function nearest(
  nodes: readonly SceneNode[],
  start: SceneNode,
  candidates: readonly number[],
): number {
  const distance = (index: number): number =>
    Math.abs(middle(itemAt(nodes, index)).x - middle(start).x)
  return candidates.reduce((a, b) => (distance(b) < distance(a) ? b : a))
}

function middle({ x, y, width, height }: SceneNode): Point {
  return { x: x + width / 2, y: y + height / 2 }
}
