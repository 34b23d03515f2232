// A TensorFlowOpLayer holds an operation of a graph: https://github.com/tensorflow/tensorflow/blob/v2.3.4/tensorflow/python/keras/engine/base_layer.py
// Its NodeDef stands as JSON (TensorFlow 2.1 on), as the bytes of a message in a text (before), or as either in base64.
import { decodeBase64 } from '../encodings/base64/decodeBase64.ts'
import { itemsOf, member, textOf, type JsonNode } from '../encodings/json/Json.ts'
import { parseJson } from '../encodings/json/parseJson.ts'
import { messageText, rootMessage } from '../encodings/protobuf/Message.ts'
import { attributeTexts, readNode } from '../encodings/protobuf/tensorflow/NodeDef.ts'
import { TEXT_SCHEMA } from '../encodings/protobuf/tensorflow/textSchema.table.ts'
import { textToWire } from '../encodings/protobuf/text/textToWire.ts'
import { ParseError } from '../bytes/ParseError.ts'
import type { Location } from '../model/Location.ts'
import type { ModelPart } from '../model/ModelPart.ts'
import type { Operand } from '../model/Operation.ts'
import { problemPart } from '../model/toPart.ts'
import { effectOf, type OperandPlace } from '../model/tensorflow/effectOps.ts'
import type { Draft } from './Draft.ts'
import { below } from './KeyPath.ts'
import { valueWithin } from './places.ts'

/** What of a NodeDef is looked at. */
interface NodeFacts {
  readonly name: string
  readonly op: string
  /** The texts of an attribute. */
  texts(key: string): readonly string[]
}

/** The operation that a layer's `node_def` holds, when it does more than compute; a problem when none can be read. */
export function* nodeDefParts(draft: Draft, at: Location): Generator<ModelPart> {
  const nodeDef = member(draft.config, 'node_def')
  if (draft.id === '' || nodeDef === undefined) return
  const place = valueWithin(at, below(below(draft.path, 'config'), 'node_def'), nodeDef)
  const facts = factsOf(nodeDef)
  if (facts === null) {
    yield problemPart('malformed', `the node_def of ${draft.name} holds no operation`, place)
    return
  }
  const effect = effectOf(facts.op)
  if (effect === undefined) return
  const constants = member(draft.config, 'constants')
  const operands = effect.operands.flatMap((operand) => operandsOf(operand, facts, constants))
  const { op, name: node } = facts
  const operation = { op, node, graph: null, layer: draft.id, operands, role: null, count: 1 }
  yield { kind: 'operation', operation: { ...operation, runs: 'call', at: place } }
}

function operandsOf(
  { name, input, isTarget }: OperandPlace,
  facts: NodeFacts,
  constants: JsonNode | undefined,
): readonly Operand[] {
  if (input === null)
    return facts.texts(name).map((text) => ({ name, text: shown(text), from: 'literal' }))
  const constant = member(constants, String(input))
  if (constant === undefined) return isTarget ? [{ name, text: null, from: 'argument' }] : []
  return textsOf(constant).map((text) => ({ name, text: shown(text), from: 'literal' }))
}

function textsOf(constant: JsonNode): readonly string[] {
  const texts = [constant, ...itemsOf(constant)].flatMap((node) => textOf(node) ?? [])
  return texts.slice(0, MAX_TEXTS)
}

const MAX_TEXTS = 8 // of one constant
const MAX_TEXT = 1_000 // characters of one operand

function shown(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text
}

function factsOf(nodeDef: JsonNode): NodeFacts | null {
  if (nodeDef.kind === 'object') return fromJson(nodeDef)
  return nodeDef.kind === 'string' ? fromText(nodeDef.text) : null
}

const OP = /^_?[A-Za-z][\w>.]{0,200}$/

/** The forms in which a text holds a NodeDef, each tried until one gives the name of an operation. */
function fromText(text: string): NodeFacts | null {
  const decoded = decodeBase64(text)
  const bytes = new TextEncoder().encode(text)
  const attempts = [
    () => fromWire(bytes),
    () => (decoded.kind === 'decoded' ? fromWire(decoded.bytes) : null),
    () => fromJsonText(bytes),
    () => (decoded.kind === 'decoded' ? fromJsonText(decoded.bytes) : null),
    () => fromWire(textToWire(bytes, TEXT_SCHEMA, 'NodeDef').bytes),
  ]
  for (const attempt of attempts) {
    const facts = attempt()
    if (facts !== null && OP.test(facts.op)) return facts
  }
  return null
}

function fromWire(bytes: Uint8Array): NodeFacts | null {
  const node = readNode(rootMessage(bytes))
  if (node.op === '') return null
  const { name, op } = node
  return { name, op, texts: (key) => attributeTexts(node, key).map(messageText) }
}

function fromJsonText(bytes: Uint8Array): NodeFacts | null {
  try {
    return fromJson(parseJson(bytes).root)
  } catch (error) {
    if (error instanceof ParseError) return null
    throw error
  }
}

/** As `json_format.MessageToDict` writes it, with bytes in base64. */
function fromJson(node: JsonNode): NodeFacts | null {
  const op = textOf(member(node, 'op'))
  if (op === null) return null
  const attributes = member(node, 'attr')
  return {
    name: textOf(member(node, 'name')) ?? '',
    op,
    texts: (key) => {
      const value = member(attributes, key)
      const listed = itemsOf(member(member(value, 'list'), 's'))
      return [member(value, 's'), ...listed].flatMap(bytesText)
    },
  }
}

function bytesText(node: JsonNode | undefined): readonly string[] {
  const text = textOf(node)
  if (text === null) return []
  const decoded = decodeBase64(text)
  return decoded.kind === 'decoded' ? [new TextDecoder().decode(decoded.bytes)] : [text]
}
