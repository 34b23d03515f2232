import { familyOf, type Family } from './families.ts'
import type { Box, Point, Size } from './layout/flatLayout.ts'
import { itemAt } from './layout/itemAt.ts'
import { nestedLayout } from './layout/nestedLayout.ts'
import { labelOf, nodeSize, type MeasureText, type NodeLabel } from './nodeBox.ts'
import type { VisibleGraph, VisibleNode } from './visibleGraph.ts'

/** What is drawn, in pixels at zoom 1. */
export interface Scene extends Size {
  readonly nodes: readonly SceneNode[]
  readonly edges: readonly SceneEdge[]
  /** Index of the node that shows a layer: itself, or the closed group around it. */
  readonly indexById: ReadonlyMap<string, number>
}

export interface SceneNode extends VisibleNode, Box, NodeLabel {
  readonly family: Family | null
  /** For a group: it or anything inside it. */
  readonly carriesCode: boolean
}

interface SceneEdge {
  readonly source: number
  readonly target: number
  /** SVG path data. */
  readonly path: string
}

/** Lays out what is visible. Layers among `carriers`, and groups around such, get room for a λ. */
export function sceneOf(
  visible: VisibleGraph,
  carriers: ReadonlySet<string>,
  measure: MeasureText,
): Scene {
  const boxes = visible.nodes.map((node) => ({
    ...nodeSize(node, carriers.has(node.id), measure),
    parent: node.parent,
  }))
  const placement = nestedLayout({ boxes, edges: visible.edges })
  const nodes = visible.nodes.map((node, index): SceneNode => {
    const family = familyOf(node.layer.className)
    const carriesCode = carriers.has(node.id)
    const box = itemAt(placement.boxes, index)
    return { ...node, ...box, ...labelOf(node.layer), family, carriesCode }
  })
  const edges = visible.edges.map(([source, target], index) => {
    const path = curveThrough(itemAt(placement.routes, index))
    return { source, target, path }
  })
  const { width, height } = placement
  return { nodes, edges, indexById: visible.indexById, width, height }
}

/** Whether a node itself carries code, or hides it. */
export function isWorthSeeing({ carriesCode, kind }: SceneNode): boolean {
  return carriesCode && kind !== 'open'
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
