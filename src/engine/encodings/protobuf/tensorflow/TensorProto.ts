// TensorProto: tensorflow/core/framework/{tensor,tensor_shape}.proto of TensorFlow 2.21.
import { Cursor } from '../../../bytes/Cursor.ts'
import { ParseError } from '../../../bytes/ParseError.ts'
import { fields, messagesIn } from '../fields.ts'
import type { Message } from '../Message.ts'
import { attributeNumber, attributeValues, type GraphNode } from './NodeDef.ts'

const STRING_TYPE = 7n // DT_STRING
/** Bytes of one number of DT_INT32 and DT_INT64. */
const WIDTHS: ReadonlyMap<bigint, number> = new Map([
  [3n, 4],
  [9n, 8],
])
const TENSOR = 8 // in an AttrValue
const CONTENT = 4
const STRINGS = 8
const MAX_ELEMENTS = 10_000 // of one constant; longer lists of file names are cut, and the first are shown

/** What a node holds when it is a constant. `text` without any texts is one empty text. */
export type Constant =
  | { readonly kind: 'texts'; readonly texts: readonly Message[] }
  | { readonly kind: 'integers'; readonly integers: readonly bigint[] }
  | { readonly kind: 'other' }

const OTHER: Constant = { kind: 'other' }

/** Reads the texts or whole numbers of a constant. */
export function readConstant(node: GraphNode): Constant {
  if (node.op !== 'Const') return OTHER
  const type = attributeNumber(node, 'dtype') ?? typeOf(node)
  if (type === STRING_TYPE) return { kind: 'texts', texts: tensorsOf(node).flatMap(stringsIn) }
  const width = type === null ? undefined : WIDTHS.get(type)
  if (width === undefined) return OTHER
  return {
    kind: 'integers',
    integers: tensorsOf(node).flatMap((tensor) => integersIn(tensor, width)),
  }
}

/** The type in the tensor itself, which is to be the same. */
function typeOf(node: GraphNode): bigint | null {
  let type: bigint | null = null
  for (const tensor of tensorsOf(node))
    for (const field of fields(tensor))
      if (field.kind === 'varint' && field.number === 1) type = field.value
  return type
}

/** The texts of a constant; none when it is no constant of texts, or when its one text is empty. */
export function constantStrings(node: GraphNode): readonly Message[] {
  const constant = readConstant(node)
  return constant.kind === 'texts' ? constant.texts : []
}

/** The whole numbers of a constant; none when it is no constant of them. */
export function constantIntegers(node: GraphNode): readonly bigint[] {
  const constant = readConstant(node)
  return constant.kind === 'integers' ? constant.integers : []
}

function tensorsOf(node: GraphNode): readonly Message[] {
  return attributeValues(node, 'value').flatMap((value) => [...messagesIn(value, TENSOR)])
}

/** The texts of a TensorProto: those of its packed content, and those in fields of their own. */
function stringsIn(tensor: Message): readonly Message[] {
  const found: Message[] = []
  for (const field of fields(tensor)) {
    if (field.kind !== 'bytes' || found.length >= MAX_ELEMENTS) continue
    if (field.number === STRINGS) found.push(field.message)
    if (field.number === CONTENT) found.push(...packedStrings(field.message))
  }
  return found
}

/** Lengths of all texts, then the texts. How many they are need not be known: no fewer lengths fill the content. */
function packedStrings(content: Message): readonly Message[] {
  const cursor = new Cursor(content.bytes)
  const lengths: number[] = []
  let total = 0
  try {
    while (cursor.offset + total < content.bytes.length && lengths.length < MAX_ELEMENTS) {
      const length = readVarint(cursor)
      lengths.push(length)
      total += length
    }
  } catch (error) {
    if (error instanceof ParseError) return []
    throw error
  }
  return cursor.offset + total === content.bytes.length
    ? cutUp(content, lengths, cursor.offset)
    : []
}

function readVarint(cursor: Cursor): number {
  let value = 0
  for (let index = 0; ; index += 1) {
    const byte = cursor.u8()
    value += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80 || index === 9) return value
  }
}

function cutUp(
  { bytes, offset, log }: Message,
  lengths: readonly number[],
  end: number,
): readonly Message[] {
  let at = end
  return lengths.map((length) => {
    const text = { bytes: bytes.subarray(at, at + length), offset: offset + at, log }
    at += length
    return text
  })
}

const INTEGER_FIELDS: ReadonlySet<number> = new Set([7, 10]) // int_val and int64_val
const MAX_INTEGERS = 300 // TensorFlow’s shapes have 254 dimensions at the most

function integersIn(tensor: Message, width: number): readonly bigint[] {
  const found: bigint[] = []
  for (const field of fields(tensor)) {
    if (found.length >= MAX_INTEGERS) break
    if (field.kind === 'varint' && INTEGER_FIELDS.has(field.number))
      found.push(BigInt.asIntN(64, field.value))
    if (field.kind === 'bytes' && INTEGER_FIELDS.has(field.number))
      found.push(...packedVarints(field.message.bytes))
    if (field.kind === 'bytes' && field.number === CONTENT)
      found.push(...fixedIntegers(field.message.bytes, width))
  }
  return found.slice(0, MAX_INTEGERS)
}

function packedVarints(bytes: Uint8Array): readonly bigint[] {
  const found: bigint[] = []
  let value = 0n
  let shift = 0n
  for (const byte of bytes) {
    if (found.length === MAX_INTEGERS) break
    value |= BigInt(byte & 0x7f) << shift
    shift += 7n
    if (byte >= 0x80 && shift < 70n) continue
    found.push(BigInt.asIntN(64, value))
    value = 0n
    shift = 0n
  }
  return found
}

function fixedIntegers(bytes: Uint8Array, width: number): readonly bigint[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = Math.min(Math.floor(bytes.length / width), MAX_INTEGERS)
  return Array.from({ length: count }, (_, index) =>
    width === 4 ? BigInt(view.getInt32(index * 4, true)) : view.getBigInt64(index * 8, true),
  )
}
