import type { Layer } from '../../engine/index.ts'
import type { LayerMark } from '../shared/marks.ts'
import type { LayerTree } from './LayerTree.ts'

/** What feeds what, layer by layer: each has an entry and an exit, and a group leads from its entry to its exit through what it holds. */
export interface Network {
  /** By layer id. */
  readonly places: ReadonlyMap<string, number>
  readonly ids: readonly string[]
  /** By port: twice the layer's place is its entry, one more its exit. */
  readonly next: readonly (readonly number[])[]
  readonly before: readonly (readonly number[])[]
}

/** The network of a tree, whatever of it is shown. */
export function networkOf(tree: LayerTree): Network {
  const ids = [...tree.byId.keys()].filter((id) => !tree.repeats.has(id))
  const places = new Map(ids.map((id, place) => [id, place]))
  const next: number[][] = Array.from({ length: ids.length * 2 }, () => [])
  const before: number[][] = Array.from({ length: ids.length * 2 }, () => [])
  const join = (from: number, to: number): void => {
    next[from]?.push(to)
    before[to]?.push(from)
  }
  const holders = new Set<string>()
  for (const id of ids) {
    const holder = ownParent(tree, id)
    if (holder !== null) holders.add(holder)
  }
  for (const [place, id] of ids.entries()) {
    if (!holders.has(id)) join(2 * place, 2 * place + 1)
    for (const input of tree.byId.get(id)?.inputs ?? []) {
      const source = places.get(input)
      if (source !== undefined) join(2 * source + 1, 2 * place)
    }
  }
  joinGroups(tree, { ids, places, join })
  return { places, ids, next, before }
}

/** What a group is fed goes to those in it that read from none of it; what those give that none of it reads, it gives. */
function joinGroups(
  tree: LayerTree,
  network: Pick<Network, 'ids' | 'places'> & { join: (from: number, to: number) => void },
): void {
  const { ids, places, join } = network
  const { reads, isRead } = joinedInside(tree, network)
  for (const [place, id] of ids.entries()) {
    const group = places.get(ownParent(tree, id) ?? '')
    if (group === undefined) continue
    if (!reads.has(id)) join(2 * group, 2 * place)
    if (!isRead.has(id)) join(2 * place + 1, 2 * group + 1)
  }
}

/** Layers that read from a layer beside them, and those that are read from there. */
function joinedInside(tree: LayerTree, { ids, places }: Pick<Network, 'ids' | 'places'>) {
  const reads = new Set<string>()
  const isRead = new Set<string>()
  for (const id of ids)
    for (const input of tree.byId.get(id)?.inputs ?? []) {
      if (!places.has(input) || ownParent(tree, input) !== ownParent(tree, id)) continue
      reads.add(id)
      isRead.add(input)
    }
  return { reads, isRead }
}

/** The group of the file that holds a layer, past those that we made. */
function ownParent({ parents, repeats }: LayerTree, id: string): string | null {
  let at = parents.get(id) ?? null
  while (at !== null && repeats.has(at)) at = parents.get(at) ?? null
  return at
}

/** Ids of all layers that lead to one of these, without them. */
export function upstreamOf(network: Network, from: readonly string[]): ReadonlySet<string> {
  return without(reached(network, network.before, entries(network, from, 0)), from)
}

/** Ids of all layers that one of these leads to, without them. */
export function downstreamOf(network: Network, from: readonly string[]): ReadonlySet<string> {
  return without(reached(network, network.next, entries(network, from, 1)), from)
}

/**
 * Ids of the layers whose values have been through code of the file: every layer that carries code and is reached from
 * an input, and whatever it leads to.
 */
export function taintedBy(
  network: Network,
  tree: LayerTree,
  marks: ReadonlyMap<string, LayerMark>,
): ReadonlySet<string> {
  const inputs = network.ids.filter((id) => isInput(network, tree.byId.get(id)))
  const fed = reached(network, network.next, entries(network, inputs, 0))
  const carriers = network.ids.filter((id) => marks.get(id)?.carriesCode === true && fed.has(id))
  return new Set([...carriers, ...downstreamOf(network, carriers)])
}

function isInput({ places, before }: Network, layer: Layer | undefined): boolean {
  if (layer === undefined) return false
  const place = places.get(layer.id) ?? -1
  return layer.className === 'InputLayer' || before[2 * place]?.length === 0
}

function entries({ places }: Network, ids: readonly string[], port: 0 | 1): readonly number[] {
  return ids.flatMap((id) => {
    const place = places.get(id)
    return place === undefined ? [] : 2 * place + port
  })
}

function reached(
  { ids }: Network,
  steps: Network['next'],
  from: readonly number[],
): ReadonlySet<string> {
  const seen = new Set(from)
  for (const port of seen) for (const to of steps[port] ?? []) seen.add(to)
  return new Set([...seen].flatMap((port) => ids[port >> 1] ?? []))
}

function without(ids: ReadonlySet<string>, from: readonly string[]): ReadonlySet<string> {
  const left = new Set(ids)
  for (const id of from) left.delete(id)
  return left
}
