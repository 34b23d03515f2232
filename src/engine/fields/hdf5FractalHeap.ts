// The blocks of a fractal heap. https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter III.G
import type { ByteSource } from '../bytes/ByteSource.ts'
import { Cursor } from '../bytes/Cursor.ts'
import { addressOf, type Sizes } from '../encodings/hdf5/AddressSpace.ts'
import { ParseError } from '../bytes/ParseError.ts'

const MAX_BLOCKS = 4_096 // of one heap; rows of the library have four
const MAX_ROWS = 64 // each row's blocks are twice as large

interface Block {
  readonly name: string
  readonly type: string
  readonly offset: number
  readonly length: number
}

/** The root block of the heap with this header, and the direct blocks in it; deeper ones are left out. */
export function* fractalBlocks(
  source: ByteSource,
  head: Uint8Array,
  sizes: Sizes,
): Generator<Block> {
  try {
    yield* blocksOf(source, head, sizes)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error // a broken heap is told of where its objects are read
  }
}

function* blocksOf(source: ByteSource, head: Uint8Array, sizes: Sizes): Generator<Block> {
  const { offsetSize, lengthSize, base } = sizes
  const cursor = new Cursor(head, 7)
  const hasFilters = cursor.u16() > 0
  cursor.skip(1 + 4 + lengthSize + offsetSize + lengthSize + offsetSize + 8 * lengthSize)
  const width = cursor.u16()
  const startBytes = cursor.uint(lengthSize)
  const maxDirectBytes = cursor.uint(lengthSize)
  const heapOffsetBytes = Math.ceil(cursor.u16() / 8)
  cursor.skip(2)
  const root = addressOf(cursor, offsetSize)
  const rows = cursor.u16()
  if (root === null || hasFilters) return
  if (rows === 0) {
    yield* inFile(source, { ...DIRECT, offset: base + root, length: startBytes })
    return
  }
  const prefix = 5 + offsetSize + heapOffsetBytes
  const entries = Math.min(rows, MAX_ROWS) * width
  if (entries > MAX_BLOCKS) return
  const length = prefix + entries * offsetSize + 4
  yield* inFile(source, { ...INDIRECT, offset: base + root, length })
  const table = new Cursor(source.read(base + root + prefix, entries * offsetSize))
  for (let entry = 0; entry < entries; entry++) {
    const address = addressOf(table, offsetSize)
    const row = Math.floor(entry / width)
    const blockBytes = startBytes * 2 ** Math.max(0, row - 1)
    if (address !== null && blockBytes <= maxDirectBytes)
      yield* inFile(source, { ...DIRECT, offset: base + address, length: blockBytes })
  }
}

const DIRECT = { name: 'fractal heap direct block', type: 'FHDB' }
const INDIRECT = { name: 'fractal heap indirect block', type: 'FHIB' }

function* inFile({ size }: ByteSource, block: Block): Generator<Block> {
  if (block.offset + block.length <= size) yield block
}
