import type { Analysis, Part } from '../engine/index.ts'
import { locationKey } from '../engine/model/Location.ts'
import { isEqual, keptBytes } from './bytes.ts'
import type { Found, Place } from './Comparison.ts'
import { pair } from './pairs.ts'
import { parseTree, treeChanges, withoutLayers } from './values.ts'

/** What the extracted parts differ in: values of configurations, and parts that came, went or changed. */
export interface PartChanges {
  readonly config: readonly Found[]
  readonly parts: readonly Found[]
}

/** Compares parts by the names on the way to them. Payloads of code, and what is derived of them, are compared as code. */
export function compareParts(before: Analysis, after: Analysis): PartChanges {
  const { both, gone, come } = pair(ownParts(before), ownParts(after), [pathKey])
  const names = [namesOf(before), namesOf(after)] as const
  const changed = both.map(([one, other]) => partChange([before, after], [one, other], names))
  return {
    config: changed.flatMap(({ config }) => config),
    parts: [
      ...come.map((part) => ({
        ...row(part),
        change: 'added' as const,
        before: null,
        after: placeOf(part),
      })),
      ...gone.map((part) => ({
        ...row(part),
        change: 'removed' as const,
        before: placeOf(part),
        after: null,
      })),
      ...changed.flatMap(({ parts }) => parts),
    ],
  }
}

/** A part, or a file that is a configuration itself: that has no id. */
type Text = Omit<Part, 'id'> & { readonly id: string | null }

function ownParts(analysis: Analysis): readonly Text[] {
  const parts = analysis.report.parts.filter(({ location }) =>
    location.every(({ kind }) => kind !== 'value' && kind !== 'payload' && kind !== 'code'),
  )
  return [...filesAsTexts(analysis), ...parts]
}

/** Files whose bytes were handed in, since layers stand in them as they are. */
function filesAsTexts({ report, contents }: Analysis): readonly Text[] {
  const [at] = report.graph.layers.map(({ at: own }) => own.slice(0, 1))
  const bytes = at === undefined ? undefined : contents.get(locationKey(at))
  if (at === undefined || bytes === undefined) return []
  return [{ id: null, name: 'configuration', type: 'json', size: bytes.length, location: at }]
}

function pathKey({ location, type }: Text): string {
  return JSON.stringify([type, ...location.slice(1).map(({ kind, name }) => [kind, name])])
}

function namesOf({ report }: Analysis): ReadonlySet<string> {
  return new Set(report.graph.layers.map(({ name }) => name))
}

function row({ name, type, size }: Text): Pick<Found, 'name' | 'values' | 'leftOut' | 'note'> {
  return { name, values: [], leftOut: 0, note: `${type}, ${size} bytes` }
}

function placeOf({ id, location }: Text): Place {
  return id === null ? { kind: 'location', location } : { kind: 'part', id }
}

type Two<T> = readonly [before: T, after: T]

function partChange(
  [before, after]: Two<Analysis>,
  [one, other]: Two<Text>,
  [mine, its]: Two<ReadonlySet<string>>,
): PartChanges {
  const [bytes, others] = [keptBytes(before, one.location), keptBytes(after, other.location)]
  if (bytes === null || others === null) return sizeChange(one, other)
  if (isEqual(bytes, others)) return NOTHING
  const both = {
    ...row(other),
    change: 'changed' as const,
    before: placeOf(one),
    after: placeOf(other),
  }
  if (other.type !== 'json') return { config: [], parts: [{ ...both, note: 'Its bytes differ' }] }
  const [tree, otherTree] = [parseTree(bytes), parseTree(others)]
  if (tree.kind === 'unread' || otherTree.kind === 'unread') {
    const note = 'Its bytes differ; it cannot be compared value by value'
    return { config: [], parts: [{ ...both, note }] }
  }
  const { values, leftOut, isCut } = treeChanges(
    withoutLayers(tree.tree, mine),
    withoutLayers(otherTree.tree, its),
  )
  if (isCut) {
    const note = 'Not all of it was compared: it is too large, or nested too deeply'
    return { config: [{ ...both, values, leftOut, note }], parts: [] }
  }
  return values.length === 0
    ? {
        config: [],
        parts: [
          {
            ...both,
            note: 'Its bytes differ; what differs stands under layers, or is only written in another way',
          },
        ],
      }
    : { config: [{ ...both, values, leftOut, note: '' }], parts: [] }
}

const NOTHING: PartChanges = { config: [], parts: [] }

/** Without the bytes at hand, only sizes can differ for sure. */
function sizeChange(one: Text, other: Text): PartChanges {
  if (one.size === other.size) return NOTHING
  return {
    config: [],
    parts: [
      {
        ...row(other),
        change: 'changed',
        values: [{ path: 'bytes', before: String(one.size), after: String(other.size) }],
        before: placeOf(one),
        after: placeOf(other),
      },
    ],
  }
}
