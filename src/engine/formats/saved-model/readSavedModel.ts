// SavedModel and MetaGraphDef: https://github.com/tensorflow/tensorflow/blob/v2.21.0/tensorflow/core/protobuf/meta_graph.proto
import { decodeMessage } from '../../encodings/protobuf/decodeMessage.ts'
import { fields, messagesIn, type Field } from '../../encodings/protobuf/fields.ts'
import { messageText, type Message } from '../../encodings/protobuf/Message.ts'
import { readFunction, type GraphSet } from './Graph.ts'
import { tensorflow } from './proto/savedModel.generated.js'

const MAX_ITEMS = 200_000 // functions or objects of one MetaGraph: a hundred times the largest seen

/** What is known of one MetaGraph before its graphs are walked. */
export interface MetaGraph extends GraphSet {
  readonly tags: readonly string[]
  readonly tensorflowVersion: string | null
  readonly saver: Saver | null
  readonly signatures: readonly Signature[]
  /** Entries of the map of collections. */
  readonly collections: readonly Message[]
  /** AssetFileDef messages; their order is their number. */
  readonly assets: readonly Message[]
  /** SavedObject messages; their order is their number. */
  readonly objects: readonly Message[]
  /** Entries of the map from a function that a caller may reach to what it captures. */
  readonly concreteFunctions: readonly Message[]
}

/** The names of the nodes by which a saver is run. */
export interface Saver {
  /** The tensor that is the path to save to and restore from. */
  readonly filename: string
  readonly save: string
  readonly restore: string
}

export interface Signature {
  readonly name: string
  readonly message: Message
}

/** Reads the MetaGraphs of a SavedModel one by one, so that damage in one leaves those before it. */
export function* readMetaGraphs(savedModel: Message): Generator<MetaGraph, undefined, undefined> {
  for (const message of messagesIn(savedModel, 2)) yield readMetaGraph(message)
}

/** A MetaGraphDef that is a file of its own (`.meta`). */
export function metaGraphOnly(metaGraph: Message): MetaGraph {
  return readMetaGraph(metaGraph)
}

/** A bare GraphDef (a frozen graph) as a MetaGraph that has nothing else. */
export function graphOnly(graphDef: Message): MetaGraph {
  return { ...EMPTY, ...readGraphs([graphDef]) }
}

const EMPTY = {
  tags: [],
  tensorflowVersion: null,
  saver: null,
  signatures: [],
  collections: [],
  assets: [],
  objects: [],
  concreteFunctions: [],
} as const

function readMetaGraph(message: Message): MetaGraph {
  const parts = inner(message)
  const numbered = (number: number): readonly Message[] =>
    parts.filter((part) => part.number === number).map((part) => part.message)
  return {
    ...readMetaInfo(numbered(1)),
    saver: readSaver(numbered(3)),
    collections: numbered(4),
    signatures: numbered(5).map(readSignature),
    assets: numbered(6),
    ...readGraphs(numbered(2)),
    objects: numbered(7).flatMap((objects) => messages(objects, 1)),
    concreteFunctions: numbered(7).flatMap((objects) => messages(objects, 2)),
  }
}

function readMetaInfo(infos: readonly Message[]): Pick<MetaGraph, 'tags' | 'tensorflowVersion'> {
  const tags = infos.flatMap((info) => messages(info, 4).map(messageText))
  const versions = infos.flatMap((info) => messages(info, 5).map(messageText))
  return { tags, tensorflowVersion: versions.at(-1) ?? null }
}

function readSaver(savers: readonly Message[]): Saver | null {
  const found = savers.map((saver) => decodeMessage(saver, tensorflow.SaverDef)).at(-1)
  if (found === undefined) return null
  const { filenameTensorName, saveTensorName, restoreOpName } = found
  return { filename: filenameTensorName, save: saveTensorName, restore: restoreOpName }
}

/** Names of the tensors of the main graph that `signature` gives back. */
export function outputsOf({ message }: Signature): readonly string[] {
  const outputs = decodeMessage(message, tensorflow.SignatureEntry)?.value?.outputs ?? []
  return outputs.flatMap(({ value }) => (value === null ? [] : [value.name]))
}

function readSignature(message: Message): Signature {
  const names = messages(message, 1).map(messageText)
  return { name: names.at(-1) ?? '', message }
}

/** The main graph and the functions of a GraphDef, which may be written in several pieces. */
export function readGraphs(graphDefs: readonly Message[]): GraphSet {
  const libraries = graphDefs.flatMap((graphDef) => messages(graphDef, 2))
  return {
    main: { functionName: null, pieces: graphDefs },
    functions: libraries.flatMap((library) => messages(library, 1)).map(readFunction),
  }
}

function messages(message: Message, number: number): readonly Message[] {
  return inner(message, number).map((field) => field.message)
}

/** The messages in `message`, or those in its field `wanted`, up to a limit that its log is told of. */
function inner(message: Message, wanted?: number): readonly MessageField[] {
  const found: MessageField[] = []
  for (const field of fields(message)) {
    if (field.kind !== 'bytes' || field.number !== (wanted ?? field.number)) continue
    if (found.length === MAX_ITEMS) {
      const text = `more than ${MAX_ITEMS} functions or objects; the rest was not read`
      message.log.add({ kind: 'limit', message: text, offset: field.offset })
      return found
    }
    found.push(field)
  }
  return found
}

type MessageField = Extract<Field, { kind: 'bytes' }>
