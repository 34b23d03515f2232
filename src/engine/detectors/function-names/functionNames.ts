import type { Judgement } from '../../model/Finding.ts'
import type { Layer } from '../../model/Layer.ts'
import type { Model } from '../../model/Model.ts'
import type { FunctionReference } from '../../model/Report.ts'
import type { Detector } from '../Detector.ts'
import { CAPABILITIES, type Capability } from '../names/Capability.ts'
import { isDecoder, KERAS_FOREIGN_TO_MODELS } from '../names/frameworks.table.ts'
import { gradeName, tensorflowCapability } from '../names/gradeName.ts'
import { quoted, whenRun } from '../wording.ts'

const SYMBOL_CLASSES: ReadonlySet<string> = new Set(['TFOpLambda', 'SlicingOpLambda'])
/** Objects of TensorFlow itself, which stand in configurations without a module. */
const TENSORFLOW_OBJECTS: ReadonlySet<string> = new Set(['DynamicLossScale', 'FixedLossScale'])
const KERAS_ROOTS: ReadonlySet<string> = new Set(['keras', 'tf_keras', 'tensorflow'])

/** Functions and classes that the file only names: the loader finds them, and calls them. */
export const functionNames: Detector = {
  id: 'function-names',
  title: 'What does it name for the loader to find?',
  explanation:
    'Functions and classes that the file names and the loader imports and calls: of Python, of TensorFlow, of Keras, or of the author.',
  *find({ references, layers }: Model) {
    for (const reference of references)
      if (reference.kind === 'name') yield* judgeReference(reference)
    for (const layer of layers) yield* judgeLayer(layer)
  },
}

function* judgeReference(reference: FunctionReference): Generator<Judgement> {
  const { text, module, location, layer, layerClass } = reference
  const place = { location, ...(layer === null ? {} : { layer }) }
  const judged =
    layerClass !== null && SYMBOL_CLASSES.has(layerClass)
      ? judgeSymbol(reference)
      : (judgeImport(text, module) ?? judgeOwn(reference))
  if (judged !== null) yield { ...judged, ...place }
}

/** A layer whose class is looked up in a module that does harm, or that is a function. */
function* judgeLayer({ name, id, className, module, at }: Layer): Generator<Judgement> {
  const place = { location: at, layer: id }
  const judged = judgeImport(className, module)
  if (judged !== null) yield { ...judged, ...place }
  else if (className === 'function')
    yield {
      rule: 'KER-021',
      message: `Layer ${quoted(name)} is a function that the loader looks up and calls`,
      ...place,
    }
}

type Judged = Pick<Judgement, 'rule' | 'severity' | 'message'>

/** `config.function` of a TFOpLambda: any public symbol of TensorFlow, called with the layer's input. */
function judgeSymbol({ text, layer, slot }: FunctionReference): Judged | null {
  if (slot !== 'function') return null
  const name = text.replace(/^tf\./, '').replace(/^compat\.v[12]\./, '')
  const capability = name.startsWith('raw_ops.') ? null : tensorflowCapability(name)
  if (capability === null || isDecoder(name)) return null
  return {
    rule: 'KER-029',
    severity: symbolSeverity(name, capability),
    message: `${CAPABILITIES[capability].verb} ${quoted(`tf.${name}`)} ${whenRun({ layer, slot })}`,
  }
}

const RUNS_WHAT_IT_IS_GIVEN: ReadonlySet<Capability> = new Set([
  ...(['native', 'process', 'dynamic', 'loader', 'file'] as const),
])

function symbolSeverity(name: string, capability: Capability): 'critical' | 'high' | 'medium' {
  const callsPython = /(^|\.)(py_func|py_function|numpy_function)$/.test(name)
  if (callsPython || RUNS_WHAT_IT_IS_GIVEN.has(capability)) return 'critical'
  return capability === 'review' ? 'medium' : 'high'
}

/** A name in a module that does harm (CVE-2025-1550), or one of Keras' own that does (CVE-2025-8747). */
function judgeImport(name: string, module: string | null): Judged | null {
  const path = [...(module?.split('.') ?? []), ...name.split(/[.>]/)].map((part) => part.trim())
  const shown = quoted(path.join('.'))
  if (isForeignToModels(path))
    return { rule: 'KER-022', message: `Loading looks up ${shown}, which no model needs` }
  return doesHarm(path)
    ? { rule: 'KER-020', message: `Loading looks up ${shown} and calls it` }
    : null
}

function isForeignToModels(path: readonly string[]): boolean {
  const [root = ''] = path
  const isOfKeras = KERAS_ROOTS.has(root) || path.length === 1
  return isOfKeras && KERAS_FOREIGN_TO_MODELS.has(path.at(-1) ?? '')
}

/** Modules of which a model needs nothing at all, whatever the name. */
const SYSTEM_ROOTS: ReadonlySet<string> = new Set(['os', 'sys', 'posix', 'nt'])

function doesHarm(path: readonly string[]): boolean {
  const grade = gradeName(path, 'import')
  if (grade.kind !== 'capable' || path.length < 2) return false
  return grade.capability !== 'review' || SYSTEM_ROOTS.has(path[0] ?? '')
}

/** Anything else that is named and not Keras' own is the author's. */
function judgeOwn({ text, module, layer, slot }: FunctionReference): Judged | null {
  if (TENSORFLOW_OBJECTS.has(text)) return null
  const from = module === null || module === 'builtins' ? '' : ` from ${quoted(module)}`
  return {
    rule: 'KER-040',
    message: `Needs ${quoted(text)}${from}, which the file only names, ${whenRun({ layer, slot })}`,
  }
}
