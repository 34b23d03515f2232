import type { Layer, LayerGraph } from '../../engine/index.ts'

/** A parent chain longer than this is cut: no real model nests deeper, and the layout follows it by recursion. */
const MAX_DEPTH = 64

/** The layers as a forest. What the file says of parents is not trusted: circles and strangers are taken out. */
export interface LayerTree {
  /** In the order of the file; of two layers with one id the first. */
  readonly byId: ReadonlyMap<string, Layer>
  /** Parents that exist and lead to the top. */
  readonly parents: ReadonlyMap<string, string | null>
  /** Ids by parent, `null` for the top; only those that have any. */
  readonly children: ReadonlyMap<string | null, readonly string[]>
  /** Groups that are not in the file: what repeats itself, by the ids that were made for them. */
  readonly repeats: ReadonlyMap<string, Repeat>
}

/** A run of alike blocks, or one block of such a run. */
export type Repeat =
  | { readonly kind: 'run'; readonly times: number }
  | { readonly kind: 'block'; readonly at: number; readonly times: number }

export function layerTree({ layers }: LayerGraph): LayerTree {
  const byId = new Map<string, Layer>()
  for (const layer of layers) if (!byId.has(layer.id)) byId.set(layer.id, layer)
  const parents = trustedParents(byId)
  const children = new Map<string | null, string[]>()
  for (const [id, parent] of parents) {
    const siblings = children.get(parent)
    if (siblings === undefined) children.set(parent, [id])
    else siblings.push(id)
  }
  return { byId, parents, children, repeats: new Map() }
}

/** Innermost first; `id` itself is not among them. */
export function ancestorsOf({ parents }: LayerTree, id: string): string[] {
  const ancestors: string[] = []
  for (let at = parents.get(id) ?? null; at !== null; at = parents.get(at) ?? null)
    ancestors.push(at)
  return ancestors
}

/** How many layers of the file lie inside each group, at any depth. */
export function countInside(tree: LayerTree): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const id of tree.byId.keys())
    if (!tree.repeats.has(id))
      for (const group of ancestorsOf(tree, id)) counts.set(group, (counts.get(group) ?? 0) + 1)
  return counts
}

function trustedParents(byId: ReadonlyMap<string, Layer>): Map<string, string | null> {
  const parents = new Map<string, string | null>()
  const depths = new Map<string, number>()
  for (const id of byId.keys())
    for (const [child, claimed] of chainAbove(id, byId, parents)) {
      const depth = claimed === null ? 0 : (depths.get(claimed) ?? 0) + 1
      const parent =
        depth > MAX_DEPTH && claimed !== null ? (parents.get(claimed) ?? null) : claimed
      parents.set(child, parent)
      depths.set(child, Math.min(depth, MAX_DEPTH))
    }
  return parents
}

/** The unsettled layers from the top down to `id`, each with its parent; a circle begins with a top one. */
function chainAbove(
  id: string,
  byId: ReadonlyMap<string, Layer>,
  settled: ReadonlyMap<string, unknown>,
): (readonly [string, string | null])[] {
  const chain: [string, string | null][] = []
  const seen = new Set<string>()
  for (let at: string | null = id; at !== null && !settled.has(at);) {
    const claimed: string | null = byId.get(at)?.parent ?? null
    seen.add(at)
    const parent: string | null =
      claimed !== null && byId.has(claimed) && !seen.has(claimed) ? claimed : null
    chain.push([at, parent])
    at = parent
  }
  return chain.reverse()
}
