// The texts of an attribute and where they stand: in the message itself, or one by one in the global heap.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapters III.E and IV.A.2.d
import { ParseError } from '../../bytes/ParseError.ts'
import { parsePiece, type AddressSpace, type Piece } from './AddressSpace.ts'
import type { Attribute } from './attributeMessage.ts'
import { findHeapObject } from './globalHeap.ts'

const MAX_TEXTS = 65_536 // a list of layer names; a model has a few thousand layers at the most
const MAX_TEXT_BYTES = 64 * 1024 * 1024 // the largest published configuration has 2 MB

/** One text, without the byte 0 that ends it. */
export interface Text extends Piece {
  /** Bytes that stand behind the 0 and belong to the text's storage: C never reads them. */
  readonly hidden: Uint8Array
}

/** The texts of `attribute`, in order; none when it holds no text. Throws `ParseError`. */
export function readTexts(space: AddressSpace, attribute: Attribute): readonly Text[] {
  const { datatype, dataspace, value, name } = attribute
  if (datatype.text === null) return []
  if (dataspace.count > BigInt(MAX_TEXTS))
    throw new ParseError(`attribute ${name}: ${dataspace.count} texts`, value.offset)
  const read = datatype.text === 'fixed' ? fixedText : variableText
  const texts: Text[] = []
  for (let index = 0; index < Number(dataspace.count); index++)
    texts.push(read(space, attribute, index))
  return texts
}

function fixedText(_: AddressSpace, { name, datatype, value }: Attribute, index: number): Text {
  return parsePiece(value, `attribute ${name}`, (cursor) => {
    cursor.skip(index * datatype.sizeBytes)
    const offset = value.offset + cursor.offset
    return cutAtNul({ bytes: cursor.take(datatype.sizeBytes), offset })
  })
}

function variableText(space: AddressSpace, { name, value }: Attribute, index: number): Text {
  const { offsetSize } = space.sizes
  const { length, address, object } = parsePiece(value, `attribute ${name}`, (cursor) => {
    cursor.skip(index * (4 + offsetSize + 4))
    return { length: cursor.u32(), address: space.address(cursor), object: cursor.u32() }
  })
  const nowhere = { bytes: new Uint8Array(0), offset: value.offset, hidden: new Uint8Array(0) }
  if (address === null || address === 0 || length === 0) return nowhere
  const found = findHeapObject(space, address, object)
  if (length > found.length || length > MAX_TEXT_BYTES)
    throw new ParseError(
      `attribute ${name}: text of ${length} bytes in a heap object of ${found.length}`,
      value.offset,
    )
  return cutAtNul(space.piece(found.address, length))
}

function cutAtNul({ bytes, offset }: Piece): Text {
  const end = bytes.indexOf(0)
  if (end < 0) return { bytes, offset, hidden: new Uint8Array(0) }
  const rest = bytes.subarray(end + 1)
  const hidden = rest.some((byte) => byte !== 0) ? rest : new Uint8Array(0)
  return { bytes: bytes.subarray(0, end), offset, hidden }
}
