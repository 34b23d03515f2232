// Which names are Keras' own. What they mean to Keras 3: keras/src/saving/serialization_lib.py.
import { member, textOf, type JsonNode } from '../encodings/json/Json.ts'
import { FUNCTION_NAMES, LAYER_CLASSES, OBJECT_CLASSES } from './classes.table.ts'

/** Wrappers that Keras writes around values which JSON cannot hold; they are no classes. */
const VALUE_WRAPPERS: ReadonlySet<string> = new Set([
  '__tensor__',
  '__numpy__',
  '__keras_tensor__',
  '__bytes__',
  '__slice__',
  '__ellipsis__',
  '__lambda__',
  '__typespec__',
  '__tuple__',
  'function',
  'TensorShape',
  'TypeSpec',
  'CompositeTensor',
  'InputSpec',
])

/** Parts of Keras' FeatureSpace, which are neither layers nor among its public objects. */
const FEATURE_CLASSES: ReadonlySet<string> = new Set(['Feature', 'Cross'])

const NAMES = [OBJECT_CLASSES, LAYER_CLASSES, FUNCTION_NAMES, FEATURE_CLASSES] as const

/** Modules whose functions an object may name without bringing in anything else. */
const ORDINARY_MODULES: ReadonlySet<string> = new Set([
  'builtins',
  ...['keras', 'tf_keras', 'keras.src', 'tensorflow.keras'].flatMap((root) =>
    ['activations', 'initializers', 'losses', 'metrics', 'regularizers', 'constraints'].map(
      (name) => `${root}.${name}`,
    ),
  ),
])

const KERAS_ROOTS: ReadonlySet<string> = new Set(['keras', 'tf_keras', 'tensorflow', 'builtins'])

export function isValueWrapper(className: string): boolean {
  return VALUE_WRAPPERS.has(className)
}

/** Whether a layer of this class comes with Keras, so that loading it needs none of the author's code. */
export function isBuiltInLayer(className: string, node: JsonNode): boolean {
  return LAYER_CLASSES.has(className) && hasKerasModule(node) && packageOf(node) === null
}

/** Whether an object of this class, which is no layer, comes with Keras. */
export function isBuiltInObject(className: string, node: JsonNode): boolean {
  if (!hasKerasModule(node)) return false
  const own = className.slice(className.indexOf('>') + 1)
  // Keras 2.9 to 2.15 registers its own optimisers as the author's: `Custom>Adam`.
  if (packageOf(node) === 'Custom') return OBJECT_CLASSES.has(own)
  return packageOf(node) === null && NAMES.some((names) => names.has(className))
}

/** Whether `name` is one of Keras' own activations, losses, metrics, initialisers or the like. */
export function isOrdinaryFunction(name: string, module: string | null): boolean {
  const isKnown = FUNCTION_NAMES.has(name) || TEXT_FUNCTIONS.has(name)
  return isKnown && (module === null || ORDINARY_MODULES.has(module))
}

/** What TextVectorization offers for `standardize` and `split`. */
const TEXT_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['lower_and_strip_punctuation', 'lower', 'strip_punctuation', 'whitespace', 'character'],
])

export function isLayerClass(className: string): boolean {
  return LAYER_CLASSES.has(className)
}

export function isObjectClass(className: string): boolean {
  return OBJECT_CLASSES.has(className) || FEATURE_CLASSES.has(className)
}

/** The module of an object, or the package that its class was registered in; null when neither is written. */
export function moduleOf(node: JsonNode): string | null {
  return textOf(member(node, 'module')) ?? packageOf(node)
}

/** `Custom` of `Custom>Name`, as `register_keras_serializable` writes it. */
function packageOf(node: JsonNode): string | null {
  for (const key of ['registered_name', 'class_name']) {
    const name = textOf(member(node, key))
    const end = name?.indexOf('>') ?? -1
    if (name !== null && end > 0) return name.slice(0, end)
  }
  return null
}

function hasKerasModule(node: JsonNode): boolean {
  return isOfKeras(textOf(member(node, 'module')) ?? 'keras')
}

/** Whether `module` is one of Keras or TensorFlow, or the built-in functions that Keras writes by their names. */
export function isOfKeras(module: string): boolean {
  return KERAS_ROOTS.has(module.split('.', 1)[0] ?? '')
}
