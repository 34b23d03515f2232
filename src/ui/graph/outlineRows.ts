import type { Layer } from '../../engine/index.ts'
import type { LayerTree } from './LayerTree.ts'

/** A line of the graph as text. */
export interface OutlineRow {
  readonly layer: Layer
  /** Groups around it. */
  readonly depth: number
}

/** All layers, each below the group that holds it. */
export function rowsOf(tree: LayerTree): readonly OutlineRow[] {
  const rows: OutlineRow[] = []
  const pending = (tree.children.get(null) ?? []).toReversed().map((id) => ({ id, depth: 0 }))
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { id, depth } = next
    const layer = tree.byId.get(id)
    if (layer !== undefined) rows.push({ layer, depth })
    for (const child of (tree.children.get(id) ?? []).toReversed())
      pending.push({ id: child, depth: depth + 1 })
  }
  return rows
}
