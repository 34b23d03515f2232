// The fractal heap: where an object keeps its links and attributes once they are many or large.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter III.G
import type { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import {
  expectSignature,
  expectVersion,
  parsePiece,
  type AddressSpace,
  type Fault,
  type Piece,
} from './AddressSpace.ts'
import { openTree } from './btreeV2.ts'

const MAX_OBJECT_BYTES = 64 * 1024 * 1024 // one attribute; a published configuration has 2 MB at the most
const MAX_LEVELS = 16 // indirect blocks in indirect blocks; each level holds many times the one below
const MANAGED = 0
const HUGE = 1
const TINY = 2

export interface FractalHeap {
  /** The object with that heap id. Throws `ParseError` when it has none. */
  object(id: Uint8Array): Piece
}

interface Head {
  readonly offset: number
  readonly hasFilters: boolean
  readonly hugeIdsAreAddresses: boolean
  readonly hugeTree: number | null
  /** Bytes of an offset and of a length in a heap id. */
  readonly idOffsetBytes: number
  readonly idLengthBytes: number
  readonly table: Table
  readonly root: number | null
  /** Rows of the root block; 0 when it holds objects itself. */
  readonly rows: number
}

/** The doubling table: how large the blocks in each row of an indirect block are. */
interface Table {
  readonly width: number
  readonly startBytes: number
  readonly maxDirectBytes: number
  readonly heapOffsetBytes: number
}

/** Reads the head of the heap at `address`. Throws `ParseError`. */
export function openHeap(space: AddressSpace, address: number): FractalHeap {
  const { offsetSize, lengthSize } = space.sizes
  const piece = space.piece(address, 22 + 12 * lengthSize + 3 * offsetSize)
  const head = parsePiece(piece, 'fractal heap', (cursor) => parseHead(space, cursor, piece.offset))
  return { object: (id) => readObject(space, head, id) }
}

function parseHead(space: AddressSpace, cursor: Cursor, offset: number): Head {
  expectSignature(cursor, 'FRHP')
  expectVersion(cursor.u8(), [0], 4)
  const idBytes = cursor.u16()
  const hasFilters = cursor.u16() > 0
  cursor.skip(1) // flags
  const maxManagedBytes = cursor.u32()
  space.length(cursor) // next id of a huge object
  const hugeTree = space.address(cursor)
  space.length(cursor) // free space
  space.address(cursor) // its manager
  for (let index = 0; index < 8; index++) cursor.skip(space.sizes.lengthSize) // sizes and numbers of objects
  const width = cursor.u16()
  const startBytes = space.length(cursor)
  const maxDirectBytes = space.length(cursor)
  const heapBits = cursor.u16()
  cursor.skip(2) // rows to begin with
  const root = space.address(cursor)
  const rows = cursor.u16()
  const heapOffsetBytes = Math.ceil(heapBits / 8)
  const table = { width, startBytes, maxDirectBytes, heapOffsetBytes }
  checkTable(table, cursor.offset)
  return {
    offset,
    hasFilters,
    hugeIdsAreAddresses: idBytes > space.sizes.offsetSize + space.sizes.lengthSize,
    hugeTree,
    idOffsetBytes: heapOffsetBytes,
    idLengthBytes: Math.min(Math.ceil(Math.log2(maxDirectBytes) / 8), bytesFor(maxManagedBytes)),
    table,
    root,
    rows,
  }
}

function checkTable(
  { width, startBytes, maxDirectBytes, heapOffsetBytes }: Table,
  at: number,
): void {
  const isPower = [width, startBytes, maxDirectBytes].every(
    (n) => n > 0 && Number.isInteger(Math.log2(n)),
  )
  if (!isPower || startBytes > maxDirectBytes || heapOffsetBytes > 8)
    throw new ParseError(`rows of ${width} blocks of ${startBytes} to ${maxDirectBytes} bytes`, at)
}

function readObject(space: AddressSpace, head: Head, id: Uint8Array): Piece {
  const place = { bytes: id, offset: head.offset }
  const kind = ((id[0] ?? 0) >> 4) & 3
  switch (kind) {
    case MANAGED: {
      const { offset, length } = parsePiece(place, 'heap id', (cursor) => {
        cursor.skip(1)
        return { offset: cursor.uint(head.idOffsetBytes), length: cursor.uint(head.idLengthBytes) }
      })
      return readManaged(space, head, offset, length)
    }
    case HUGE:
      return readHuge(space, head, place)
    case TINY:
      throw new ParseError('a tiny object has no place of its own and is not read', head.offset)
    default:
      throw new ParseError(`heap objects of kind ${kind} do not exist`, head.offset)
  }
}

function readManaged(space: AddressSpace, head: Head, offset: number, length: number): Piece {
  const { table, root, offset: at } = head
  if (head.hasFilters) throw new ParseError('a compressed fractal heap is not read', at)
  if (root === null || length > MAX_OBJECT_BYTES)
    throw new ParseError(`no heap object of ${length} bytes`, at)
  const rootBlock = { address: root, bytes: table.maxDirectBytes, offset }
  const block = head.rows === 0 ? rootBlock : findDirectBlock(space, head, rootBlock)
  const signature = space.piece(block.address, 4)
  parsePiece(signature, 'fractal heap block', (cursor) => {
    expectSignature(cursor, 'FHDB')
  })
  if (block.offset + length > block.bytes)
    throw new ParseError(`object of ${length} bytes at ${block.offset} of ${block.bytes}`, at)
  return space.piece(block.address + block.offset, length)
}

interface Place {
  readonly address: number
  /** Size of the block there. */
  readonly bytes: number
  /** Where in the block the object is. */
  readonly offset: number
}

/** Goes down the indirect blocks from the root to the direct block that holds the object. */
function findDirectBlock(space: AddressSpace, head: Head, from: Place): Place {
  const { width, startBytes, maxDirectBytes } = head.table
  const directRows = Math.log2(maxDirectBytes) - Math.log2(startBytes) + 2
  let place = from
  let rows = head.rows
  for (let level = 0; level < MAX_LEVELS; level++) {
    const { row, column, bytes, offset } = cellOf(head.table, place.offset)
    if (row >= rows) throw new ParseError(`row ${row} of ${rows} in the fractal heap`, head.offset)
    const address = readCell(space, head, place.address, row * width + column)
    place = { address, bytes, offset }
    if (row < directRows) return place
    rows = Math.log2(bytes) - Math.log2(startBytes * width) + 1
  }
  throw new ParseError(`the fractal heap is deeper than ${MAX_LEVELS} blocks`, head.offset)
}

interface Cell {
  readonly row: number
  readonly column: number
  /** Size of a block in that row. */
  readonly bytes: number
  /** What is left of the offset in that block. */
  readonly offset: number
}

/** The cell of the doubling table that covers `offset`: rows 0 and 1 hold blocks of the first size, then it doubles. */
function cellOf({ width, startBytes }: Table, offset: number): Cell {
  const firstRow = startBytes * width
  const row = offset < firstRow ? 0 : Math.floor(Math.log2(offset / firstRow)) + 1
  const scale = 2 ** Math.max(0, row - 1)
  const inRow = row === 0 ? offset : offset - firstRow * scale
  const bytes = startBytes * scale
  return { row, column: Math.floor(inRow / bytes), bytes, offset: inRow % bytes }
}

function readCell(space: AddressSpace, head: Head, block: number, index: number): number {
  const { offsetSize } = space.sizes
  const headBytes = 5 + offsetSize + head.table.heapOffsetBytes
  const signature = space.piece(block, 4)
  parsePiece(signature, 'fractal heap block', (cursor) => {
    expectSignature(cursor, 'FHIB')
  })
  const cell = space.piece(block + headBytes + index * offsetSize, offsetSize)
  const address = parsePiece(cell, 'fractal heap block', (cursor) => space.address(cursor))
  if (address === null) throw new ParseError('a block of the fractal heap is missing', cell.offset)
  return address
}

function readHuge(space: AddressSpace, head: Head, id: Piece): Piece {
  if (head.hasFilters) throw new ParseError('a compressed fractal heap is not read', head.offset)
  const { address, length } = head.hugeIdsAreAddresses
    ? parsePiece(id, 'heap id', (cursor) => {
        cursor.skip(1)
        return { address: space.address(cursor), length: space.length(cursor) }
      })
    : findHuge(space, head, id)
  if (address === null || length > MAX_OBJECT_BYTES)
    throw new ParseError(`no heap object of ${length} bytes`, head.offset)
  return space.piece(address, length)
}

function findHuge(
  space: AddressSpace,
  head: Head,
  id: Piece,
): { address: number | null; length: number } {
  const wanted = parsePiece(id, 'heap id', (cursor) => {
    cursor.skip(1)
    return cursor.uint(Math.min(cursor.left, 8))
  })
  const faults: Fault[] = []
  const records = head.hugeTree === null ? [] : openTree(space, head.hugeTree).read(faults)
  for (const record of records) {
    const found = parsePiece(record, 'huge object', (cursor) => ({
      address: space.address(cursor),
      length: space.length(cursor),
      id: space.length(cursor),
    }))
    if (found.id === wanted) return found
  }
  throw new ParseError(`the fractal heap has no huge object ${wanted}`, head.offset)
}

function bytesFor(most: number): number {
  return Math.floor(Math.log2(Math.max(1, most)) / 8) + 1
}
