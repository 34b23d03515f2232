// Graphs of operations: GraphDef and FunctionDef, field numbers of tensorflow/core/framework/*.proto, TensorFlow 2.21.
import { decodeMessage } from '../../encodings/protobuf/decodeMessage.ts'
import { fields, messagesIn } from '../../encodings/protobuf/fields.ts'
import { messageText, type Message } from '../../encodings/protobuf/Message.ts'
import {
  attributeValues,
  readNode,
  type GraphNode,
} from '../../encodings/protobuf/tensorflow/NodeDef.ts'
import { rangeWithin, type Location } from '../../model/Location.ts'
import { tensorflow, type AttrValue } from './proto/savedModel.generated.js'

/** The main graph of a MetaGraph, or a function of its library. */
export interface Graph {
  /** Null for the main graph. */
  readonly functionName: string | null
  /** Where it is written; a main graph that is written in several pieces is their sum. */
  readonly pieces: readonly Message[]
}

/** A graph and the library of functions beside it. */
export interface GraphSet {
  readonly main: Graph
  readonly functions: readonly Graph[]
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
export function* argumentsOf(graph: Graph): Generator<Argument> {
  for (const argument of argDefs(graph, 2)) yield readArgument(argument)
}

/** The names of what a function gives back, one by one. */
export function* resultsOf(graph: Graph): Generator<string> {
  for (const result of argDefs(graph, 3)) yield readArgument(result).name
}

function* argDefs({ functionName, pieces }: Graph, field: number): Generator<Message> {
  if (functionName === null) return
  for (const piece of pieces)
    for (const signature of messagesIn(piece, 1)) yield* messagesIn(signature, field)
}

/** For each result of a function, the output of the node that it is. */
export function returnedNodes({ pieces }: Graph): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const piece of pieces)
    for (const entry of messagesIn(piece, 4)) {
      const [key, value] = [1, 2].map((number) => [...messagesIn(entry, number)].at(-1))
      if (key !== undefined && value !== undefined) found.set(messageText(key), messageText(value))
    }
  return found
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

/** The first `count` of `items`. */
export function first<T>(items: Iterable<T>, count: number): readonly T[] {
  const found: T[] = []
  for (const item of items) {
    if (found.length === count) break
    found.push(item)
  }
  return found
}

/** The attribute `key` of `node`, decoded; undefined when it has none that can be read. For small ones only. */
export function attribute(node: GraphNode, key: string): AttrValue | undefined {
  const value = attributeValues(node, key).at(-1)
  return value === undefined ? undefined : decodeMessage(value, tensorflow.AttrValue)
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
