// The global heap: collections of objects, where texts of variable length stand.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter III.E
import { ParseError } from '../../bytes/ParseError.ts'
import {
  expectSignature,
  expectVersion,
  parsePiece,
  type AddressSpace,
  type HeapObject,
} from './AddressSpace.ts'

const MAX_OBJECTS = 65_536 // an index has 16 bits
const MAX_KEPT = 16 // collections; the texts of one object stand close together

/**
 * Where object `index` of the collection at `address` stands. Throws `ParseError` when it has none, and when its
 * objects do not fill the collection exactly: free space of no size makes the library look at it for ever.
 */
export function findHeapObject(space: AddressSpace, address: number, index: number): HeapObject {
  const collection = space.collections.get(address) ?? readCollection(space, address)
  if (space.collections.size === MAX_KEPT) space.collections.clear()
  space.collections.set(address, collection)
  const found = collection.get(index)
  if (found !== undefined) return found
  throw new ParseError(`the global heap has no object ${index}`, space.sizes.base + address)
}

function readCollection(space: AddressSpace, address: number): ReadonlyMap<number, HeapObject> {
  const headBytes = 8 + space.sizes.lengthSize
  const end = address + readCollectionBytes(space, address, headBytes)
  const objects = new Map<number, HeapObject>()
  let at = address + headBytes
  while (at + headBytes <= end) {
    if (objects.size === MAX_OBJECTS) throw broken(space, at, `more than ${MAX_OBJECTS} objects`)
    const { index, length } = readHead(space, at, headBytes)
    if (index === 0 && length < headBytes)
      throw broken(space, at, `free space of ${length} bytes, which has ${headBytes} at least`)
    if (index !== 0) objects.set(index, { address: at + headBytes, length })
    at += index === 0 ? length : headBytes + Math.ceil(length / 8) * 8
  }
  if (at > end) throw broken(space, at, `an object ends ${at - end} bytes behind its collection`)
  return objects
}

function readCollectionBytes(space: AddressSpace, address: number, headBytes: number): number {
  return parsePiece(space.piece(address, headBytes), 'global heap', (cursor) => {
    expectSignature(cursor, 'GCOL')
    expectVersion(cursor.u8(), [1], 4)
    cursor.skip(3)
    return space.length(cursor)
  })
}

function readHead(
  space: AddressSpace,
  address: number,
  length: number,
): { index: number; length: number } {
  return parsePiece(space.piece(address, length), 'global heap object', (cursor) => {
    const index = cursor.u16()
    cursor.skip(2 + 4) // references, reserved
    return { index, length: space.length(cursor) }
  })
}

function broken(space: AddressSpace, address: number, what: string): ParseError {
  return new ParseError(`global heap: ${what}`, space.sizes.base + address)
}
