// What a range of bytes means to the encoding that it stands in.

/** `structure` holds other fields; `data` is what the structures are there for; `broken` breaks its encoding's rules. */
export type FieldKind =
  | 'structure'
  | 'signature'
  | 'number'
  | 'address'
  | 'text'
  | 'data'
  | 'code'
  | 'checksum'
  | 'padding'
  | 'broken'

/** A named range of bytes; offsets are bytes from the start of the source that was laid out. */
export interface Field {
  /** By the encoding's specification, or from the file: hostile text. */
  readonly name: string
  readonly offset: number
  readonly length: number
  /** What it says, shortened; empty for what only holds others. Hostile text. */
  readonly value: string
  readonly kind: FieldKind
}

/** A field that reads those inside it when it is asked. Reading may throw `ParseError`. */
export interface FieldNode extends Field {
  readonly inside?: () => Iterable<FieldNode>
}

/** A field of the outline: what a file consists of. */
export interface Region extends Field {
  /** The way to what it belongs to: `['layers', 'dense', 'kernel:0']`. Hostile text. */
  readonly path: readonly string[]
  /** What it is: `float32 3×4`, `deflated`, `object header`. */
  readonly type: string
  /** Bytes that no part was found for: before, between and behind the others. */
  readonly isGap: boolean
}

export interface RegionNode extends Region, FieldNode {}

const MAX_VALUE = 96 // characters: more belongs in a view of its own

/** A value as it is shown: of a long one the beginning. */
export function shortValue(text: string): string {
  return text.length > MAX_VALUE ? `${text.slice(0, MAX_VALUE)}…` : text
}

/** A part of the outline that is no gap. */
export function region(
  path: readonly string[],
  node: Pick<RegionNode, 'name' | 'type' | 'offset' | 'length'> & Partial<RegionNode>,
): RegionNode {
  return { kind: 'structure', value: '', isGap: false, path, ...node }
}

/** `nodes` of a piece that begins at `offset`, as fields of the whole. */
export function shifted(node: FieldNode, offset: number): FieldNode {
  const { inside } = node
  const moved = { ...node, offset: node.offset + offset }
  if (inside === undefined) return moved
  return { ...moved, inside: () => shiftedAll(inside(), offset) }
}

function* shiftedAll(nodes: Iterable<FieldNode>, offset: number): Generator<FieldNode> {
  for (const node of nodes) yield shifted(node, offset)
}

/** `node` of a piece, which belongs to `path` of the whole. */
export function shiftedRegion(
  node: RegionNode,
  offset: number,
  path: readonly string[],
): RegionNode {
  const { type, isGap } = node
  return { ...shifted(node, offset), type, isGap, path: [...path, ...node.path] }
}
