// `to_json()` of every Keras, and the `model.json` of TensorFlow.js.
// https://keras.io/api/models/model_saving_apis/model_config_serialization/
// https://www.tensorflow.org/js/guide/save_load#save_a_tfmodel
import { ParseError } from '../../bytes/ParseError.ts'
import { member, textOf, type JsonNode } from '../../encodings/json/Json.ts'
import { isModel, jsonOddities, readKerasConfig } from '../../keras/index.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { detailPart, problemPart } from '../../model/toPart.ts'
import type { Format, Input } from '../Format.ts'
import { readDocument, type Text } from './readDocument.ts'

/** Spaces, byte order marks and the NULs of wide encodings. */
const BEFORE_TEXT: ReadonlySet<number> = new Set([
  0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff,
])
/** What the head of a broken model says; quotes are escaped in a string of JSON. */
const CLUES = [/"class_name\\?"\s*:/, /"config\\?"\s*:/] as const

const OPENING_BRACE = 0x7b
const QUOTE = 0x22

export const modelJson: Format = {
  id: 'model-json',
  title: 'Keras model as JSON',
  explanation:
    'The configuration of a model without its weights, as Keras or TensorFlow.js writes it; it is examined with all code in it',
  matches: (input) => !input.isFolder && beginsLikeJson(input.head) && holdsModel(input),
  *parts({ main }) {
    const texts = readDocument(main.source, main.at)
    for (const { document, at } of texts) yield* jsonOddities(document, at)
    for (const text of texts.slice(1)) yield contentOf(text)
    const { document, at } = lastOf(texts)
    if (isGraph(document.root)) {
      yield detailPart('TensorFlow.js graph model', at)
      yield problemPart('not-analysed', 'the operations of its graph were not examined', at)
    }
    yield* readKerasConfig(document.root, at)
  },
}

function beginsLikeJson(head: Uint8Array): boolean {
  const first = head.find((byte) => !BEFORE_TEXT.has(byte))
  return first === OPENING_BRACE || first === QUOTE
}

/** Broken JSON counts by its beginning, so that what broke it is told. Never throws. */
function holdsModel({ main, head }: Input): boolean {
  try {
    const { document } = lastOf(readDocument(main.source, main.at))
    return isModel(document.root) || isGraph(document.root)
  } catch (error) {
    if (error instanceof ParseError) return CLUES.every((clue) => clue.test(narrow(head)))
    throw error
  }
}

/** Of a text in whatever encoding, the characters that are ASCII. */
function narrow(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes.filter((byte) => byte !== 0))
}

function lastOf(texts: readonly [Text, ...Text[]]): Text {
  return texts.at(-1) ?? texts[0]
}

/** A TensorFlow graph in TensorFlow.js' JSON. */
function isGraph(root: JsonNode): boolean {
  const topology = member(root, 'modelTopology')
  return (
    textOf(member(root, 'format')) === 'graph-model' || member(topology, 'node')?.kind === 'array'
  )
}

function contentOf({ bytes, at }: Text): ModelPart {
  return { kind: 'content', content: { name: 'JSON in a string', type: 'json', bytes, at } }
}
