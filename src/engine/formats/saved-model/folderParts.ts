import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { chunkedProblem, isChunked } from './chunkedForm.ts'
import { modelParts } from './modelParts.ts'

const METADATA_FILE = 'keras_metadata.pb'
const CONFIGURATION_FILE = 'assets/saved_model.json'
const TEXT_FORM = 'saved_model.pbtxt'
const WEIGHTS = /^variables\/variables\.data-\d{5}-of-\d{5}$/
const DEBUG_INFO = /^debug\//
const HEAD_BYTES = 4096

/** The parts of a SavedModel folder with `model` as its saved_model.pb; every other file is read, yielded or named. */
export function* folderParts(model: InnerFile, files: readonly InnerFile[]): Generator<ModelPart> {
  const named = (path: string): InnerFile | null => files.find((file) => file.path === path) ?? null
  const metadata = named(METADATA_FILE)
  const configuration = named(CONFIGURATION_FILE)
  const rest = files.filter((file) => ![model, metadata, configuration].includes(file))
  const fates = rest.map((file) => ({ file, fate: fateOf(file) }))
  const withFate = (wanted: Fate): readonly InnerFile[] =>
    fates.filter(({ fate }) => fate === wanted).map(({ file }) => file)
  yield* listed('weights, whose values are not examined', withFate('weights'))
  yield* listed('only for debugging, not examined', withFate('debug'))
  yield* listed('plain text', withFate('text'))
  for (const file of withFate('second-form')) yield* secondForm(file, model)
  for (const file of withFate('examine')) yield { kind: 'file', file }
  if (isChunked(model)) yield chunkedProblem(model)
  else yield* modelParts({ model, metadata, configuration })
}

/** What becomes of a file: named in a note, told as odd, or examined as a file of its own. */
type Fate = 'weights' | 'debug' | 'text' | 'second-form' | 'examine'

function fateOf(file: InnerFile): Fate {
  const { path, source } = file
  if (path === TEXT_FORM || isChunked(file)) return 'second-form'
  if (WEIGHTS.test(path)) return 'weights'
  if (DEBUG_INFO.test(path)) return 'debug'
  const head = source.read(0, Math.min(HEAD_BYTES, source.size))
  return isPlainText(head) ? 'text' : 'examine'
}

/** Vocabularies and the like. A text that may be a Keras configuration is examined as what it is. */
function isPlainText(head: Uint8Array): boolean {
  const text = new TextDecoder().decode(head)
  return !CONTROL.test(text) && !NOT_UTF8.test(text.slice(0, -3)) && !text.includes('"class_name"')
}

const CONTROL = /[\0-\x08\x0e-\x1f\x7f]/
const NOT_UTF8 = /\ufffd/

function* listed(what: string, files: readonly InnerFile[]): Generator<ModelPart> {
  const [first, ...others] = files
  if (first === undefined) return
  const count = others.length === 0 ? '' : ` and ${others.length} more`
  yield { kind: 'note', text: `${first.path}${count}: ${what}` }
}

/** Which of them is read differs: Python takes saved_model.pb, then the text. All that can be read is examined. */
function* secondForm(file: InnerFile, { path: first }: InnerFile): Generator<ModelPart> {
  const detail = `${file.path} stands beside ${first}; TensorFlow for Python reads ${first} and leaves it`
  yield { kind: 'oddity', oddity: { what: 'several-configs', detail, at: file.at } }
  yield isChunked(file) ? chunkedProblem(file) : { kind: 'file', file }
}
