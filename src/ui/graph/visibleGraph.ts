import type { Layer } from '../../engine/index.ts'
import { ancestorsOf, countInside, type LayerTree } from './LayerTree.ts'

/** A crowd above this is cut: the outline and the search still hold every layer. */
const MAX_NODES = 20_000
const MAX_EDGES = 60_000

export interface VisibleNode {
  readonly id: string
  readonly layer: Layer
  readonly kind: 'layer' | 'closed' | 'open'
  /** Index of the open group that holds it; -1 at the top. */
  readonly parent: number
  /** How many layers lie inside, at any depth. */
  readonly inside: number
}

export interface VisibleGraph {
  /** Parents before their children. */
  readonly nodes: readonly VisibleNode[]
  /** Pairs of indices in `nodes`, source first; each pair once, none to itself. */
  readonly edges: readonly (readonly [number, number])[]
  /** Layers or connections that would be visible and are left out. */
  readonly leftOut: number
  /** Index of the node that shows a layer: itself, or the closed group around it. */
  readonly indexById: ReadonlyMap<string, number>
}

/** What is drawn when these groups are open; an edge from inside a closed group begins at the group. */
export function visibleGraph(tree: LayerTree, open: ReadonlySet<string>): VisibleGraph {
  const counts = countInside(tree)
  const nodes: VisibleNode[] = []
  const indexById = new Map<string, number>()
  let leftOut = 0
  const pending: string[] = []
  const enter = (group: string | null): void => {
    for (const id of (tree.children.get(group) ?? []).toReversed()) pending.push(id)
  }
  enter(null)
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const layer = tree.byId.get(id)
    if (layer === undefined) continue
    if (nodes.length === MAX_NODES) {
      leftOut += 1
      continue
    }
    const inside = counts.get(id) ?? 0
    const kind = kindOf(inside, open.has(id))
    const parent = indexById.get(tree.parents.get(id) ?? '') ?? -1
    indexById.set(id, nodes.length)
    nodes.push({ id, layer, kind, parent, inside })
    if (kind === 'open') enter(id)
  }
  addHidden(tree, indexById)
  const { edges, cut } = edgesBetween(tree, nodes, indexById)
  return { nodes, edges, leftOut: leftOut + cut, indexById }
}

/** The groups to open so that `id` is itself visible. */
export function openedFor(
  tree: LayerTree,
  open: ReadonlySet<string>,
  id: string,
): ReadonlySet<string> {
  const missing = ancestorsOf(tree, id).filter((group) => !open.has(group))
  return missing.length === 0 ? open : new Set([...open, ...missing])
}

function kindOf(inside: number, isOpen: boolean): VisibleNode['kind'] {
  if (inside === 0) return 'layer'
  return isOpen ? 'open' : 'closed'
}

function addHidden(tree: LayerTree, indexById: Map<string, number>): void {
  for (const id of tree.byId.keys()) {
    if (indexById.has(id)) continue
    const shownBy = ancestorsOf(tree, id).find((group) => indexById.has(group))
    const index = shownBy === undefined ? undefined : indexById.get(shownBy)
    if (index !== undefined) indexById.set(id, index)
  }
}

function edgesBetween(
  tree: LayerTree,
  nodes: readonly VisibleNode[],
  indexById: ReadonlyMap<string, number>,
): { edges: [number, number][]; cut: number } {
  const edges: [number, number][] = []
  const seen = new Set<number>()
  let cut = 0
  for (const layer of tree.byId.values()) {
    const target = indexById.get(layer.id)
    if (target === undefined) continue
    for (const input of layer.inputs) {
      const source = indexById.get(input)
      if (source === undefined || holds(nodes, source, target) || holds(nodes, target, source))
        continue
      const key = source * MAX_NODES + target
      if (seen.has(key)) continue
      if (edges.length === MAX_EDGES) {
        cut += 1
        continue
      }
      seen.add(key)
      edges.push([source, target])
    }
  }
  return { edges, cut }
}

/** Whether `outer` is `inner`, or one of the open groups around it. */
function holds(nodes: readonly VisibleNode[], outer: number, inner: number): boolean {
  for (let at = inner; at !== -1; at = nodes[at]?.parent ?? -1) if (at === outer) return true
  return false
}
