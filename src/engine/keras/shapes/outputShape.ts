// The output shape of the layers whose configuration leaves no doubt; see `compute_output_shape` of each in
// https://github.com/keras-team/keras/tree/v3.8.0/keras/src/layers
import { itemsOf, member, textOf, type JsonNode } from '../../encodings/json/Json.ts'
import { axesAt, flagAt, product, readShape, sameShape, sizeAt, type Shape } from './Shape.ts'
import { crop, pad, repeatSpatially } from './borders.ts'
import { channelsOf, slide, windowsOf } from './windows.ts'

/** What a layer is known to take: the shape of each of its inputs. */
export interface Taking {
  readonly className: string
  readonly config: JsonNode
  readonly inputs: readonly Shape[]
}

type Rule = (config: JsonNode, input: Shape, rank: number) => Shape | null

const same: Rule = (_config, input) => input

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['Dense', dense],
  ['Flatten', (_config, input) => [input[0] ?? null, product(input.slice(1))]],
  ['Reshape', reshape],
  ['Permute', permute],
  ['RepeatVector', repeat],
  ['Lambda', stated],
  ['Embedding', (config, input) => [...input, sizeAt(config, 'output_dim')]],
  ...['LSTM', 'GRU', 'SimpleRNN', 'CuDNNLSTM', 'CuDNNGRU'].map(
    (name) => [name, recurrent] as const,
  ),
  ...`Activation Dropout SpatialDropout1D SpatialDropout2D SpatialDropout3D GaussianNoise GaussianDropout
    AlphaDropout BatchNormalization LayerNormalization GroupNormalization UnitNormalization ReLU LeakyReLU
    ELU PReLU ThresholdedReLU Softmax Masking ActivityRegularization Rescaling Normalization`
    .split(/\s+/)
    .map((name) => [name, same] as const),
])

/** Layers by pattern: the digit is the number of spatial dimensions. */
const RANKED: readonly (readonly [RegExp, Rule])[] = [
  [/^(?:Atrous)?(?:Conv|Convolution)([123])D$/, convolution],
  [/^Separable(?:Conv|Convolution)([12])D$/, convolution],
  [/^DepthwiseConv([12])D$/, depthwise],
  [/^(?:Max|Average)Pooling([123])D$/, pooling],
  [/^(?:Max|Avg)Pool([123])D$/, pooling],
  [/^ZeroPadding([123])D$/, pad],
  [/^Cropping([123])D$/, crop],
  [/^UpSampling([123])D$/, repeatSpatially],
  [/^Global(?:Max|Average|Avg)Pool(?:ing)?([123])D$/, globalPooling],
]

/** Layers, and modes of Merge in Keras 1, that join inputs value by value. */
const JOINING: ReadonlySet<string> = new Set([
  'Add',
  'Subtract',
  'Multiply',
  'Average',
  'Maximum',
  'Minimum',
  ...['sum', 'mul', 'ave', 'max'],
])

/** The shape of the output; null when it is not certain. */
export function outputShape({ className, config, inputs }: Taking): Shape | null {
  const [first, ...rest] = inputs
  if (first === undefined) return null
  const isOne = rest.every((other) => sameShape(other, first))
  const joining = className === 'Merge' ? textOf(member(config, 'mode')) : className
  if (JOINING.has(joining ?? '')) return isOne ? first : broadcast(inputs)
  if (joining === 'Concatenate') return concatenate(inputs, config, 'axis')
  if (joining === 'concat') return concatenate(inputs, config, 'concat_axis')
  return isOne ? ruleOf(className)(first, config) : null
}

function ruleOf(className: string): (input: Shape, config: JsonNode) => Shape | null {
  const rule = RULES.get(className)
  if (rule !== undefined) return (input, config) => rule(config, input, 0)
  for (const [pattern, ranked] of RANKED) {
    const digit = pattern.exec(className)?.[1]
    if (digit !== undefined) return (input, config) => ranked(config, input, Number(digit))
  }
  return () => null
}

function dense(config: JsonNode, input: Shape): Shape | null {
  const units = sizeAt(config, 'units', 'output_dim')
  return units === null || input.length < 2 ? null : [...input.slice(0, -1), units]
}

function convolution(config: JsonNode, input: Shape, rank: number): Shape | null {
  const windows = windowsOf(config, rank)
  const filters = sizeAt(config, 'filters', 'nb_filter')
  return windows === null || filters === null ? null : slide(config, input, windows, filters)
}

function depthwise(config: JsonNode, input: Shape, rank: number): Shape | null {
  const windows = windowsOf(config, rank)
  const channels = channelsOf(config, input)
  const multiplier = sizeAt(config, 'depth_multiplier')
  if (windows === null || channels === null || multiplier === null) return null
  return slide(config, input, windows, channels * multiplier)
}

function pooling(config: JsonNode, input: Shape, rank: number): Shape | null {
  const windows = windowsOf(config, rank)
  return windows === null ? null : slide(config, input, windows)
}

function globalPooling(config: JsonNode, input: Shape, rank: number): Shape | null {
  if (flagAt(config, false, 'keepdims') || input.length !== rank + 2) return null
  return [input[0] ?? null, channelsOf(config, input)]
}

function recurrent(config: JsonNode, input: Shape): Shape | null {
  const units = sizeAt(config, 'units', 'output_dim')
  if (units === null || input.length !== 3 || flagAt(config, false, 'return_state')) return null
  const batch = input[0] ?? null
  const steps = input[1] ?? null
  return flagAt(config, false, 'return_sequences') ? [batch, steps, units] : [batch, units]
}

function reshape(config: JsonNode, input: Shape): Shape | null {
  const sizes = itemsOf(member(config, 'target_shape')).map((item) =>
    item.kind === 'number' && Number.isSafeInteger(item.value) ? item.value : null,
  )
  if (sizes.includes(null) || sizes.length === 0) return null
  const unknown = sizes.filter((size) => size === -1).length
  if (unknown === 0) return [input[0] ?? null, ...sizes]
  const all = product(input.slice(1))
  const known = product(sizes.filter((size) => size !== -1))
  const rest = all === null || known === null ? NaN : all / known
  if (unknown > 1 || !Number.isInteger(rest)) return null
  return [input[0] ?? null, ...sizes.map((size) => (size === -1 ? rest : size))]
}

function permute(config: JsonNode, input: Shape): Shape | null {
  const dims = readShape(member(config, 'dims'))
  if (dims?.length !== input.length - 1) return null
  return [input[0] ?? null, ...dims.map((dim) => input[dim ?? 0] ?? null)]
}

function repeat(config: JsonNode, input: Shape): Shape | null {
  const count = sizeAt(config, 'n')
  return input.length === 2 && count !== null ? [input[0] ?? null, count, input[1] ?? null] : null
}

/** The shape that inputs of one rank spread to: where sizes differ, all but one size are 1. */
function broadcast(inputs: readonly Shape[]): Shape | null {
  const first = inputs[0] ?? []
  if (inputs.some((shape) => shape.length !== first.length)) return null
  const sizes = first.map((_size, index) => {
    const wide = new Set(inputs.map((shape) => shape[index]).filter((size) => size !== 1))
    return wide.size > 1 ? undefined : ([...wide][0] ?? (wide.size === 0 ? 1 : null))
  })
  const known = sizes.filter((size) => size !== undefined)
  return known.length === sizes.length ? known : null
}

/** What the author says that a Lambda gives, without the batch. */
function stated(config: JsonNode, input: Shape): Shape | null {
  const shape = readShape(member(config, 'output_shape'))
  return shape === null ? null : [input[0] ?? null, ...shape]
}

function concatenate(inputs: readonly Shape[], config: JsonNode, key: string): Shape | null {
  const first = inputs[0] ?? []
  const axis = axesAt(config, key, first.length)?.[0]
  const fits = inputs.every(
    (shape) =>
      shape.length === first.length &&
      shape.every((size, index) => index === axis || size === first[index]),
  )
  if (axis === undefined || !fits) return null
  const sizes = inputs.map((shape) => shape[axis] ?? null)
  const joined = sizes.reduce((sum, size) => (sum === null || size === null ? null : sum + size), 0)
  return first.map((size, index) => (index === axis ? joined : size))
}
