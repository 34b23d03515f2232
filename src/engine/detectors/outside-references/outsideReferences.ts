import type { Judgement, Severity } from '../../model/Finding.ts'
import type { Layer } from '../../model/Layer.ts'
import type { Fact } from '../../model/ModelPart.ts'
import type { OutsideReference } from '../../model/OutsideReference.ts'
import type { Detector } from '../Detector.ts'
import { quoted } from '../wording.ts'
import { judgeMethod } from './judgeMethods.ts'
import { whereTo, type WhereTo } from './whereTo.ts'

/** Values that lead a loader out of the file: other models, files of words, addresses, names on objects. */
export const outsideReferences: Detector = {
  id: 'outside-references',
  title: 'What does it lead the loader to, outside the file?',
  explanation:
    'Other models, files and addresses that a layer has its loader open, the pickle of a PyTorch module, methods that are looked up by their names, and names of layers and shards that lead to other folders.',
  *find({ outside, layers, facts }) {
    const seen = new Set<string>()
    const isOfKeras3 = ofKeras3(facts) ?? true
    for (const reference of outside) {
      const { what, key, target, layer, at } = reference
      const id = JSON.stringify([what, key, target, layer])
      const judged = seen.has(id) ? null : judgeOne(reference, isOfKeras3)
      seen.add(id)
      if (judged !== null) yield { ...judged, location: at, ...(layer === null ? {} : { layer }) }
    }
    for (const layer of layers) yield* judgeName(layer, ofKeras3(facts) ?? false)
  },
}

type Judged = Pick<Judgement, 'rule' | 'severity' | 'message' | 'effect'>

/**
 * Keras 3 writes no path of words and no name of a layer with a slash; what came before it does. Null when no
 * version is named, as in a graph, whose operations have slashes in their names.
 */
function ofKeras3(facts: readonly Fact[]): boolean | null {
  const version = facts.find(({ name }) => name === 'keras_version')
  return version === undefined ? null : /^([3-9]|[1-9]\d)\b/.test(version.value)
}

function judgeOne(reference: OutsideReference, isOfKeras3: boolean): Judged | null {
  switch (reference.what) {
    case 'saved-model':
      return judgeSavedModel(reference)
    case 'vocabulary':
      return judgeVocabulary(reference, isOfKeras3)
    case 'hub-module':
      return judgeHub(reference)
    case 'torch-module':
      return judgeTorch(reference)
    case 'shard':
      return judgeShard(reference)
    case 'method':
      return judgeMethod(reference)
  }
}

function judgeSavedModel({ target, layer }: OutsideReference): Judged {
  const message = `Loading runs the SavedModel ${quoted(target)}, which is not in this file${forLayer(layer)}`
  const severity = whereTo(target) === 'inside' ? 'high' : 'critical'
  return { rule: 'KER-026', severity, message, effect: { kind: 'dynamic-code', when: 'load' } }
}

function judgeVocabulary({ target, key, layer }: OutsideReference, isOfKeras3: boolean): Judged {
  const where = whereTo(target)
  const kind = where === 'elsewhere' ? 'network' : 'files'
  const what = key === 'vocabulary' ? 'its words' : 'the weights of its words'
  const message = `Loading reads ${what} from ${quoted(target)}${forLayer(layer)}`
  const severity = vocabularySeverity(target, where, isOfKeras3)
  return { rule: 'KER-027', severity, message, effect: { kind, when: 'load' } }
}

/** Keras 2 and tf_keras write whatever path the author gave; an asset lies beside the model. */
function vocabularySeverity(target: string, where: WhereTo, isOfKeras3: boolean): Severity {
  if (where === 'elsewhere' || where === 'system') return 'critical'
  if (isOfKeras3) return 'high'
  return where === 'inside' && /^(\.\/)?assets\//.test(target) ? 'info' : 'medium'
}

function judgeHub({ target, layer }: OutsideReference): Judged {
  const where = whereTo(target)
  const message = `Loading fetches the model ${quoted(target)} of TensorFlow Hub${forLayer(layer)}`
  const isRemote = where === 'elsewhere'
  const kind = isRemote ? 'network' : 'files'
  const severity = isRemote || where === 'system' || where === 'above' ? 'medium' : 'low'
  return { rule: 'KER-028', severity, message, effect: { kind, when: 'load' } }
}

function judgeTorch({ layer }: OutsideReference): Judged {
  const message = `Loading unpickles the PyTorch module${layer === null ? ' of the model' : ` of layer ${quoted(layer)}`}`
  return { rule: 'KER-007', message, effect: { kind: 'dynamic-code', when: 'load' } }
}

function judgeShard({ target }: OutsideReference): Judged | null {
  if (!leavesFolder(target)) return null
  return {
    rule: 'ZIP-013',
    message: `A shard of the weights is to be read from ${quoted(target)}`,
    effect: { kind: 'files', when: 'load' },
  }
}

/** HDF-011: with Keras 3 a name has no slash; in what came before it, parts of names are divided by it. */
function* judgeName({ id, name, at }: Layer, isOfKeras3: boolean): Generator<Judgement> {
  const odd = isOfKeras3 ? leavesFolder(name) : leavesFolder(name.replaceAll('/', '_'))
  const isAbove = name.split(/[\\/]/).includes('..') || /^[\\/]/.test(name)
  if (!odd && !isAbove) return
  const message = `The name of layer ${quoted(name)} is a path: files of its weights would be written there`
  yield { rule: 'HDF-011', message, location: at, layer: id }
}

const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$/i

/** Whether a name that should be that of one file or group is a path, ends early, or is a device of Windows. */
function leavesFolder(name: string): boolean {
  return /[\\/\0]/.test(name) || /^[a-z]:/i.test(name) || name === '..' || DEVICE.test(name)
}

function forLayer(layer: string | null): string {
  return layer === null ? '' : `, for layer ${quoted(layer)}`
}
