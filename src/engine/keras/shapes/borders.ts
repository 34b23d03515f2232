import { itemsOf, member, type JsonNode } from '../../encodings/json/Json.ts'
import { hasChannelsFirst, readShape, sizesAt, type Shape } from './Shape.ts'

/** ZeroPadding1D to 3D. */
export function pad(config: JsonNode, input: Shape, rank: number): Shape | null {
  const amounts = borders(member(config, 'padding'), rank)
  return amounts && spatially(config, input, (size, index) => size + (amounts[index] ?? 0))
}

/** Cropping1D to 3D. */
export function crop(config: JsonNode, input: Shape, rank: number): Shape | null {
  const amounts = borders(member(config, 'cropping'), rank)
  return amounts && spatially(config, input, (size, index) => size - (amounts[index] ?? 0))
}

/** UpSampling1D to 3D. */
export function repeatSpatially(config: JsonNode, input: Shape, rank: number): Shape | null {
  const times = sizesAt(config, rank, 'size', 'length')
  if (input.length !== rank + 2) return null
  return times && spatially(config, input, (size, index) => size * (times[index] ?? 1))
}

/** What both ends of each dimension add up to; null for the forms of Keras 1, which differ by version. */
function borders(node: JsonNode | undefined, rank: number): readonly number[] | null {
  const pairs = rank === 1 ? [readShape(node)] : itemsOf(node).map(readShape)
  const sums = pairs.map((pair) => {
    const [start, end, ...more] = pair ?? []
    return typeof start === 'number' && typeof end === 'number' && more.length === 0
      ? start + end
      : null
  })
  const known = sums.filter((sum) => sum !== null)
  return known.length === rank ? known : null
}

function spatially(
  config: JsonNode,
  input: Shape,
  change: (size: number, index: number) => number,
): Shape | null {
  const from = hasChannelsFirst(config) ? 2 : 1
  const to = input.length - (hasChannelsFirst(config) ? 0 : 1)
  const sizes = input.map((size, index) =>
    size === null || index < from || index >= to ? size : change(size, index - from),
  )
  return sizes.some((size) => size !== null && size < 0) ? null : sizes
}
