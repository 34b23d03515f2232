import { member, textOf, type JsonNode } from '../encodings/json/Json.ts'
import { rangeWithin, type Location } from '../model/Location.ts'
import { keysOf, pathText, type KeyPath } from './KeyPath.ts'

/** Keys that only lead to what a reader calls by the next key: `compile_config.loss` is the loss. */
const PASSED_OVER: ReadonlySet<string> = new Set([
  'config',
  'model_config',
  'modelTopology',
  'compile_config',
  'training_config',
])

/** Keys under which Keras 3 puts the dump of a function: `activation: {value: [code, …]}`. */
const DUMPED_UNDER: ReadonlySet<string | number> = new Set(['value', 'items'])

/** The window of a value in the JSON text at `at`. */
export function valueWithin(at: Location, path: KeyPath | null, node: JsonNode): Location {
  const { offset, length } = node
  return rangeWithin(at, { kind: 'value', name: pathText(keysOf(path)), offset, length })
}

/** What a place is called that lies `depth` keys down, where its layer or model begins: `function`, `metrics[0]`. */
export function slotName(path: KeyPath | null, depth: number): string {
  const keys = keysOf(path, depth)
  const isPassed = (key: string | number, index: number): boolean =>
    typeof key === 'string' && PASSED_OVER.has(key) && typeof keys[index + 1] === 'string'
  const first = keys.findIndex((key, index) => !isPassed(key, index))
  const last = keys.at(-1)
  const end = keys.length > 1 && DUMPED_UNDER.has(last ?? '') ? -1 : keys.length
  return pathText(keys.slice(Math.max(first, 0), end))
}

/** How a place is used, as far as its key tells. */
export type Use =
  /** Holds a function, and nothing but. */
  | 'function'
  /** Holds a function or object of Keras by its name, or one of the author's. */
  | 'callable'
  /** Holds anything; code only when it looks like code. */
  | 'value'

/** Layers whose `function`, `output_shape` and `mask` are functions. */
const FUNCTION_LAYERS: ReadonlySet<string> = new Set([
  'Lambda',
  'MaskedLambda',
  'LambdaMerge',
  'TFOpLambda',
  'SlicingOpLambda',
])
const FUNCTION_LAYER_KEYS: ReadonlySet<string> = new Set(['function', 'output_shape', 'mask'])

/** Keys that hold a function in any layer. */
const FUNCTION_KEYS: ReadonlySet<string> = new Set([
  'residual_fn',
  'dropout_fn',
  'call_fn',
  'init_fn',
])

/** Keys that name one of Keras' own functions or objects, or hold one of the author's. */
const CALLABLE_KEYS: ReadonlySet<string> = new Set([
  'function',
  'fn',
  'loss',
  'metrics',
  'weighted_metrics',
  'optimizer',
  'init',
])
const CALLABLE_ENDINGS = [
  'activation',
  'initializer',
  'regularizer',
  'constraint',
  '_init',
] as const

/** Whether `key` of `object`, in a layer of class `layerClass`, holds a function. */
export function useOf(object: JsonNode, key: string, layerClass: string): Use {
  const type = typeBeside(object, key)
  if (type === 'lambda' || type === 'function' || FUNCTION_KEYS.has(key)) return 'function'
  const inLayer = FUNCTION_LAYERS.has(layerClass) && FUNCTION_LAYER_KEYS.has(key)
  if (inLayer) return type === 'raw' ? 'value' : 'function'
  if (layerClass === 'TextVectorization' && TEXT_KEYS.has(key)) return 'callable'
  return isCallableKey(key) ? 'callable' : 'value'
}

/** Keys of TextVectorization that name one of its own functions, or hold one of the author's. */
const TEXT_KEYS: ReadonlySet<string> = new Set(['standardize', 'split'])

function isCallableKey(key: string): boolean {
  return CALLABLE_KEYS.has(key) || CALLABLE_ENDINGS.some((ending) => key.endsWith(ending))
}

/** `function_type` of `function`: `lambda`, `function` or `raw` before Keras 3. */
export function typeBeside(object: JsonNode | null, key: string): string | null {
  return object === null ? null : textOf(member(object, `${key}_type`))
}

/** The module whose namespace becomes the function's globals: `module` of `function`, else `mask_module` … */
export function moduleBeside(object: JsonNode | null, key: string): string | null {
  if (object === null) return null
  return textOf(member(object, key === 'function' ? 'module' : `${key}_module`))
}
