import { useMemo } from 'react'
import type { LayerMark } from '../shared/marks.ts'
import type { LayerTree } from './LayerTree.ts'
import { pathsThrough, type Lit, type Steps } from './pathsThrough.ts'
import { downstreamOf, networkOf, taintedBy, upstreamOf } from './reach.ts'
import type { Scene } from './scene.ts'

/** Which part of the graph stands out. */
export type Following = 'nothing' | 'upstream' | 'downstream' | 'both' | 'tainted'

export interface Followed {
  readonly lit: Lit | null
  /** The layers that stand out, without the chosen one; null when nothing is followed. */
  readonly ids: ReadonlySet<string> | null
}

interface Parts {
  readonly tree: LayerTree
  /** Of layers alone. */
  readonly marks: ReadonlyMap<string, LayerMark>
  readonly scene: Scene
  readonly steps: Steps
}

/** What stands out: the paths that are followed, else those through the node under the pointer. */
export function useLit(
  { tree, marks, scene, steps }: Parts,
  following: Following,
  { chosen, hovered }: { readonly chosen: string | null; readonly hovered: number | null },
): Followed {
  const isOff = following === 'nothing'
  const network = useMemo(() => (isOff ? null : networkOf(tree)), [tree, isOff])
  const start = following === 'tainted' ? null : chosen
  const sets = useMemo(() => {
    if (network === null || following === 'nothing') return null
    if (following === 'tainted') return { up: NONE, down: taintedBy(network, tree, marks) }
    if (start === null) return null
    const from = membersOf(tree, start)
    return {
      up: following === 'downstream' ? NONE : upstreamOf(network, from),
      down: following === 'upstream' ? NONE : downstreamOf(network, from),
    }
  }, [network, following, tree, marks, start])
  const followed = useMemo(
    () => (sets === null ? null : litOf(scene, sets, start)),
    [scene, sets, start],
  )
  const passing = useMemo(
    () => (hovered === null ? null : pathsThrough(steps, hovered)),
    [steps, hovered],
  )
  return {
    lit: followed ?? passing,
    ids: sets === null ? null : new Set([...sets.up, ...sets.down]),
  }
}

const NONE: ReadonlySet<string> = new Set()

/** The layers of the file that a group of ours stands for; of others the layer itself. */
function membersOf(tree: LayerTree, id: string): readonly string[] {
  if (!tree.repeats.has(id)) return [id]
  return (tree.children.get(id) ?? []).flatMap((child) => membersOf(tree, child))
}

/** Edges count where both ends do: what leads to something upstream is upstream too. */
function litOf(
  { nodes, edges, indexById }: Scene,
  { up, down }: { readonly up: ReadonlySet<string>; readonly down: ReadonlySet<string> },
  start: string | null,
): Lit {
  const own = indexById.get(start ?? '') ?? -1
  const indices = (ids: ReadonlySet<string>): ReadonlySet<number> =>
    new Set([own, ...[...ids].flatMap((id) => indexById.get(id) ?? [])])
  const [above, below] = [indices(up), indices(down)]
  const isLit = (set: ReadonlySet<number>, source: number, target: number): boolean =>
    set.has(source) && set.has(target)
  return {
    nodes: new Set([...above, ...below].filter((index) => nodes[index] !== undefined)),
    edges: new Set(
      [...edges.keys()].filter((at) => {
        const edge = edges[at]
        if (edge === undefined) return false
        const { source, target } = edge
        return isLit(above, source, target) || isLit(below, source, target)
      }),
    ),
    tone: start === null ? 'code' : 'select',
    isAlone: true,
  }
}
