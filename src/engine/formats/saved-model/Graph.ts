// Graphs of operations: GraphDef and FunctionDef, field numbers of tensorflow/core/framework/*.proto, TensorFlow 2.21.
import { decodeMessage } from '../../encodings/protobuf/decodeMessage.ts'
import { fields, messagesIn } from '../../encodings/protobuf/fields.ts'
import { messageText, type Message } from '../../encodings/protobuf/Message.ts'
import { rangeWithin, type Location } from '../../model/Location.ts'
import { tensorflow, type AttrValue } from './proto/savedModel.generated.js'

/** The main graph of a MetaGraph, or a function of its library. */
export interface Graph {
  /** Null for the main graph. */
  readonly functionName: string | null
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

/** Reads one FunctionDef's name; the rest stays unread. */
export function readFunction(message: Message): Graph {
  let functionName = ''
  for (const signature of messagesIn(message, 1))
    for (const name of messagesIn(signature, 1)) functionName = messageText(name)
  return { functionName, pieces: [message] }
}

/** An argument of a function. */
export interface Argument {
  readonly name: string
  /** Whether it is a variable or table, not a tensor. */
  readonly isResource: boolean
}

const RESOURCE_TYPE = 20n // DT_RESOURCE

/** The arguments of a function, one by one; none for the main graph. */
export function* argumentsOf({ functionName, pieces }: Graph): Generator<Argument> {
  if (functionName === null) return
  for (const piece of pieces)
    for (const signature of messagesIn(piece, 1))
      for (const argument of messagesIn(signature, 2)) yield readArgument(argument)
}

function readArgument(argDef: Message): Argument {
  let name = ''
  let isResource = false
  for (const field of fields(argDef)) {
    if (field.kind === 'bytes' && field.number === 1) name = messageText(field.message)
    if (field.kind === 'varint' && field.number === 3) isResource = field.value === RESOURCE_TYPE
  }
  return { name, isResource }
}

/** The nodes of `graph`, one by one, as they are written. */
export function* graphNodes(graph: Graph): Generator<GraphNode, undefined, undefined> {
  const nodeField = graph.functionName === null ? 1 : 3
  for (const piece of graph.pieces)
    for (const node of messagesIn(piece, nodeField)) yield readNode(node)
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

/** The first `count` of `items`. */
export function first<T>(items: Iterable<T>, count: number): readonly T[] {
  const found: T[] = []
  for (const item of items) {
    if (found.length === count) break
    found.push(item)
  }
  return found
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

const MAX_NAME = 200 // characters in a location

function messageWithin(at: Location, name: string, { offset, bytes }: Message): Location {
  const short = name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name
  return rangeWithin(at, { kind: 'message', name: short, offset, length: bytes.length })
}

function attributeKey(entry: Message): string {
  let key = ''
  for (const text of messagesIn(entry, 1)) key = messageText(text)
  return key
}
