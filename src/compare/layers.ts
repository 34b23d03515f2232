import type { Analysis, Layer } from '../engine/index.ts'
import { isEqual, keptBytes } from './bytes.ts'
import type { Found, Place, ValueChange } from './Comparison.ts'
import { pair, pairUnique } from './pairs.ts'
import { canonical, cutText, parseTree, treeChanges, withoutLayers } from './values.ts'

/** Layers matched by their path of names; then those whose class and configuration nothing else on its side has. */
export function compareLayers(before: Analysis, after: Analysis): readonly Found[] {
  const [mine, its] = [toOwned(before), toOwned(after)]
  const byId = pair(mine, its, [({ layer }) => layer.id])
  const renamed = pairUnique(byId.gone, byId.come, likeness)
  return [
    ...renamed.come.map(({ layer }) => added(layer)),
    ...renamed.gone.map(({ layer }) => removed(layer)),
    ...renamed.both.map(([one, other]) => renaming(one, other)),
    ...byId.both.flatMap(([one, other]) => changes(one, other)),
  ]
}

interface Owned {
  readonly layer: Layer
  /** Its configuration as it stands in the file; null when it was not kept. */
  readonly bytes: Uint8Array | null
  /** Names of the layers inside it, which are compared on their own. */
  readonly inner: ReadonlySet<string>
}

function toOwned(analysis: Analysis): readonly Owned[] {
  const { layers } = analysis.report.graph
  const inner = new Map<string, Set<string>>()
  for (const { parent, name } of layers) {
    if (parent === null) continue
    const names = inner.get(parent) ?? new Set<string>()
    inner.set(parent, names.add(name))
  }
  return layers.map((layer) => ({
    layer,
    bytes: keptBytes(analysis, layer.at),
    inner: inner.get(layer.id) ?? NO_NAMES,
  }))
}

const NO_NAMES: ReadonlySet<string> = new Set()
const OF_PLACE: ReadonlySet<string> = new Set(['name', 'inbound_nodes', 'build_config'])

/** The same class and configuration, but for the name; null when that says nothing. */
function likeness({ layer, bytes }: Owned): string | null {
  if (bytes === null) return null
  const parsed = parseTree(bytes)
  if (parsed.kind !== 'tree') return null
  const text = canonical(parsed.tree, OF_PLACE)
  return text === '' ? null : `${layer.className} ${text}`
}

function added(layer: Layer): Found {
  return { ...row(layer), change: 'added', before: null, after: place(layer) }
}

function removed(layer: Layer): Found {
  return { ...row(layer), change: 'removed', before: place(layer), after: null }
}

function row(layer: Layer): Pick<Found, 'name' | 'values' | 'leftOut' | 'note'> {
  return { name: layer.id, values: [], leftOut: 0, note: layer.className }
}

function renaming({ layer: one }: Owned, { layer: other }: Owned): Found {
  return {
    ...row(other),
    change: 'renamed',
    values: [{ path: 'name', before: one.id, after: other.id }, ...fieldChanges(one, other)],
    note: `${other.className}: the same class and configuration under another name, which no other layer has`,
    before: place(one),
    after: place(other),
  }
}

function changes(one: Owned, other: Owned): readonly Found[] {
  const fields = fieldChanges(one.layer, other.layer)
  const config = configChanges(one, other)
  if (fields.length === 0 && config.values.length === 0 && config.note === '') return []
  return [
    {
      change: 'changed',
      name: other.layer.id,
      values: [...fields, ...config.values],
      leftOut: config.leftOut,
      note: config.note === '' ? other.layer.className : config.note,
      before: place(one.layer),
      after: place(other.layer),
    },
  ]
}

const FIELDS = [
  ['class', (layer: Layer) => layer.className],
  ['module', (layer: Layer) => layer.module],
  ['inputs', (layer: Layer) => layer.inputs.join(', ')],
  ['output shape', (layer: Layer) => layer.outputShape],
  ['weights', (layer: Layer) => layer.parameters],
] as const

function fieldChanges(one: Layer, other: Layer): readonly ValueChange[] {
  return FIELDS.flatMap(([path, read]) => {
    const [before, after] = [textOf(read(one)), textOf(read(other))]
    return before === after ? [] : [{ path, before, after }]
  })
}

function textOf(value: string | number | null): string | null {
  return value === null ? null : cutText(String(value))
}

interface ConfigChanges {
  readonly values: readonly ValueChange[]
  readonly leftOut: number
  /** Why not all of it was compared, or ''. */
  readonly note: string
}

const SAME: ConfigChanges = { values: [], leftOut: 0, note: '' }

function configChanges(one: Owned, other: Owned): ConfigChanges {
  if (one.bytes === null || other.bytes === null) return SAME // told once, as a gap
  if (isEqual(one.bytes, other.bytes)) return SAME
  const [mine, its] = [parseTree(one.bytes), parseTree(other.bytes)]
  if (mine.kind === 'unread' || its.kind === 'unread')
    return { ...SAME, note: 'Its configuration differs; it cannot be compared value by value' }
  const found = treeChanges(
    withoutLayers(mine.tree, one.inner),
    withoutLayers(its.tree, other.inner),
  )
  const note = found.isCut
    ? 'Not all of its configuration was compared: it is nested too deeply'
    : ''
  return { values: found.values, leftOut: found.leftOut, note }
}

function place({ id }: Layer): Place {
  return { kind: 'layer', id }
}
