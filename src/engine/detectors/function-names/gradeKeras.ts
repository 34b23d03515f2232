// Which of Keras' own names a model has no use for. Keras 3.15 still finds and calls those that its list of 26
// does not have: `NON_MODELING_APIS` of
// https://github.com/keras-team/keras/blob/v3.15.0/keras/src/saving/serialization_lib.py
import { KERAS_FOREIGN_TO_MODELS } from '../names/frameworks.table.ts'

const KERAS_ROOTS: ReadonlySet<string> = new Set(['keras', 'tf_keras', 'tensorflow'])
const PASSED: ReadonlySet<string> = new Set([
  ...['keras', 'tf_keras', 'tensorflow', 'src', 'api', '_api', '_tf_keras', 'python', '_legacy'],
  ...['compat', 'v1', 'v2', '_v2'],
])

/** Parts of Keras whose functions load, save, fetch or set something. */
const WITHOUT_FUNCTIONS_FOR_MODELS: ReadonlySet<string> = new Set([
  ...['saving', 'legacy', 'export', 'datasets', 'config', 'models', 'preprocessing', 'callbacks'],
  ...['visualization', 'distribution', 'trainers', 'wrappers', 'tree', 'testing'],
])

/** Functions of the other parts that do the same. */
const OTHER_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['plot_model', 'model_to_dot', 'set_random_seed', 'custom_object_scope', 'deserialize', 'get'],
  ...['serialize', 'from_config', 'extract_archive', 'download', 'makedirs', 'copy', 'listdir'],
  ...['rmtree', 'File', 'get_source_inputs', 'clone_model', 'enable_interactive_logging'],
])

const INTERNAL = /(^|\.)src\.(saving|legacy|export)\./
const INTERNAL_UTILITIES = /(^|\.)utils\.(file|io|python|module|data)_utils\./

/** How bad it is to have a loader look up this name of Keras; null when models do that. */
export function gradeKeras(path: readonly string[]): 'critical' | 'high' | null {
  const [root = ''] = path
  const name = path.at(-1) ?? ''
  const isBare = path.length === 1
  if (!isBare && !KERAS_ROOTS.has(root)) return null
  if (KERAS_FOREIGN_TO_MODELS.has(name) || INTERNAL_UTILITIES.test(path.join('.')))
    return 'critical'
  return isBare || !/^[a-z_]/.test(name) ? gradeClass(path) : gradeFunction(path, name)
}

function gradeFunction(path: readonly string[], name: string): 'critical' | 'high' | null {
  if (INTERNAL.test(path.join('.'))) return 'critical'
  return isForeignArea(path) || OTHER_FUNCTIONS.has(name) ? 'high' : null
}

/** A whole network by its name downloads its weights. */
function gradeClass(path: readonly string[]): 'high' | null {
  const isNetwork = areaOf(path) === 'applications' && path.length > 2
  return isNetwork ? 'high' : null
}

function isForeignArea(path: readonly string[]): boolean {
  const area = areaOf(path)
  if (area === 'applications')
    return !/^(preprocess_input|decode_predictions)$/.test(path.at(-1) ?? '')
  return WITHOUT_FUNCTIONS_FOR_MODELS.has(area)
}

function areaOf(path: readonly string[]): string {
  return path.slice(0, -1).find((segment) => !PASSED.has(segment)) ?? ''
}

/** Whether the path leads into Keras, be it the one in TensorFlow. */
export function isInKeras([root, ...rest]: readonly string[]): boolean {
  return (
    root === 'keras' || root === 'tf_keras' || (root === 'tensorflow' && rest.includes('keras'))
  )
}

/** Whether the name stands in a part of Keras itself, so that nobody else has to define it. */
export function isOfKerasItself([root = '', ...rest]: readonly string[]): boolean {
  return rest.length > 0 && (root === 'keras' || root === 'tf_keras')
}
