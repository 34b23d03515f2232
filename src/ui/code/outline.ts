import type { CodeListing, CodeObject, Location, Range, Stage } from '../../engine/index.ts'
import { stageLocation, stageNumber, stageTree } from './stages.ts'

/** A code object of the subject, one nested in its constants, or a stage of what it hides. */
export interface OutlineItem {
  readonly key: string
  readonly kind: 'code' | 'nested' | 'stage'
  readonly code: CodeObject
  readonly depth: number
  readonly name: string
  /** What else is said of it in its row. */
  readonly detail: string
  readonly location: Location
  /** The stage that shows it; null: the payload itself. */
  readonly stage: string | null
  /** Of code nested in a stage: its bytes there. */
  readonly at: Range | null
}

const MAX_ITEMS = 500
const MAX_DEPTH = 20 // a deeper one is in the disassembly

/** All code objects in the order of their bytes, nested ones and stages below those that hold them. */
export function outlineOf(codes: readonly CodeObject[]): readonly OutlineItem[] {
  return codes.flatMap((code) => itemsOf(code)).slice(0, MAX_ITEMS)
}

/** The key of a stage's row. */
export function stageKey(code: Pick<CodeObject, 'id'>, stage: string): string {
  return `${code.id} ${stage}`
}

function itemsOf(code: CodeObject): readonly OutlineItem[] {
  const { name, firstLine, slot, uses } = code
  const [location = []] = code.locations
  const stages = stageTree(code)
  const first = stages.length === 0 ? '' : `stage 1: ${uses[0]?.layerClass ?? 'payload'}, `
  const base = { code, location, stage: null, at: null } as const
  return [
    {
      ...base,
      key: code.id,
      kind: 'code',
      depth: 0,
      name,
      detail: `${first}${slot}, line ${firstLine}`,
    },
    ...nestedItems(code.code, 1).map(({ child, depth }): OutlineItem => ({
      ...base,
      key: `${code.id} ${child.offset}`,
      kind: 'nested',
      depth,
      name: child.name,
      detail: `line ${child.firstLine}`,
      location: [...location, windowOf(child)],
    })),
    ...stages.flatMap(({ stage, depth }) => stageItems(code, stage, depth)),
  ]
}

function stageItems(code: CodeObject, stage: Stage, depth: number): readonly OutlineItem[] {
  const key = stageKey(code, stage.id)
  const location = stageLocation(code, stage)
  const base = { code, location, stage: stage.id } as const
  const { result } = stage
  const own: OutlineItem = {
    ...base,
    key,
    kind: 'stage',
    depth,
    name: stage.title,
    detail: stageNumber(stage),
    at: null,
  }
  if (result.kind !== 'code') return [own]
  const nested = nestedItems(result.listing.code, depth + 1)
  return [
    own,
    ...nested.map(({ child, depth: inner }): OutlineItem => ({
      ...base,
      key: `${key} ${child.offset}`,
      kind: 'nested',
      depth: inner,
      name: child.name,
      detail: `line ${child.firstLine}`,
      at: { offset: child.offset, length: child.length },
    })),
  ]
}

interface Nested {
  readonly child: CodeListing
  readonly depth: number
}

function nestedItems({ children }: CodeListing, depth: number): readonly Nested[] {
  if (depth > MAX_DEPTH) return []
  return children.flatMap((child) => [{ child, depth }, ...nestedItems(child, depth + 1)])
}

function windowOf({ name, offset, length }: CodeListing): Location[number] {
  return { kind: 'code', name, offset, length, via: 'same' }
}
