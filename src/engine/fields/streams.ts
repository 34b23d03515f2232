// Encodings that are one value from their first byte on: pickle, marshal and Protocol Buffers.
import type { ByteSource } from '../bytes/ByteSource.ts'
import { ParseError } from '../bytes/ParseError.ts'
import type { Layout } from '../encodings/marshal/Marshal.ts'
import { readMarshal } from '../encodings/marshal/readMarshal.ts'
import { readPyc } from '../encodings/pyc/readPyc.ts'
import { region, shifted, type FieldNode } from './Field.ts'
import { readFields } from './FieldReader.ts'
import { marshalFields } from './marshal.ts'
import type { Outline } from './Outline.ts'
import { pickleFields } from './pickle.ts'
import { protobufFields } from './protobuf.ts'

const MAX_BYTES = 256 * 1024 * 1024 // read as a whole; the largest published SavedModel graph has 60 MB
const MAX_MESSAGE_DEPTH = 3 // of messages that are parts of their own: meta graph, graph, node
const MAX_MESSAGES = 5_000 // of one message

/** Adds the pickle at the start of `source`. */
export function outlinePickle(source: ByteSource, outline: Outline): void {
  const bytes = wholeOf(source)
  let end = 0
  for (const { offset, length } of pickleFields(bytes)) end = offset + length
  const inside = () => pickleFields(bytes)
  outline.add(
    region([], { name: 'pickle', type: 'pickle', kind: 'code', offset: 0, length: end, inside }),
  )
}

/** Adds the marshalled value at the start of `source`. */
export function outlineMarshal(source: ByteSource, outline: Outline): void {
  addMarshal(wholeOf(source), 0, outline)
}

/** Adds the header and the code of a `.pyc` file. */
export function outlinePyc(source: ByteSource, outline: Outline): void {
  const bytes = wholeOf(source)
  const length = Math.min(readPyc(bytes)?.headerBytes ?? 0, bytes.length)
  const inside = () =>
    readFields(bytes.subarray(0, length), 0, (reader) => {
      reader.number('magic', 4, (value) => String(value & 0xffffn))
      reader.bytes('flags, date and size', reader.left)
    })
  outline.add(region([], { name: 'header', type: '.pyc header', offset: 0, length, inside }))
  addMarshal(bytes.subarray(length), length, outline)
}

const LAYOUTS: readonly Layout[] = ['3.11', '3.8', '3.0', '2.3']

/** In the layout that reads the most of it without a fault. */
function addMarshal(bytes: Uint8Array, base: number, outline: Outline): void {
  const [best] = LAYOUTS.map((layout) => ({ layout, read: readMarshal(bytes, layout) })).toSorted(
    (one, other) =>
      one.read.faults.length - other.read.faults.length || other.read.length - one.read.length,
  )
  if (best === undefined) return
  const { layout, read } = best
  const inside = () => movedBy(marshalFields(bytes, layout), base)
  const type = `marshal, code as of ${layout}`
  outline.add(
    region([], { name: 'value', type, kind: 'code', offset: base, length: read.length, inside }),
  )
}

function* movedBy(nodes: Iterable<FieldNode>, base: number): Generator<FieldNode> {
  for (const node of nodes) yield shifted(node, base)
}

/** Adds the message that `source` is, and those in it as far as they are worth a row of their own. */
export function outlineProtobuf(source: ByteSource, name: string, outline: Outline): void {
  const bytes = wholeOf(source)
  const type = rootType(name, bytes)
  const inside = () => protobufFields(bytes, type)
  const root = { name: 'message', offset: 0, length: bytes.length, inside }
  outline.add(region([], { ...root, type: type ?? 'message' }))
  addMessages(inside(), [], outline)
}

function addMessages(nodes: Iterable<FieldNode>, path: readonly string[], outline: Outline): void {
  const counts = new Map<string, number>()
  let count = 0
  for (const node of nodes) {
    if (node.inside === undefined) continue
    if (++count > MAX_MESSAGES || outline.isFull)
      return outline.note(`more than ${MAX_MESSAGES} messages in one; the rest is not listed`)
    const index = counts.get(node.name) ?? 0
    counts.set(node.name, index + 1)
    const here = [...path, `${node.name}[${index}]`]
    outline.add(region(here, { ...node, name: 'message', type: node.value }))
    if (here.length < MAX_MESSAGE_DEPTH) addMessages(node.inside(), here, outline)
  }
}

function rootType(name: string, [first, second, third]: Uint8Array): string | null {
  if (/\.onnx$/i.test(name)) return 'ModelProto'
  const isSavedModel = first === 0x08 && second === 1 && third === 0x12 // schema version 1, then meta graphs
  return isSavedModel ? 'SavedModel' : null
}

function wholeOf(source: ByteSource): Uint8Array {
  if (source.size > MAX_BYTES)
    throw new ParseError(
      `${source.size} bytes are over the ${MAX_BYTES} that are read as one value`,
      0,
    )
  return source.read(0, source.size)
}
