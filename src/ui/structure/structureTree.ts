import type { Region, Report } from '../../engine/index.ts'
import { extentOf } from '../shared/location.ts'
import { locationKey } from '../../engine/model/Location.ts'
import type { Location } from '../../engine/index.ts'

/** A row of the structure: a group of parts, or a part that takes bytes. */
export interface StructureNode {
  readonly key: string
  readonly name: string
  readonly type: string
  /** Null for what only holds others. */
  readonly place: { readonly offset: number; readonly length: number } | null
  /** Bytes in it and below. */
  readonly bytes: number
  readonly isGap: boolean
  /** Of code and of texts that were taken out: what chooses them. */
  readonly location: Location | null
  readonly children: readonly StructureNode[]
}

interface Growing {
  readonly key: string
  readonly name: string
  readonly groups: Map<string, Growing>
  readonly leaves: StructureNode[]
}

/** Puts the regions of a file into a tree by what they belong to, and what was taken out of it beside them. */
export function toStructure(
  regions: readonly Region[],
  { report, base }: { readonly report: Report; readonly base: Location },
): readonly StructureNode[] {
  const root = grow('', '')
  for (const [index, region] of regions.entries()) {
    const group = region.path.reduce(groupIn, root)
    const { name, type, offset, length, isGap, value } = region
    const shown = isGap && value !== '' ? `${type} (${value})` : type
    const place = { offset, length }
    const key = `${group.key}#${index}`
    const leaf = {
      key,
      name,
      type: shown,
      place,
      bytes: length,
      isGap,
      location: null,
      children: [],
    }
    group.leaves.push(leaf)
  }
  return [...finished(root), ...takenOut(report, base)]
}

function groupIn(outer: Growing, name: string): Growing {
  const known = outer.groups.get(name)
  if (known !== undefined) return known
  const group = grow(`${outer.key}/${name}`, name)
  outer.groups.set(name, group)
  return group
}

function grow(key: string, name: string): Growing {
  return { key, name, groups: new Map(), leaves: [] }
}

/** Groups of one part are that part. */
function finished({ groups, leaves }: Growing): readonly StructureNode[] {
  const inner = [...groups.values()].map((group) => {
    const children = finished(group)
    const bytes = children.reduce((sum, child) => sum + child.bytes, 0)
    const [only] = children
    if (children.length === 1 && only?.children.length === 0)
      return { ...only, name: `${group.name}: ${only.name}` }
    const type = typeOf(group)
    const first = group.leaves[0]?.place ?? null
    return {
      key: group.key,
      name: group.name,
      type,
      place: first,
      bytes,
      isGap: false,
      location: null,
      children,
    }
  })
  return [...leaves, ...inner].toSorted(
    (one, other) => (one.place?.offset ?? Infinity) - (other.place?.offset ?? Infinity),
  )
}

function typeOf({ leaves }: Growing): string {
  const values = leaves.find(({ name }) => name === 'values' || name.startsWith('chunk '))
  if (values !== undefined) return `dataset, ${values.type}`
  const member = leaves.find(({ name }) => name === 'member')
  if (member !== undefined) return `member, ${member.type}`
  return leaves.some(({ name }) => name === 'object header') ? 'group' : ''
}

/** Code, stages and texts that the analysis took out of this file, as one group. */
function takenOut({ parts, code }: Report, base: Location): readonly StructureNode[] {
  const key = locationKey(base)
  const machines = new Map(
    code.flatMap(({ locations, machine }) =>
      locations.map((location) => [locationKey(location), machine] as const),
    ),
  )
  const children = parts
    .filter(({ location }) => locationKey(location.slice(0, base.length)) === key)
    .map(({ id, name, type, size, location }) => {
      const { base: own, offset } = extentOf(location)
      const isHere = locationKey(own) === key
      const machine = machines.get(locationKey(location))
      return {
        key: `part ${id}`,
        name,
        type: machine === undefined ? type : `code of ${machine}`,
        place: isHere ? { offset, length: size } : null,
        bytes: size,
        isGap: false,
        location,
        children: [],
      }
    })
  if (children.length === 0) return []
  const bytes = children.reduce((sum, child) => sum + child.bytes, 0)
  const name = 'Taken out of the file: configurations, code objects, pickles and stages'
  return [
    {
      key: 'taken out',
      name,
      type: '',
      place: null,
      bytes,
      isGap: false,
      location: null,
      children,
    },
  ]
}

/** The rows that are seen, with their depth from 1. */
export function visibleRows(
  nodes: readonly StructureNode[],
  open: ReadonlySet<string>,
  depth = 1,
): readonly { readonly node: StructureNode; readonly depth: number }[] {
  return nodes.flatMap((node) => [
    { node, depth },
    ...(open.has(node.key) ? visibleRows(node.children, open, depth + 1) : []),
  ])
}

/** Bytes in no part, and in how many pieces; `odd`: how many of them are not zeros. */
export function gapsOf(regions: readonly Region[]): {
  readonly count: number
  readonly bytes: number
  readonly odd: number
} {
  const gaps = regions.filter(({ isGap }) => isGap)
  const bytes = gaps.reduce((sum, { length }) => sum + length, 0)
  const odd = gaps.filter(({ type }) => !type.startsWith('zeros')).length
  return { count: gaps.length, bytes, odd }
}
