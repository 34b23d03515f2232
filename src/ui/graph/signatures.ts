import type { Layer } from '../../engine/index.ts'
import type { LayerTree } from './LayerTree.ts'

/** What layers are, without their names: of a group also what is in it, and how that is joined. */
export interface Signatures {
  /** By layer id; alike layers have one number. */
  readonly numbers: ReadonlyMap<string, number>
  /** Layers in a group, itself included; those that hold none are not listed. */
  readonly sizes: ReadonlyMap<string, number>
}

/** One pass from the innermost groups outwards. */
export function signaturesOf(tree: LayerTree, carriers: ReadonlySet<string>): Signatures {
  const numbers = new Map<string, number>()
  const sizes = new Map<string, number>()
  const known = new Map<string, number>()
  for (const id of innermostFirst(tree)) {
    const layer = tree.byId.get(id)
    if (layer === undefined) continue
    const inside = tree.children.get(id) ?? []
    const text = carriers.has(id)
      ? `carries code: ${id}`
      : JSON.stringify([ownFacts(layer), inside.length === 0 ? 0 : insideOf(tree, inside, numbers)])
    const number = known.get(text) ?? known.size
    known.set(text, number)
    numbers.set(id, number)
    if (inside.length > 0)
      sizes.set(
        id,
        inside.reduce((sum, child) => sum + (sizes.get(child) ?? 1), 1),
      )
  }
  return { numbers, sizes }
}

function innermostFirst({ children }: LayerTree): readonly string[] {
  const order = [...(children.get(null) ?? [])]
  for (const id of order) for (const child of children.get(id) ?? []) order.push(child)
  return order.reverse()
}

function ownFacts({ className, module, activation, parameters, outputShape }: Layer) {
  return [className, module, activation, parameters, outputShape]
}

/** The children's numbers, and for each how far before it those stand that it reads. */
function insideOf(
  { byId }: LayerTree,
  inside: readonly string[],
  numbers: ReadonlyMap<string, number>,
) {
  const places = new Map(inside.map((id, place) => [id, place]))
  return inside.map((id, place) => [
    numbers.get(id),
    ...(byId.get(id)?.inputs ?? []).map((input) => place - (places.get(input) ?? Infinity)),
  ])
}
