import type { Layer } from '../../engine/index.ts'
import type { LayerTree, Repeat } from './LayerTree.ts'
import { findRuns, type Run } from './findRuns.ts'
import { signaturesOf } from './signatures.ts'

const MIN_LAYERS = 6 // a shorter run is read faster than a count
const MAX_CLASSES = 3 // named in the title of a run
const BUDGET = 20_000_000 // comparisons: a second at most, whatever the file holds

/**
 * The tree with what repeats itself in groups: a run of three or more alike blocks among siblings is one group with
 * a group for each block. Alike: the same classes, shapes, parameters and connections, as far as the file says; the
 * names may differ. A layer that carries code is like no other, so that it stands in no run.
 */
export function withRepeats(tree: LayerTree, carriers: ReadonlySet<string>): LayerTree {
  const signatures = signaturesOf(tree, carriers)
  const grouped: Grouped = {
    byId: new Map(tree.byId),
    parents: new Map(tree.parents),
    children: new Map(tree.children),
    repeats: new Map<string, Repeat>(),
  }
  const budget = { left: BUDGET }
  for (const [parent, siblings] of tree.children) {
    const runs = findRuns({ tree, siblings, signatures, budget }).filter(
      (run) => layersIn(signatures.sizes, siblings, run) >= MIN_LAYERS,
    )
    if (runs.length > 0) regroup(grouped, parent, { siblings, runs })
  }
  return grouped
}

interface Grouped extends LayerTree {
  readonly byId: Map<string, Layer>
  readonly parents: Map<string, string | null>
  readonly children: Map<string | null, readonly string[]>
  readonly repeats: Map<string, Repeat>
}

function layersIn(
  sizes: ReadonlyMap<string, number>,
  siblings: readonly string[],
  { start, period, times }: Run,
): number {
  const members = siblings.slice(start, start + period * times)
  return members.reduce((sum, id) => sum + (sizes.get(id) ?? 1), 0)
}

function regroup(
  tree: Grouped,
  parent: string | null,
  { siblings, runs }: { readonly siblings: readonly string[]; readonly runs: readonly Run[] },
): void {
  const outer: string[] = []
  let end = 0
  for (const { start, period, times } of runs) {
    outer.push(...siblings.slice(end, start))
    end = start + period * times
    const members = siblings.slice(start, end)
    const title = `×${times} ${classesOf(tree, members.slice(0, period))}`
    const run = addGroup(tree, { parent, members, title, repeat: { kind: 'run', times } })
    outer.push(run)
    if (period > 1) addBlocks(tree, run, { members, period, times })
  }
  tree.children.set(parent, [...outer, ...siblings.slice(end)])
}

function addBlocks(
  tree: Grouped,
  run: string,
  { members, period, times }: { members: readonly string[]; period: number; times: number },
): void {
  const blocks = Array.from({ length: times }, (_, at) =>
    addGroup(tree, {
      parent: run,
      members: members.slice(at * period, (at + 1) * period),
      title: `Block ${at + 1} of ${times}`,
      repeat: { kind: 'block', at, times },
    }),
  )
  tree.children.set(run, blocks)
}

function addGroup(
  tree: Grouped,
  group: {
    readonly parent: string | null
    readonly members: readonly string[]
    readonly title: string
    readonly repeat: Repeat
  },
): string {
  const { parent, members, title, repeat } = group
  const [first, last] = [members[0] ?? '', members.at(-1) ?? '']
  const id = freeId(tree, `${repeat.kind === 'run' ? '×' : 'block'} ${first} … ${last}`)
  const nameOf = (member: string): string => tree.byId.get(member)?.name ?? member
  tree.byId.set(id, {
    id,
    name: `${nameOf(first)} … ${nameOf(last)}`,
    className: title,
    parent,
    inputs: [],
    outputShape: tree.byId.get(last)?.outputShape ?? null,
    parameters: sumOf(members.map((member) => tree.byId.get(member)?.parameters ?? null)),
    activation: null,
    module: null,
    custom: false,
    at: [],
  })
  tree.parents.set(id, parent)
  tree.children.set(id, members)
  tree.repeats.set(id, repeat)
  for (const member of members) tree.parents.set(member, id)
  return id
}

/** The file may name its layers as we name groups. */
function freeId({ byId }: Grouped, wanted: string): string {
  let id = wanted
  while (byId.has(id)) id += ' '
  return id
}

function classesOf({ byId }: Grouped, members: readonly string[]): string {
  const classes = [...new Set(members.map((id) => byId.get(id)?.className ?? ''))]
  const more = classes.length > MAX_CLASSES ? ` +${classes.length - MAX_CLASSES}` : ''
  return `${classes.slice(0, MAX_CLASSES).join(' ')}${more}`
}

/** Unknown when one of them is. */
function sumOf(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0)
}
