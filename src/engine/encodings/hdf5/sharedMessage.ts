// Messages that stand somewhere else: in the header of a committed datatype, or in a heap for the whole file.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapters III.I and IV.A.2
import type { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import {
  expectSignature,
  expectVersion,
  parsePiece,
  type AddressSpace,
  type Piece,
} from './AddressSpace.ts'
import { openHeap } from './fractalHeap.ts'
import { readObjectHeader } from './objectHeader.ts'

const SHARED_TABLE = 0x000f
const IN_SHARED_HEAP = 1
const HEAP_ID_BYTES = 8
/** The bit of each type of message in the flags of an index. */
const FLAGS: ReadonlyMap<number, number> = new Map([
  [0x0001, 1], // dataspace
  [0x0003, 2], // datatype
  [0x0005, 4], // fill value
  [0x000b, 8], // filter pipeline
  [0x000c, 16], // attribute
])

type Reference =
  | { readonly kind: 'heap'; readonly id: Uint8Array }
  | { readonly kind: 'header'; readonly address: number | null }

/** The bytes of the message of `type` that the reference in `piece` leads to. Throws when it leads nowhere. */
export function readShared(space: AddressSpace, piece: Piece, type: number): Piece {
  const reference = parsePiece(piece, 'shared message', (cursor) => parseReference(space, cursor))
  if (reference.kind === 'heap') return readFromSharedHeap(space, reference.id, type)
  const { address } = reference
  if (address === null) throw new ParseError('shared message at no address', piece.offset)
  return readFromHeader(space, address, type)
}

/** The message of `type` with that id in the heap that the whole file shares. Throws when there is none. */
export function readFromSharedHeap(space: AddressSpace, id: Uint8Array, type: number): Piece {
  const flag = FLAGS.get(type) ?? 0
  const index = readIndexes(space).find(({ flags }) => (flags & flag) !== 0)
  if (index === undefined || index.heap === null)
    throw new ParseError(`no heap of shared messages of type ${type}`, space.sizes.base)
  return openHeap(space, index.heap).object(id)
}

interface Index {
  /** Which types of messages it holds. */
  readonly flags: number
  /** Of the fractal heap with the messages. */
  readonly heap: number | null
}

function readIndexes(space: AddressSpace): readonly Index[] {
  const { base, extensionAddress, offsetSize } = space.sizes
  if (extensionAddress === null) return []
  const message = readFromHeader(space, extensionAddress, SHARED_TABLE)
  const { table, count } = parsePiece(message, 'shared message table', (cursor) => {
    expectVersion(cursor.u8(), [0], 0)
    return { table: space.address(cursor), count: cursor.u8() }
  })
  if (table === null) throw new ParseError('a table of shared messages at no address', base)
  const piece = space.piece(table, 4 + count * (14 + 2 * offsetSize))
  return parsePiece(piece, 'shared message table', (cursor) => {
    expectSignature(cursor, 'SMTB')
    return Array.from({ length: count }, () => parseIndex(space, cursor))
  })
}

function parseIndex(space: AddressSpace, cursor: Cursor): Index {
  cursor.skip(2) // version and kind of the index
  const flags = cursor.u16()
  cursor.skip(4 + 2 + 2 + 2) // least size; limits of its list; number of messages
  space.address(cursor) // the index itself
  return { flags, heap: space.address(cursor) }
}

function parseReference(space: AddressSpace, cursor: Cursor): Reference {
  const version = cursor.u8()
  expectVersion(version, [1, 2, 3], 0)
  const place = cursor.u8()
  if (version === 3 && place === IN_SHARED_HEAP)
    return { kind: 'heap', id: cursor.take(HEAP_ID_BYTES) }
  if (version === 1) cursor.skip(6)
  return { kind: 'header', address: space.address(cursor) }
}

function readFromHeader(space: AddressSpace, address: number, type: number): Piece {
  const { messages, offset } = readObjectHeader(space, address)
  const found = messages.find((message) => message.type === type && !message.isShared)
  if (found !== undefined) return found.piece
  throw new ParseError(`no message of type ${type} at address ${address}`, offset)
}
