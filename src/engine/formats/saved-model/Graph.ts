// Graphs of operations: GraphDef and FunctionDef, field numbers of tensorflow/core/framework/*.proto, TensorFlow 2.21.
import { decodeMessage } from '../../encodings/protobuf/decodeMessage.ts'
import { fields } from '../../encodings/protobuf/fields.ts'
import { messageText, type Message } from '../../encodings/protobuf/Message.ts'
import { rangeWithin, type Location } from '../../model/Location.ts'
import {
  tensorflow,
  type ArgDef,
  type AttrValue,
  type OpDef,
} from './proto/savedModel.generated.js'

/** The main graph of a MetaGraph, or a function of its library. */
export interface Graph {
  /** Null for the main graph. */
  readonly functionName: string | null
  readonly functionArguments: readonly ArgDef[]
  /** Where it is written; a main graph that is written in several pieces is their sum. */
  readonly pieces: readonly Message[]
}

/** One operation of a graph. */
export interface GraphNode {
  readonly name: string
  readonly op: string
  /** `node:output` of the operations whose output it takes, `^node` of those that only come before it. */
  readonly inputs: readonly string[]
  /** Entries of its attributes, not decoded. */
  readonly attributes: readonly Message[]
  readonly message: Message
}

/** Reads one FunctionDef's name and arguments; its nodes stay unread. */
export function readFunction(message: Message): Graph {
  let signature: OpDef | undefined
  for (const field of fields(message))
    if (field.kind === 'bytes' && field.number === 1)
      signature = decodeMessage(field.message, tensorflow.OpDef)
  const { name = '', inputArg = [] } = signature ?? {}
  return { functionName: name, functionArguments: inputArg, pieces: [message] }
}

/** The nodes of `graph`, one by one, as they are written. */
export function* graphNodes(graph: Graph): Generator<GraphNode, undefined, undefined> {
  const nodeField = graph.functionName === null ? 1 : 3
  for (const piece of graph.pieces)
    for (const field of fields(piece))
      if (field.kind === 'bytes' && field.number === nodeField) yield readNode(field.message)
}

/** Reads one NodeDef. Of a field that stands twice the last counts, as in TensorFlow. */
function readNode(message: Message): GraphNode {
  let name = ''
  let op = ''
  const inputs: string[] = []
  const attributes: Message[] = []
  for (const field of fields(message)) {
    if (field.kind !== 'bytes') continue
    if (field.number === 1) name = messageText(field.message)
    if (field.number === 2) op = messageText(field.message)
    if (field.number === 3) inputs.push(messageText(field.message))
    if (field.number === 5) attributes.push(field.message)
  }
  return { name, op, inputs, attributes, message }
}

/** The attribute `key` of `node`; undefined when it has none that can be read. */
export function attribute(node: GraphNode, key: string): AttrValue | undefined {
  const entry = node.attributes.findLast((candidate) => attributeKey(candidate) === key)
  if (entry === undefined) return undefined
  return decodeMessage(entry, tensorflow.AttrEntry)?.value ?? undefined
}

/** The functions that `node` hands control to, whatever attribute names them. */
export function calledFunctions(node: GraphNode): readonly string[] {
  return node.attributes.flatMap((entry) => {
    const value = decodeMessage(entry, tensorflow.AttrEntry)?.value
    const called = [...(value?.list?.func ?? []), ...(value?.func ? [value.func] : [])]
    return called.map(({ name }) => name)
  })
}

/** The name of the node that an input comes from, without the output's name or number. */
export function inputNode(input: string): string {
  const start = input.startsWith('^') ? 1 : 0
  const colon = input.indexOf(':')
  return colon === -1 ? input.slice(start) : input.slice(start, colon)
}

/** Where a node of `graph` stands in the file at `at`: file › function › node, or file › node for the main graph. */
export function nodeLocation(
  at: Location,
  graph: Graph,
  { name, message }: Pick<GraphNode, 'name' | 'message'>,
): Location {
  const [piece] = graph.pieces
  if (graph.functionName === null || piece === undefined) return messageWithin(at, name, message)
  const offset = message.offset - piece.offset
  return messageWithin(messageWithin(at, graph.functionName, piece), name, { ...message, offset })
}

function messageWithin(at: Location, name: string, { offset, bytes }: Message): Location {
  return rangeWithin(at, { kind: 'message', name, offset, length: bytes.length })
}

function attributeKey(entry: Message): string {
  let key = ''
  for (const field of fields(entry))
    if (field.kind === 'bytes' && field.number === 1) key = messageText(field.message)
  return key
}
