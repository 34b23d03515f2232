import { familyOf, type Family } from './families.ts'
import type { DrawnLayout } from './layout/drawnLayout.ts'
import type { Box, Size } from './layout/flatLayout.ts'
import { itemAt } from './layout/itemAt.ts'
import type { NestedGraph } from './layout/levels.ts'
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

export const NO_SCENE: Scene = { nodes: [], edges: [], indexById: new Map(), width: 1, height: 1 }

/** What is visible as boxes without a place. Layers among `carriers`, and groups around such, get room for a λ. */
export function boxesOf(
  { nodes, edges }: VisibleGraph,
  carriers: ReadonlySet<string>,
  measure: MeasureText,
): NestedGraph {
  const boxes = nodes.map((node) => ({
    ...nodeSize(node, carriers.has(node.id), measure),
    parent: node.parent,
  }))
  return { boxes, edges }
}

/** What is visible, where it was laid out. */
export function sceneFrom(
  visible: VisibleGraph,
  carriers: ReadonlySet<string>,
  { boxes, paths, width, height }: DrawnLayout,
): Scene {
  const nodes = visible.nodes.map((node, index): SceneNode => ({
    ...node,
    ...itemAt(boxes, index),
    ...labelOf(node.layer),
    family: familyIn(node.layer.className),
    carriesCode: carriers.has(node.id),
  }))
  const edges = visible.edges.map(([source, target], index) => ({
    source,
    target,
    path: itemAt(paths, index),
  }))
  return { nodes, edges, indexById: visible.indexById, width, height }
}

/** A run of blocks is of no family, though its title names classes. */
function familyIn(className: string): Family | null {
  return className.startsWith('×') ? null : familyOf(className)
}

/** Whether a node itself carries code, or hides it. */
export function isWorthSeeing({ carriesCode, kind }: SceneNode): boolean {
  return carriesCode && kind !== 'open'
}
