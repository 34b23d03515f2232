// Object headers of HDF5, versions 1 and 2, message by message.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter IV.A
import type { ByteSource } from '../bytes/ByteSource.ts'
import type { FieldNode } from './Field.ts'
import { readFields, type FieldReader } from './FieldReader.ts'

/** Names of message types, chapter IV.A.2 */
const MESSAGES: ReadonlyMap<number, string> = new Map([
  [0x00, 'NIL'],
  [0x01, 'Dataspace'],
  [0x02, 'Link Info'],
  [0x03, 'Datatype'],
  [0x04, 'Fill Value (old)'],
  [0x05, 'Fill Value'],
  [0x06, 'Link'],
  [0x07, 'External Data Files'],
  [0x08, 'Data Layout'],
  [0x09, 'Bogus'],
  [0x0a, 'Group Info'],
  [0x0b, 'Filter Pipeline'],
  [0x0c, 'Attribute'],
  [0x0d, 'Object Comment'],
  [0x0e, 'Modification Time (old)'],
  [0x0f, 'Shared Message Table'],
  [0x10, 'Continuation'],
  [0x11, 'Symbol Table'],
  [0x12, 'Modification Time'],
  [0x13, 'B-tree K Values'],
  [0x14, 'Driver Info'],
  [0x15, 'Attribute Info'],
  [0x16, 'Reference Count'],
])

const ATTRIBUTE = 0x0c
const MODIFIED = 0x12

interface Block {
  readonly offset: number
  readonly length: number
  /** `first`: with the header's prefix. */
  readonly kind: 'first' | 'continuation'
  readonly version: 1 | 2
  /** Whether messages of version 2 carry a creation order; known from the first block. */
  readonly hasOrder: boolean
}

/** The fields of one block of an object header. Throws `ParseError` when it is not in the file. */
export function headerFields(source: ByteSource, block: Block): readonly FieldNode[] {
  const { offset, length, kind, version } = block
  return readFields(source.read(offset, length), offset, (reader) => {
    if (version === 1) {
      if (kind === 'first') readPrefix1(reader)
      readMessages(reader, { version, hasOrder: false, end: 0 })
      return
    }
    const hasOrder = kind === 'first' ? readPrefix2(reader) : block.hasOrder
    if (kind === 'continuation') reader.text('signature', 4, 'signature')
    readMessages(reader, { version, hasOrder, end: kind === 'continuation' ? 4 : 0 })
    if (reader.left >= 4) reader.checksum('checksum')
  })
}

function readPrefix1(reader: FieldReader): void {
  reader.number('version', 1)
  reader.bytes('reserved', 1, 'padding')
  reader.number('messages', 2)
  reader.number('references', 4)
  reader.number('header size', 4)
  reader.bytes('alignment', 4, 'padding')
}

/** Whether messages carry a creation order. */
function readPrefix2(reader: FieldReader): boolean {
  reader.text('signature', 4, 'signature')
  reader.number('version', 1)
  const flags = Number(reader.number('flags', 1, (value) => `0b${value.toString(2)}`))
  if ((flags & 0x20) !== 0)
    for (const name of ['accessed', 'modified', 'changed', 'born']) reader.number(name, 4, date)
  if ((flags & 0x10) !== 0) {
    reader.number('most compact attributes', 2)
    reader.number('least dense attributes', 2)
  }
  reader.number('size of block', 1 << (flags & 3))
  return (flags & 4) !== 0
}

interface Reading {
  readonly version: 1 | 2
  readonly hasOrder: boolean
  /** Bytes behind the messages: those of a checksum. */
  readonly end: number
}

function readMessages(reader: FieldReader, { version, hasOrder, end }: Reading): void {
  const headBytes = version === 1 ? 8 : 4
  while (reader.left - end >= headBytes) {
    const type = Number(reader.number('message type', version === 1 ? 2 : 1, messageName))
    const length = Number(reader.number('message size', 2))
    reader.number('message flags', 1)
    if (version === 1) reader.bytes('reserved', 3, 'padding')
    else if (hasOrder) reader.number('creation order', 2)
    readBody(reader, type, Math.min(length, reader.left))
  }
}

function messageName(type: bigint): string {
  return `${type} (${MESSAGES.get(Number(type)) ?? 'unknown'})`
}

function readBody(reader: FieldReader, type: number, length: number): void {
  const name = MESSAGES.get(type) ?? `message ${type}`
  if (length === 0) return
  if (type === ATTRIBUTE && length > 8) readAttributeBody(reader, length)
  else if (type === MODIFIED && length === 8) {
    reader.bytes('version', 4, 'number')
    reader.number('modified', 4, date)
  } else reader.bytes(name, length, type === 0 ? 'padding' : 'data')
}

/** Versions 1 to 3: sizes, then name, type, shape and value, in version 1 each filled up to eight bytes. */
function readAttributeBody(reader: FieldReader, length: number): void {
  const end = reader.offset + length
  const version = reader.number('attribute version', 1)
  reader.number('attribute flags', 1)
  const widths = ['name size', 'datatype size', 'dataspace size'].map((name) =>
    Number(reader.number(name, 2)),
  )
  if (version === 3n) reader.number('name encoding', 1)
  const padded = widths.map((width) => (version === 1n ? Math.ceil(width / 8) * 8 : width))
  const [nameBytes = 0, typeBytes = 0, spaceBytes = 0] = padded
  const name = reader.text('attribute name', Math.min(nameBytes, end - reader.offset))
  reader.bytes('datatype', Math.min(typeBytes, end - reader.offset))
  reader.bytes('dataspace', Math.min(spaceBytes, end - reader.offset))
  reader.text(`value of ${name}`, Math.max(0, end - reader.offset), 'data')
}

function date(seconds: bigint): string {
  return new Date(Number(seconds) * 1000).toISOString().replace('.000Z', ' UTC').replace('T', ' ')
}
