// Object headers, versions 1 and 2, with their continuation blocks: the messages that describe one object.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter IV.A.1
import type { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import {
  attempt,
  expectSignature,
  expectVersion,
  noteCycle,
  parsePiece,
  pieceAt,
  type AddressSpace,
  type Fault,
  type Piece,
} from './AddressSpace.ts'

const MAX_HEADER_BYTES = 64 * 1024 * 1024 // old files keep all attributes here, each up to 64 KiB
const MAX_MESSAGES = 65_536 // what the count in a version 1 header can say
const PREFIX_BYTES = 34 // the longest: version 2 with times, phase change and a size of 8 bytes
const CHECKSUM_BYTES = 4
const CONTINUATION = 0x0010

export interface Message {
  readonly type: number
  /** Whether its bytes only say where the message stands. */
  readonly isShared: boolean
  readonly piece: Piece
}

export interface ObjectHeader {
  readonly address: number
  /** Its prefix and first block, in the file. */
  readonly offset: number
  readonly length: number
  readonly messages: readonly Message[]
  /** What kept later blocks from being read. */
  readonly faults: readonly Fault[]
}

interface Layout {
  readonly version: 1 | 2
  /** Bytes before each message: type, size and flags, and in version 2 perhaps a creation order. */
  readonly messageHeadBytes: 8 | 6 | 4
}

interface Prefix {
  readonly prefixBytes: number
  readonly blockBytes: number
  readonly layout: Layout
}

/** Reads the header at `address`. Throws when its first block cannot be read; faults of later ones are kept. */
export function readObjectHeader(space: AddressSpace, address: number): ObjectHeader {
  const piece = space.piece(address, Math.min(PREFIX_BYTES, space.left(address)))
  const { prefixBytes, blockBytes, layout } = parsePiece(piece, 'object header', parsePrefix)
  const messages: Message[] = []
  const faults: Fault[] = []
  const first = checkedBlock(space, address + prefixBytes, blockBytes)
  attempt(faults, () =>
    parsePiece(first, 'object header', (cursor) => parseMessages(first, cursor, layout, messages)),
  )
  attempt(faults, () => readContinuations(space, { layout, messages, faults }))
  const length = prefixBytes + blockBytes
  return { address, offset: piece.offset, length, messages, faults }
}

function parsePrefix(cursor: Cursor): Prefix {
  if (cursor.bytes[0] === 0x4f) return parsePrefix2(cursor)
  expectVersion(cursor.u8(), [1], 0)
  cursor.skip(1 + 2 + 4) // reserved; number of messages, which the blocks tell too; references
  return { prefixBytes: 16, blockBytes: cursor.u32(), layout: { version: 1, messageHeadBytes: 8 } }
}

function parsePrefix2(cursor: Cursor): Prefix {
  expectSignature(cursor, 'OHDR')
  expectVersion(cursor.u8(), [2], 4)
  const flags = cursor.u8()
  if ((flags & 0x20) !== 0) cursor.skip(16) // times
  if ((flags & 0x10) !== 0) cursor.skip(4) // when attributes become dense
  const blockBytes = cursor.uint(1 << (flags & 3))
  const messageHeadBytes = (flags & 4) === 0 ? 4 : 6
  return { prefixBytes: cursor.offset, blockBytes, layout: { version: 2, messageHeadBytes } }
}

interface Header {
  readonly layout: Layout
  readonly messages: Message[]
  readonly faults: Fault[]
}

/** Appends the messages of all continuation blocks, those of continuations in continuations too. */
function readContinuations(space: AddressSpace, header: Header): void {
  const { layout, messages, faults } = header
  const seen = new Set<number>()
  let bytes = 0
  for (const { type, piece } of messages) {
    if (type !== CONTINUATION) continue
    const block = attempt(faults, () => readContinuation(space, piece))
    if (block === undefined) continue
    if (seen.has(block.offset)) {
      noteCycle(faults, 'continuation block', block.offset)
      continue
    }
    seen.add(block.offset)
    bytes += block.bytes.length
    if (bytes > MAX_HEADER_BYTES)
      throw new ParseError(`header of ${bytes} bytes is over ${MAX_HEADER_BYTES}`, block.offset)
    attempt(faults, () =>
      parsePiece(block, 'continuation block', (cursor) => {
        if (layout.version === 2) expectSignature(cursor, 'OCHK')
        parseMessages(block, cursor, layout, messages)
      }),
    )
  }
}

function readContinuation(space: AddressSpace, piece: Piece): Piece {
  const { address, length } = parsePiece(piece, 'continuation message', (cursor) => ({
    address: space.address(cursor),
    length: space.length(cursor),
  }))
  if (address === null) throw new ParseError('continuation at no address', piece.offset)
  return checkedBlock(space, address, length)
}

function checkedBlock(space: AddressSpace, address: number, length: number): Piece {
  if (length <= MAX_HEADER_BYTES) return space.piece(address, length)
  const offset = space.sizes.base + address
  throw new ParseError(`header block of ${length} bytes is over ${MAX_HEADER_BYTES}`, offset)
}

function parseMessages(block: Piece, cursor: Cursor, layout: Layout, messages: Message[]): void {
  const end = cursor.bytes.length - (layout.version === 2 && cursor.offset > 0 ? CHECKSUM_BYTES : 0)
  while (cursor.offset + layout.messageHeadBytes <= end) {
    if (messages.length === MAX_MESSAGES)
      throw new ParseError(`more than ${MAX_MESSAGES} messages`, cursor.offset)
    const type = layout.version === 1 ? cursor.u16() : cursor.u8()
    const length = cursor.u16()
    const flags = cursor.u8()
    cursor.skip(layout.messageHeadBytes - (layout.version === 1 ? 5 : 4))
    messages.push({ type, isShared: (flags & 2) !== 0, piece: pieceAt(block, cursor, length) })
  }
}
