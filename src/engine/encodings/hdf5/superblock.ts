// The superblock, versions 0 to 3: where an HDF5 file begins and ends, and where its root is.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter II.A
import type { ByteSource } from '../../bytes/ByteSource.ts'
import type { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { addressOf, expectVersion, parsePiece } from './AddressSpace.ts'

const SIGNATURE = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a]
const FIRST_USERBLOCK_BYTES = 512 // then 1024, 2048 and so on: any power of two
const SUPERBLOCK_BYTES = 112 // version 1 with addresses of 8 bytes, the longest
const WIDTHS = [2, 4, 8] // of addresses and lengths; wider ones say nothing that fits in a file

export interface Superblock {
  readonly version: number
  /** Where the signature stands; all before it is the userblock. Addresses count from here. */
  readonly offset: number
  readonly offsetSize: number
  readonly lengthSize: number
  /** The first byte behind the HDF5 data, counted in the file. */
  readonly endOffset: number
  readonly rootAddress: number
  /** The object header with more about the whole file; null when there is none. */
  readonly extensionAddress: number | null
  /** Where it has a block for a driver that spreads the file over several; null when it has none. */
  readonly driverOffset: number | null
}

/** Where the signature stands: at 0, 512, 1024 … as the library looks for it; null when nowhere. */
export function findSignature(source: ByteSource): number | null {
  for (
    let offset = 0;
    offset + SIGNATURE.length <= source.size;
    offset = Math.max(FIRST_USERBLOCK_BYTES, offset * 2)
  ) {
    const bytes = source.read(offset, SIGNATURE.length)
    if (SIGNATURE.every((byte, index) => bytes[index] === byte)) return offset
  }
  return null
}

/** Reads the superblock; throws `ParseError` when there is none, or none that makes sense. */
export function readSuperblock(source: ByteSource): Superblock {
  const offset = findSignature(source)
  if (offset === null) throw new ParseError('no HDF5 signature at 0, 512, 1024 …', 0)
  const length = Math.min(SUPERBLOCK_BYTES, source.size - offset)
  const piece = { bytes: source.read(offset, length), offset }
  return parsePiece(piece, 'superblock', (cursor) => {
    cursor.skip(SIGNATURE.length)
    const version = cursor.u8()
    expectVersion(version, [0, 1, 2, 3], SIGNATURE.length)
    return version < 2 ? parseOld(cursor, offset, version) : parseNew(cursor, offset, version)
  })
}

function parseOld(cursor: Cursor, offset: number, version: number): Superblock {
  cursor.skip(4) // versions of the free space, the root symbol table and the shared messages; reserved
  const { offsetSize, lengthSize } = parseWidths(cursor)
  cursor.skip(1 + 2 + 2 + 4) // reserved; K of group leaves and group nodes; flags
  if (version === 1) cursor.skip(2 + 2) // K of chunk indexes; reserved
  const base = addressOf(cursor, offsetSize)
  addressOf(cursor, offsetSize) // free space, never written
  const end = addressOf(cursor, offsetSize)
  const driver = addressOf(cursor, offsetSize)
  addressOf(cursor, lengthSize) // the root's name in its symbol table entry: none
  const at = cursor.offset
  const root = addressOf(cursor, offsetSize)
  const endOffset = toEndOffset(base, end, offset)
  if (root === null || endOffset === null)
    throw new ParseError('the address of the root or of the end of file is undefined', at)
  const sizes = { offsetSize, lengthSize }
  return {
    version,
    offset,
    ...sizes,
    endOffset,
    rootAddress: root,
    extensionAddress: null,
    driverOffset: driver === null ? null : offset + driver,
  }
}

function parseNew(cursor: Cursor, offset: number, version: number): Superblock {
  const { offsetSize, lengthSize } = parseWidths(cursor)
  cursor.skip(1) // consistency flags
  const base = addressOf(cursor, offsetSize)
  const extensionAddress = addressOf(cursor, offsetSize)
  const end = addressOf(cursor, offsetSize)
  const at = cursor.offset
  const root = addressOf(cursor, offsetSize)
  const endOffset = toEndOffset(base, end, offset)
  if (root === null || endOffset === null)
    throw new ParseError('the address of the root or of the end of file is undefined', at)
  return {
    version,
    offset,
    offsetSize,
    lengthSize,
    endOffset,
    rootAddress: root,
    extensionAddress,
    driverOffset: null,
  }
}

function parseWidths(cursor: Cursor): Pick<Superblock, 'offsetSize' | 'lengthSize'> {
  const at = cursor.offset
  const offsetSize = cursor.u8()
  const lengthSize = cursor.u8()
  if (!WIDTHS.includes(offsetSize) || !WIDTHS.includes(lengthSize))
    throw new ParseError(`addresses of ${offsetSize} bytes, lengths of ${lengthSize} bytes`, at)
  return { offsetSize, lengthSize }
}

/** As the library does: whatever base the file declares, addresses count from the superblock. */
function toEndOffset(base: number | null, end: number | null, offset: number): number | null {
  return end === null ? null : end + offset - (base ?? offset)
}
