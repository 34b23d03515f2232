import type { Judgement } from '../../model/Finding.ts'
import type { Layer } from '../../model/Layer.ts'
import type { Model } from '../../model/Model.ts'
import type { FunctionReference } from '../../model/Report.ts'
import type { Detector } from '../Detector.ts'
import { LAYER_FUNCTIONS } from '../names/layerFunctions.table.ts'
import { quoted, whenRun } from '../wording.ts'
import { isOfKerasItself } from './gradeKeras.ts'
import { judgeLookup, type Judged, type Lookup } from './judgeLookup.ts'
import { judgeSymbol } from './judgeSymbol.ts'
import { readPath } from './readPath.ts'

const SYMBOL_CLASSES: ReadonlySet<string> = new Set(['TFOpLambda', 'SlicingOpLambda'])
/** Objects of TensorFlow itself, which stand in configurations without a module. */
const TENSORFLOW_OBJECTS: ReadonlySet<string> = new Set(['DynamicLossScale', 'FixedLossScale'])

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
  const { location, layer, layerClass } = reference
  const place = { location, ...(layer === null ? {} : { layer }) }
  const judged =
    layerClass !== null && SYMBOL_CLASSES.has(layerClass) && reference.slot === 'function'
      ? judgeSymbol(reference)
      : (judgeLookup(toLookup(reference)) ?? judgeOwn(reference))
  if (judged !== null) yield { ...judged, ...place }
}

const IN_LAYERS = /(^|\.)layers\[\d+\]$/

function toLookup({ text, module, slot, arguments: called }: FunctionReference): Lookup {
  return { name: text, module, called, inLayers: IN_LAYERS.test(slot) }
}

/** A layer whose class is looked up in a module that does harm, or that is no class. */
function* judgeLayer({ name, id, className, module, custom, at }: Layer): Generator<Judgement> {
  const place = { location: at, layer: id }
  const isFunction = className === 'function'
  const lookup = { name: className, module, called: null, inLayers: isFunction }
  const judged = judgeLookup(lookup)
  if (judged !== null) yield { ...judged, ...place }
  else if (custom && LAYER_FUNCTIONS.has(className))
    yield {
      rule: 'KER-033',
      message: `Layer ${quoted(name)} names ${quoted(className)}, which is no class but a function that the loader calls`,
      effect: { kind: 'dynamic-code', when: 'load' },
      ...place,
    }
}

/** Places that other detectors speak of when nothing is wrong with them. */
const BESIDE_A_CLASS: ReadonlySet<string> = new Set(['class_name', 'registered_name', 'spec_name'])

/** Anything else that is named and not Keras' own is the author's. */
function judgeOwn({ text, module, layer, slot }: FunctionReference): Judged | null {
  if (TENSORFLOW_OBJECTS.has(text) || BESIDE_A_CLASS.has(slot)) return null
  if (isOfKerasItself(readPath(text, module).path)) return null
  const from = module === null || module === 'builtins' ? '' : ` from ${quoted(module)}`
  return {
    rule: 'KER-040',
    message: `Needs ${quoted(text)}${from}, which the file only names, ${whenRun({ layer, slot })}`,
  }
}
