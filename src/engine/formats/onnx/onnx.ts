// ONNX: one protobuf ModelProto. https://github.com/onnx/onnx/blob/v1.19.0/onnx/onnx.proto
import { bytesSource, type ByteSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { outline, type OutlineField } from '../../encodings/protobuf/outline.ts'
import { detailPart, problemPart } from '../../model/toPart.ts'
import type { Format } from '../Format.ts'

const VARINT = 0
const BYTES = 2
const FUNCTIONS = 25

/** Fields of ModelProto and how each is written. */
const FIELDS = new Map([
  [1, VARINT], // ir_version
  [2, BYTES], // producer_name
  [3, BYTES], // producer_version
  [4, BYTES], // domain
  [5, VARINT], // model_version
  [6, BYTES], // doc_string
  [7, BYTES], // graph
  [8, BYTES], // opset_import
  [14, BYTES], // metadata_props
  [20, BYTES], // training_info
  [FUNCTIONS, BYTES],
  [26, BYTES], // configuration
])
const VERSION = 1
const GRAPH = 7
const OPERATOR_SETS = 8

export const onnx: Format = {
  id: 'onnx',
  title: 'ONNX',
  explanation:
    'An ONNX model: recognised, not analysed; operators of other domains and tensors kept in other files can reach beyond the model',
  matches: ({ isFolder, main, head }) => !isFolder && isModel(head, main.source),
  *parts({ name, main }) {
    const functions = outline(main.source).filter(({ number }) => number === FUNCTIONS).length
    if (functions > 0) yield detailPart(`${functions} functions of its own`, main.at)
    const message = `${name} is an ONNX model: recognised, not analysed by this version (custom operators and external data can carry harm)`
    yield problemPart('not-analysed', message, main.at)
  },
}

/** A version, then a graph or operator sets, and nothing that a ModelProto does not have. */
function isModel(head: Uint8Array, source: ByteSource): boolean {
  if (!areFields(outline(bytesSource(head)))) return false // spares a walk through the file, which can be damaged
  const fields = fieldsOf(source)
  const numbers = new Set(fields.map(({ number }) => number))
  return areFields(fields) && (numbers.has(GRAPH) || numbers.has(OPERATOR_SETS))
}

function areFields(fields: readonly OutlineField[]): boolean {
  const isKnown = fields.every(({ number, wireType }) => FIELDS.get(number) === wireType)
  return isKnown && fields.some(({ number }) => number === VERSION)
}

/** None when the file cannot be read to its end: a member of a damaged archive. */
function fieldsOf(source: ByteSource): readonly OutlineField[] {
  try {
    return outline(source)
  } catch (error) {
    if (error instanceof ParseError) return []
    throw error
  }
}
