import { member, textOf, type JsonNode } from '../../encodings/json/Json.ts'
import { hasChannelsFirst, sizeAt, sizesAt, type Shape } from './Shape.ts'

/** A convolution or pooling: how its window moves, under the names of every Keras. */
export interface Windows {
  readonly rank: number
  readonly size: readonly number[]
  readonly strides: readonly number[]
  readonly dilation: readonly number[]
  readonly padding: string
}

/** Null when the configuration does not say enough. */
export function windowsOf(config: JsonNode, rank: number): Windows | null {
  const size =
    sizesAt(config, rank, 'kernel_size', 'pool_size', 'filter_length', 'pool_length') ??
    oneByOne(config, rank)
  const padding = textOf(member(config, 'padding')) ?? textOf(member(config, 'border_mode'))
  if (size === null || padding === null) return null
  const isPooling = ['pool_size', 'pool_length'].some((key) => member(config, key) !== undefined)
  const strides =
    sizesAt(config, rank, 'strides', 'subsample', 'subsample_length', 'stride') ??
    (isPooling ? size : size.map(() => 1))
  const dilation = sizesAt(config, rank, 'dilation_rate', 'atrous_rate') ?? size.map(() => 1)
  return { rank, size, strides, dilation, padding }
}

/** `nb_row`, `nb_col` of Keras 1; `kernel_dim1` … of its 3D layers. */
function oneByOne(config: JsonNode, rank: number): readonly number[] | null {
  const keys = rank === 2 ? ['nb_row', 'nb_col'] : ['kernel_dim1', 'kernel_dim2', 'kernel_dim3']
  const sizes = keys.map((key) => sizeAt(config, key)).filter((size) => size !== null)
  return sizes.length === rank ? sizes : null
}

/** The shape after the window has moved over `input`; `channels` replaces those of the input when given. */
export function slide(
  config: JsonNode,
  input: Shape,
  windows: Windows,
  channels?: number | null,
): Shape | null {
  if (input.length !== windows.rank + 2) return null
  const first = hasChannelsFirst(config)
  const spatial = first ? input.slice(2) : input.slice(1, -1)
  const sizes = spatial.map((length, index) => slideOne(length, windows, index))
  if (sizes.includes(undefined)) return null
  const lengths = sizes.map((size) => size ?? null)
  const depth = channels === undefined ? channelsOf(config, input) : channels
  const batch = input[0] ?? null
  return first ? [batch, depth, ...lengths] : [batch, ...lengths, depth]
}

export function channelsOf(config: JsonNode, input: Shape): number | null {
  return (hasChannelsFirst(config) ? input[1] : input.at(-1)) ?? null
}

/** Undefined when the padding is not one that is known here. */
function slideOne(
  length: number | null,
  { size, strides, dilation, padding }: Windows,
  index: number,
): number | null | undefined {
  const stride = strides[index] ?? 1
  if (!['valid', 'same', 'causal'].includes(padding) || stride === 0) return undefined
  if (length === null) return null
  if (padding !== 'valid') return Math.ceil(length / stride)
  const reach = (dilation[index] ?? 1) * ((size[index] ?? 1) - 1) + 1
  return length < reach ? undefined : Math.floor((length - reach) / stride) + 1
}
