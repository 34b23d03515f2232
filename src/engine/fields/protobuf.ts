// Protocol Buffers by their wire format; names only where the message is known.
// https://protobuf.dev/programming-guides/encoding/
import { fields, type Field } from '../encodings/protobuf/fields.ts'
import { rootMessage, type Message } from '../encodings/protobuf/Message.ts'
import { shortValue, type FieldKind, type FieldNode } from './Field.ts'
import { isText, textOf } from './FieldReader.ts'
import { MESSAGE_FIELDS } from './protobufNames.table.ts'

const MAX_TRIED_BYTES = 1024 * 1024 // of a field that may be a message or not
const MAX_TRIED_FIELDS = 10_000
const MAX_DEPTH = 64

/** The fields of the message that `bytes` are; `type` names it when that is known. Offsets are in `bytes`. */
export function protobufFields(bytes: Uint8Array, type: string | null): Iterable<FieldNode> {
  return fieldsIn(rootMessage(bytes), type, 0)
}

/** Whether `bytes` are fields from first to last; of many only the first are tried. */
function looksLikeMessage(bytes: Uint8Array): boolean {
  const message = rootMessage(bytes)
  let tried = 0
  for (const field of fields(message)) {
    if (field.number > MAX_LIKELY_NUMBER) return false
    if (++tried === MAX_TRIED_FIELDS) break
  }
  return tried > 0 && message.log.faults.length === 0
}

const MAX_LIKELY_NUMBER = 4_096 // no message of TensorFlow or ONNX comes near

/** A field is told by its end only once the next has begun. */
function* fieldsIn(message: Message, type: string | null, depth: number): Generator<FieldNode> {
  const end = message.offset + message.bytes.length
  let before: Field | undefined
  for (const field of fields(message)) {
    if (before !== undefined) yield toNode(before, field.offset, { type, depth })
    before = field
  }
  if (before !== undefined) yield toNode(before, endOf(before) ?? end, { type, depth })
  const [fault] = message.log.faults.filter(
    ({ offset }) => offset >= message.offset && offset < end,
  )
  if (fault !== undefined)
    yield {
      name: 'broken',
      offset: fault.offset,
      length: end - fault.offset,
      value: fault.message,
      kind: 'broken',
    }
}

/** Where its bytes end, when that is known without reading on. */
function endOf(field: Field): number | null {
  return field.kind === 'bytes' ? field.message.offset + field.message.bytes.length : null
}

interface Within {
  readonly type: string | null
  readonly depth: number
}

function toNode(field: Field, end: number, { type, depth }: Within): FieldNode {
  const known = type === null ? undefined : MESSAGE_FIELDS.get(type)?.get(field.number)
  const name = known === undefined ? `field ${field.number}` : known.name
  const place = { name, offset: field.offset, length: end - field.offset }
  if (field.kind === 'varint') return { ...place, value: String(field.value), kind: 'number' }
  if (field.kind === 'fixed') return { ...place, value: fixedText(field.bytes), kind: 'number' }
  const inner = known?.message ?? null
  const isMessage = inner !== null || (depth < MAX_DEPTH && isLikely(field.message))
  return { ...place, ...shownBytes(field.message, isMessage, { type: inner, depth: depth + 1 }) }
}

function isLikely({ bytes }: Message): boolean {
  return (
    bytes.length > 1 && bytes.length <= MAX_TRIED_BYTES && !isText(bytes) && looksLikeMessage(bytes)
  )
}

function shownBytes(
  message: Message,
  isMessage: boolean,
  { type, depth }: Within,
): Pick<FieldNode, 'value' | 'kind'> & Partial<FieldNode> {
  const { bytes } = message
  if (isMessage) {
    const value = type ?? `message of ${bytes.length} bytes`
    return { value, kind: 'structure', inside: () => fieldsIn(message, type, depth) }
  }
  const kind: FieldKind = isText(bytes) ? 'text' : 'data'
  const value = kind === 'text' ? JSON.stringify(textOf(bytes)) : `${bytes.length} bytes`
  return { value: shortValue(value), kind }
}

/** Fixed numbers are as often floats as integers. */
function fixedText(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const float = bytes.length === 8 ? view.getFloat64(0, true) : view.getFloat32(0, true)
  const integer = bytes.length === 8 ? view.getBigUint64(0, true) : view.getUint32(0, true)
  return `${integer} or ${float}`
}
