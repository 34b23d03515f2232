import type { CodeListing, CodeObject, Location, Stage } from '../../engine/index.ts'
import { stageLocations, stageNumber, stageTree } from './stages.ts'

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
}

const MAX_ITEMS = 500
const MAX_DEPTH = 20 // a deeper one is in the disassembly

/** All code objects in the order of their bytes, nested ones and stages below those that hold them. */
export function outlineOf(codes: readonly CodeObject[]): readonly OutlineItem[] {
  return codes.flatMap(itemsOf).slice(0, MAX_ITEMS)
}

function itemsOf(code: CodeObject): readonly OutlineItem[] {
  const { id: key, name, firstLine, slot, uses } = code
  const [location = []] = code.locations
  const stages = stageTree(code)
  const first = stages.length === 0 ? '' : `stage 1: ${uses[0]?.layerClass ?? 'payload'}, `
  const detail = `${first}${slot}, line ${firstLine}`
  return [
    { key, kind: 'code', code, depth: 0, name, detail, location },
    ...nestedItems(code.code, { key, code, depth: 1, location }),
    ...stages.flatMap(({ stage, depth }) => stageItems(code, stage, depth)),
  ]
}

function stageItems(code: CodeObject, stage: Stage, depth: number): readonly OutlineItem[] {
  const key = `${code.id} ${stage.id}`
  const [location = []] = stageLocations(code, stage)
  const { title: name, result } = stage
  const own: OutlineItem = {
    ...{ key, kind: 'stage', code, depth, name, location },
    detail: stageNumber(stage),
  }
  if (result.kind !== 'code') return [own]
  return [own, ...nestedItems(result.listing.code, { key, code, depth: depth + 1, location })]
}

/** Code objects in the constants of another; `location` is that of the payload. */
function nestedItems(
  { children }: CodeListing,
  within: Pick<OutlineItem, 'key' | 'code' | 'depth' | 'location'>,
): readonly OutlineItem[] {
  const { key, code, depth, location } = within
  if (depth > MAX_DEPTH) return []
  return children.flatMap((child): readonly OutlineItem[] => {
    const { name, firstLine, offset, length } = child
    const item: OutlineItem = {
      ...{ kind: 'nested', code, depth, name },
      key: `${key} ${offset}`,
      detail: `line ${firstLine}`,
      location: [...location, { kind: 'code', name, offset, length, via: 'same' }],
    }
    return [item, ...nestedItems(child, { ...within, depth: depth + 1 })]
  })
}
