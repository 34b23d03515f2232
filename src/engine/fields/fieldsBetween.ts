import { ParseError } from '../bytes/ParseError.ts'
import type { Field, FieldNode, Region, RegionNode } from './Field.ts'
import type { Layout } from './FileLayout.ts'

const MAX_FIELDS = 4_000 // what a view can list; a row of bytes has sixteen at the most
const MAX_DEPTH = 48 // fields in fields
const MAX_PASSED = 1_000_000 // fields before the first that is wanted

/** A field, and in how many others it lies. */
export interface PlacedField extends Field {
  readonly depth: number
}

/**
 * The fields that touch the bytes from `start` up to `end`, each before those inside it, at most so many as a view can
 * list. Reads no more of the structures than leads there. Never throws for what is in the source.
 */
export function fieldsBetween(layout: Layout, start: number, end: number): readonly PlacedField[] {
  const found: PlacedField[] = []
  const open: RegionNode[] = []
  for (const node of layout.regions) {
    if (node.offset >= end) break
    if (node.offset + node.length <= start) continue
    while (open.length > 0 && !holds(open.at(-1), node)) open.pop()
    const title = node.path.length === 0 ? node.name : `${node.path.join('/')}: ${node.name}`
    gather({ ...node, name: title, value: regionValue(node) }, { start, end, found }, open.length)
    open.push(node)
  }
  return found
}

function regionValue({ type, value }: RegionNode): string {
  return value === '' ? type : `${type}, ${value}`
}

function holds(outer: Region | undefined, { offset, length }: Region): boolean {
  return (
    outer !== undefined && offset >= outer.offset && offset + length <= outer.offset + outer.length
  )
}

interface Gathering {
  readonly start: number
  readonly end: number
  readonly found: PlacedField[]
}

function gather(node: FieldNode, gathering: Gathering, depth: number): void {
  const { found } = gathering
  if (found.length >= MAX_FIELDS) return
  const { name, offset, length, value, kind } = node
  found.push({ name, offset, length, value, kind, depth })
  if (depth >= MAX_DEPTH) return
  try {
    gatherInside(node, gathering, depth + 1)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    const broken = { name: 'broken', offset, length, value: error.message, kind: 'broken' } as const
    found.push({ ...broken, depth: depth + 1 })
  }
}

function gatherInside({ inside }: FieldNode, gathering: Gathering, depth: number): void {
  const { start, end, found } = gathering
  let passed = 0
  for (const child of inside?.() ?? []) {
    if (child.offset >= end || found.length >= MAX_FIELDS || ++passed > MAX_PASSED) return
    if (child.offset + child.length > start) gather(child, gathering, depth)
  }
}
