import { fields, type Field } from '../../encodings/protobuf/fields.ts'
import { messageText, rootMessage, type Message } from '../../encodings/protobuf/Message.ts'

export type Beginning = 'saved-model' | 'meta-graph' | 'graph' | 'unknown'

/** Judges the first bytes of a file of `size` bytes: a SavedModel, a MetaGraphDef (`.meta`), a bare GraphDef (a frozen graph), or none. */
export function beginsLike(head: Uint8Array, size: number): Beginning {
  const root = rootMessage(head)
  const found = [...firstFields(root)]
  const isWhole = size === head.length && root.log.faults.length === 0
  if (isSavedModel(found, isWhole)) return 'saved-model'
  const [first] = found
  const isGraph = first?.kind === 'bytes' && first.number === 1 && looksLikeNode(first.message)
  if (isGraph) return 'graph'
  return isMetaGraph(found) ? 'meta-graph' : 'unknown'
}

function isSavedModel(found: readonly Field[], isWhole: boolean): boolean {
  if (!found.every(isSavedModelField)) return false
  const metaGraph = found.find((field) => field.kind === 'bytes')
  if (metaGraph === undefined) return false
  return looksLikeMetaGraph(metaGraph.message) || (isWhole && isStub(found))
}

const MAX_FIELDS = 64 // enough to judge by; a SavedModel has as many as MetaGraphs, and a schema version

function* firstFields(message: Message): Generator<Field, undefined, undefined> {
  let left = MAX_FIELDS
  for (const field of fields(message)) {
    if (left === 0) return
    left -= 1
    yield field
  }
}

/** ONNX, which begins alike, has fields up to 25. */
function isSavedModelField({ kind, number }: Field): boolean {
  return (kind === 'varint' && number === 1) || (kind === 'bytes' && number === 2)
}

/** Schema version 1 and one MetaGraph to the end of the file: a hand-made stub, whatever the MetaGraph holds. */
function isStub([schema, metaGraph, ...rest]: readonly Field[]): boolean {
  const isFirst = schema?.kind === 'varint' && schema.value === 1n
  return isFirst && metaGraph?.kind === 'bytes' && rest.length === 0
}

function looksLikeMetaGraph(metaGraph: Message): boolean {
  const [first] = firstFields(metaGraph)
  if (first?.kind !== 'bytes') return false
  if (first.number === 1) return [...firstFields(first.message)].every(isMetaInfoField)
  if (first.number === 2) return looksLikeGraph(first.message)
  return first.number <= 7 && first.message.bytes.length > 0
}

function isMetaInfoField({ kind, number }: Field): boolean {
  return number <= 8 && (kind === 'bytes' || number === 7)
}

/** Nodes come first; a graph without any begins with its library or versions. */
function looksLikeGraph(graph: Message): boolean {
  const [first] = firstFields(graph)
  if (first?.kind !== 'bytes') return false
  return first.number === 1 ? looksLikeNode(first.message) : first.number <= 5
}

/** What a MetaGraph is said to be, with the operations that it needs or the version that wrote it; then a graph. */
function isMetaGraph([info, graph]: readonly Field[]): boolean {
  if (info?.kind !== 'bytes' || info.number !== 1) return false
  const inside = [...firstFields(info.message)]
  const tells = inside.some((field) => isOpList(field) || isVersion(field))
  const isInfo = inside.every(isMetaInfoField) && tells
  const followedByGraph = graph?.kind === 'bytes' && graph.number === 2
  return isInfo && (graph === undefined || (followedByGraph && looksLikeGraph(graph.message)))
}

/** The operations that a graph needs, each with its name first. */
function isOpList(field: Field): boolean {
  if (field.kind !== 'bytes' || field.number !== 2) return false
  const [op] = firstFields(field.message)
  const [name] = op?.kind === 'bytes' && op.number === 1 ? firstFields(op.message) : []
  return name?.kind === 'bytes' && name.number === 1 && OP_NAME.test(messageText(name.message))
}

/** Of TensorFlow, which Keras metadata, made alike, has not. */
function isVersion(field: Field): boolean {
  if (field.kind !== 'bytes' || field.number !== 5) return false
  return /^\d+\.\d+/.test(messageText(field.message))
}

const OP_NAME = /^_?[A-Za-z][A-Za-z0-9_>.]*$/

function looksLikeNode(node: Message): boolean {
  let hasOp = false
  for (const field of firstFields(node)) {
    if (field.kind !== 'bytes' || field.number > 7) return false
    if (field.number === 2) hasOp = OP_NAME.test(messageText(field.message))
    if (field.number > 2) return hasOp
  }
  return hasOp
}
