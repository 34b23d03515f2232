import { itemsOf, member, textOf, type JsonNode } from '../../encodings/json/Json.ts'

/** Sizes of a tensor, batch first; null where any size goes. */
export type Shape = readonly (number | null)[]

const MAX_RANK = 32 // NumPy's own limit before 2.0

/** A shape as JSON writes it: a list, or the list in `__tuple__` or `TensorShape` of a SavedModel; else null. */
export function readShape(node: JsonNode | undefined): Shape | null {
  const items = node?.kind === 'object' ? member(node, 'items') : node
  if (items?.kind !== 'array' || items.items.length > MAX_RANK) return null
  const sizes = items.items.map(readSize)
  return sizes.every((size) => size !== undefined) ? sizes : null
}

/** `(None, 28, 28, 1)`, as Keras prints it. */
export function shapeText(shape: Shape): string {
  const sizes = shape.map((size) => (size === null ? 'None' : String(size)))
  return `(${sizes.join(', ')}${sizes.length === 1 ? ',' : ''})`
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.length === b.length && a.every((size, index) => size === b[index])
}

/** The product of `sizes`; null when one is not known, or it is too large to be exact. */
export function product(sizes: Shape): number | null {
  let all = 1
  for (const size of sizes) {
    if (size === null) return null
    all *= size
  }
  return Number.isSafeInteger(all) ? all : null
}

/** The first of `keys` that holds a whole number of 0 or more; null when none does. */
export function sizeAt(config: JsonNode, ...keys: readonly string[]): number | null {
  for (const key of keys) {
    const size = readSize(member(config, key))
    if (typeof size === 'number') return size
  }
  return null
}

/** The first of `keys` that holds sizes, one for each of `rank` dimensions; a single number counts for all. */
export function sizesAt(
  config: JsonNode,
  rank: number,
  ...keys: readonly string[]
): readonly number[] | null {
  for (const key of keys) {
    const single = readSize(member(config, key))
    if (typeof single === 'number') return Array.from({ length: rank }, () => single)
    const sizes = readShape(member(config, key))?.filter((size) => size !== null)
    if (sizes?.length === rank) return sizes
  }
  return null
}

/** The first of `keys` that is there, as a flag; `otherwise` when none is. */
export function flagAt(config: JsonNode, otherwise: boolean, ...keys: readonly string[]): boolean {
  for (const key of keys) {
    const flag = member(config, key)
    if (flag?.kind === 'boolean') return flag.value
  }
  return otherwise
}

/** Whether channels come before the spatial sizes. */
export function hasChannelsFirst(config: JsonNode): boolean {
  return (
    textOf(member(config, 'data_format')) === 'channels_first' ||
    textOf(member(config, 'dim_ordering')) === 'th'
  )
}

/** Indexes of a list, or of one number, counted from the end when negative; null when it is neither. */
export function axesAt(config: JsonNode, key: string, rank: number): readonly number[] | null {
  const node = member(config, key)
  const numbers = node?.kind === 'number' ? [node] : itemsOf(node)
  const axes = numbers.map((item) => (item.kind === 'number' ? item.value : NaN))
  const positive = axes.map((axis) => (axis < 0 ? axis + rank : axis))
  const fits = positive.every((axis) => Number.isInteger(axis) && axis >= 0 && axis < rank)
  return fits && positive.length > 0 ? positive : null
}

function readSize(node: JsonNode | undefined): number | null | undefined {
  if (node?.kind === 'null') return null
  const isSize = node?.kind === 'number' && Number.isSafeInteger(node.value) && node.value >= 0
  return isSize ? node.value : undefined
}
