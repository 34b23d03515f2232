// SavedModels, MetaGraphs and graphs in the text format of Protocol Buffers: saved_model.pbtxt, graph.pbtxt.
import { ParseError } from '../../bytes/ParseError.ts'
import { rootMessage, type Message } from '../../encodings/protobuf/Message.ts'
import { TEXT_SCHEMA } from '../../encodings/protobuf/tensorflow/textSchema.table.ts'
import { textToWire } from '../../encodings/protobuf/text/textToWire.ts'
import { faultProblems } from '../../keras/saved/faultProblems.ts'
import type { Opened } from '../../keras/saved/openRepaired.ts'
import { within } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import type { Beginning } from './beginsLike.ts'

const MAX_TEXT_BYTES = 16 * 1024 * 1024 // an export of a thousand operations takes one
const MESSAGES: Readonly<Record<Exclude<Beginning, 'unknown'>, string>> = {
  'saved-model': 'SavedModel',
  'meta-graph': 'MetaGraphDef',
  graph: 'GraphDef',
}
/** Spaces and comments, then the first field. */
const FIRST_FIELD = /^(?:\ufeff)?(?:\s|#[^\n]*\n)*(\w+)\s*[:{<[]/
const BY_FIELD: ReadonlyMap<string, Exclude<Beginning, 'unknown'>> = new Map([
  ['saved_model_schema_version', 'saved-model'],
  ['meta_graphs', 'saved-model'],
  ['meta_info_def', 'meta-graph'],
  ['graph_def', 'meta-graph'],
  ['node', 'graph'],
])

/** Judges the first bytes of a file by the first field that they spell. */
export function beginsLikeText(head: Uint8Array): Beginning {
  const text = new TextDecoder('latin1').decode(head.subarray(0, HEAD_BYTES))
  const [, field = ''] = FIRST_FIELD.exec(text) ?? []
  return BY_FIELD.get(field) ?? 'unknown'
}

const HEAD_BYTES = 1024

/** Reads a text as the message that it spells, with `read`; its bytes are kept, since places count them. */
export function openText<T>(
  { path, source, at: file }: InnerFile,
  beginning: Exclude<Beginning, 'unknown'>,
  read: (root: Message) => T,
): Opened<T> {
  if (source.size > MAX_TEXT_BYTES)
    throw new ParseError(
      `${path} has ${source.size} bytes, over ${MAX_TEXT_BYTES}; it was not read`,
      0,
    )
  const { bytes, fault } = textToWire(source.read(0, source.size), TEXT_SCHEMA, MESSAGES[beginning])
  const window = { kind: 'payload', name: 'as bytes', offset: null, via: 'text' } as const
  const at = within(file, { ...window, length: bytes.length })
  const root = rootMessage(bytes)
  const value = read(root)
  const content = { name: `${path}, as bytes`, type: 'bytes', bytes, at } as const
  const problems = fault === null ? [] : [...faultProblems([asFault(fault)], file)]
  const parts: readonly ModelPart[] = [{ kind: 'content', content }, ...problems]
  return { value, at, bytes, faults: root.log.faults, parts }
}

function asFault({ message, offset }: ParseError): {
  kind: 'malformed'
  message: string
  offset: number
} {
  return { kind: 'malformed', message: `the text breaks off: ${message}`, offset }
}
