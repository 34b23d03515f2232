import type { CodeListing, CodeObject, Location } from '../../engine/index.ts'

/** A code object of the subject, or one nested in its constants. */
export interface OutlineItem {
  readonly key: string
  readonly code: CodeObject
  readonly depth: number
  readonly name: string
  readonly firstLine: number
  /** The slot that holds it; null for nested ones. */
  readonly slot: string | null
  readonly location: Location
}

const MAX_ITEMS = 500
const MAX_DEPTH = 20 // a deeper one is in the disassembly

/** All code objects in the order of their bytes, nested ones below those that hold them. */
export function outlineOf(codes: readonly CodeObject[]): readonly OutlineItem[] {
  return codes
    .flatMap((code) => {
      const [at = []] = code.locations
      const top = { code, depth: 0, firstLine: code.firstLine, slot: code.slot, location: at }
      return [
        { ...top, key: code.id, name: code.name },
        ...nested(code, code.code, { at, depth: 1 }),
      ]
    })
    .slice(0, MAX_ITEMS)
}

function nested(
  code: CodeObject,
  { children }: CodeListing,
  { at, depth }: { readonly at: Location; readonly depth: number },
): readonly OutlineItem[] {
  if (depth > MAX_DEPTH) return []
  return children.flatMap((child): readonly OutlineItem[] => {
    const { name, firstLine, offset, length } = child
    const location: Location = [...at, { kind: 'code', name, offset, length, via: 'same' }]
    const key = `${code.id} ${offset}`
    const item: OutlineItem = { key, code, depth, name, firstLine, slot: null, location }
    return [item, ...nested(code, child, { at, depth: depth + 1 })]
  })
}
