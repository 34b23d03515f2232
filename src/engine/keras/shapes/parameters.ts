// How many weights a layer holds, trainable or not, where configuration and input shape leave no doubt; see
// `build` of each layer in https://github.com/keras-team/keras/tree/v3.8.0/keras/src/layers
import { member, type JsonNode } from '../../encodings/json/Json.ts'
import { axesAt, flagAt, product, sizeAt, type Shape } from './Shape.ts'
import { channelsOf, windowsOf } from './windows.ts'

type Rule = (config: JsonNode, input: Shape, rank: number) => number | null

const WEIGHTLESS: ReadonlySet<string> = new Set(
  `InputLayer Lambda TFOpLambda SlicingOpLambda Activation Dropout SpatialDropout1D SpatialDropout2D SpatialDropout3D GaussianNoise
  GaussianDropout AlphaDropout UnitNormalization ReLU LeakyReLU ELU ThresholdedReLU Softmax Masking
  ActivityRegularization Rescaling Flatten Reshape Permute RepeatVector Add Subtract Multiply Average Maximum
  Minimum Concatenate Dot ZeroPadding1D ZeroPadding2D ZeroPadding3D Cropping1D Cropping2D Cropping3D
  UpSampling1D UpSampling2D UpSampling3D MaxPooling1D MaxPooling2D MaxPooling3D AveragePooling1D
  AveragePooling2D AveragePooling3D GlobalMaxPooling1D GlobalMaxPooling2D GlobalMaxPooling3D
  GlobalAveragePooling1D GlobalAveragePooling2D GlobalAveragePooling3D`.split(/\s+/),
)

const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['Dense', dense],
  ['Embedding', (config) => times(sizeAt(config, 'input_dim'), sizeAt(config, 'output_dim'))],
  ['BatchNormalization', (config, input) => normalization(config, input, 2)],
  ['LayerNormalization', (config, input) => normalization(config, input, 0)],
  ['SimpleRNN', (config, input) => recurrent(config, input, { gates: 1, biases: 1 })],
  ['LSTM', (config, input) => recurrent(config, input, { gates: 4, biases: 1 })],
  ['CuDNNLSTM', (config, input) => recurrent(config, input, { gates: 4, biases: 2 })],
  ['CuDNNGRU', (config, input) => recurrent(config, input, { gates: 3, biases: 2 })],
  ['GRU', gru],
])

const RANKED: readonly (readonly [RegExp, Rule])[] = [
  [/^(?:Atrous)?(?:Conv|Convolution)([123])D$/, convolution],
  [/^Separable(?:Conv|Convolution)([12])D$/, separable],
  [/^DepthwiseConv([12])D$/, depthwise],
]

/** The number of weights; null when it is not certain. `input` is null when the input's shape is not known. */
export function parameterCount(
  className: string,
  config: JsonNode,
  input: Shape | null,
): number | null {
  if (WEIGHTLESS.has(className)) return 0
  if (isAdapted(config)) return null
  const known = input ?? inputOfKeras1(config)
  const rule = RULES.get(className)
  if (rule !== undefined) return exact(rule(config, known, 0))
  for (const [pattern, ranked] of RANKED) {
    const digit = pattern.exec(className)?.[1]
    if (digit !== undefined) return exact(ranked(config, known, Number(digit)))
  }
  return null
}

/** Adapters and quantisation add weights of their own. */
function isAdapted(config: JsonNode): boolean {
  return ['lora_rank', 'quantization_config'].some((key) => {
    const node = member(config, key)
    return node !== undefined && node.kind !== 'null'
  })
}

/** A Dense of Keras 1 says how many values it takes. */
function inputOfKeras1(config: JsonNode): Shape {
  const inputs = sizeAt(config, 'input_dim')
  return inputs === null ? [] : [null, inputs]
}

function dense(config: JsonNode, input: Shape): number | null {
  const units = sizeAt(config, 'units', 'output_dim')
  return plus(times(units, input.at(-1)), biasOf(config, units))
}

function convolution(config: JsonNode, input: Shape, rank: number): number | null {
  const filters = sizeAt(config, 'filters', 'nb_filter')
  const groups = sizeAt(config, 'groups') ?? 1
  const kernel = kernelOf(config, input, rank)
  const weights = times(kernel, filters)
  return plus(weights === null ? null : weights / groups, biasOf(config, filters))
}

function separable(config: JsonNode, input: Shape, rank: number): number | null {
  const filters = sizeAt(config, 'filters', 'nb_filter')
  const multiplier = sizeAt(config, 'depth_multiplier') ?? 1
  const depth = times(kernelOf(config, input, rank), multiplier)
  const point = times(times(channelsOf(config, input), multiplier), filters)
  return plus(plus(depth, point), biasOf(config, filters))
}

function depthwise(config: JsonNode, input: Shape, rank: number): number | null {
  const multiplier = sizeAt(config, 'depth_multiplier')
  const weights = times(kernelOf(config, input, rank), multiplier)
  return plus(weights, biasOf(config, times(channelsOf(config, input), multiplier)))
}

/** Weights of one filter: its window times the input's channels. */
function kernelOf(config: JsonNode, input: Shape, rank: number): number | null {
  const windows = windowsOf(config, rank)
  if (windows === null || input.length !== rank + 2) return null
  return times(product(windows.size), channelsOf(config, input))
}

function normalization(config: JsonNode, input: Shape, statistics: number): number | null {
  const axes = axesAt(config, 'axis', input.length)
  if (axes === null) return null
  const sizes = product(axes.map((axis) => input[axis] ?? null))
  const learned = Number(flagAt(config, true, 'center')) + Number(flagAt(config, true, 'scale'))
  return times(sizes, learned + statistics)
}

function gru(config: JsonNode, input: Shape): number | null {
  const biases = flagAt(config, false, 'reset_after') ? 2 : 1
  return recurrent(config, input, { gates: 3, biases })
}

function recurrent(
  config: JsonNode,
  input: Shape,
  { gates, biases }: { gates: number; biases: number },
): number | null {
  const units = sizeAt(config, 'units', 'output_dim')
  const weights = times(plus(input.at(-1) ?? null, units), units)
  return times(plus(weights, times(biasOf(config, units), biases)), gates)
}

function biasOf(config: JsonNode, size: number | null): number | null {
  return flagAt(config, true, 'use_bias', 'bias') ? size : 0
}

function times(a: number | null | undefined, b: number | null | undefined): number | null {
  return typeof a === 'number' && typeof b === 'number' ? a * b : null
}

function plus(a: number | null, b: number | null): number | null {
  return a === null || b === null ? null : a + b
}

function exact(count: number | null): number | null {
  return count !== null && Number.isSafeInteger(count) ? count : null
}
