// The structures of an HDF5 file that begin with a signature, field by field.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter III
import type { ByteSource } from '../bytes/ByteSource.ts'
import { Cursor } from '../bytes/Cursor.ts'
import type { Sizes } from '../encodings/hdf5/AddressSpace.ts'
import type { FieldNode } from './Field.ts'
import { readFields, type FieldReader } from './FieldReader.ts'

/** A structure by its signature: what it is called, how long it is, and what is in it. */
export interface Structure {
  readonly name: string
  /** Bytes that it takes, by what it says itself. */
  readonly length: (head: Uint8Array, sizes: TreeSizes) => number
  readonly read: (reader: FieldReader, sizes: TreeSizes) => void
}

/** With the number of entries that nodes have room for. */
export interface TreeSizes extends Sizes {
  readonly groupLeafK: number
  readonly groupNodeK: number
  readonly chunkNodeK: number
  /** Bytes of a key in the chunk tree that is read just now. */
  readonly chunkKeyBytes: number
}

const GROUP_TREE = 0
const ENTRY_CACHE = 4 + 4 + 16

/** Those that are told by their first four bytes. */
export const STRUCTURES: ReadonlyMap<string, Structure> = new Map<string, Structure>([
  ['TREE', { name: 'B-tree node', length: treeBytes, read: readTree }],
  ['SNOD', { name: 'symbol table node', length: symbolNodeBytes, read: readSymbolNode }],
  ['HEAP', { name: 'local heap', length: localHeapBytes, read: readLocalHeap }],
  ['GCOL', { name: 'global heap collection', length: collectionBytes, read: readCollection }],
  ['BTHD', { name: 'B-tree 2 header', length: tree2Bytes, read: readTree2 }],
  ['BTLF', { name: 'B-tree 2 leaf', length: () => 6, read: readPlain }],
  ['BTIN', { name: 'B-tree 2 node', length: () => 6, read: readPlain }],
  ['FRHP', { name: 'fractal heap header', length: fractalHeapBytes, read: readPlain }],
  ['FHDB', { name: 'fractal heap direct block', length: () => 5, read: readPlain }],
  ['FHIB', { name: 'fractal heap indirect block', length: () => 5, read: readPlain }],
  ['SMTB', { name: 'shared message table', length: () => 4, read: readPlain }],
  ['SMLI', { name: 'shared message list', length: () => 4, read: readPlain }],
])

function treeBytes(head: Uint8Array, sizes: TreeSizes): number {
  const { offsetSize, lengthSize } = sizes
  const isGroup = head[4] === GROUP_TREE
  const k = isGroup ? sizes.groupNodeK : sizes.chunkNodeK
  const keyBytes = isGroup ? lengthSize : sizes.chunkKeyBytes
  return 8 + 2 * offsetSize + 2 * k * (keyBytes + offsetSize) + keyBytes
}

function readTree(reader: FieldReader, { offsetSize, lengthSize }: TreeSizes): void {
  readHead(reader)
  const type = reader.number('node type', 1, (value) => (value === 0n ? '0 (links)' : '1 (chunks)'))
  reader.number('level', 1)
  const entries = Number(reader.number('entries used', 2))
  reader.address('left sibling', offsetSize)
  reader.address('right sibling', offsetSize)
  if (type !== 0n) return reader.bytes('keys and chunk addresses', reader.left)
  for (let at = 0; at < entries; at++) {
    reader.number(`key ${at}`, lengthSize)
    reader.address(`child ${at}`, offsetSize)
  }
  reader.number(`key ${entries}`, lengthSize)
  reader.bytes('room for more', reader.left, 'padding')
}

function symbolNodeBytes(_: Uint8Array, { groupLeafK, offsetSize }: TreeSizes): number {
  return 8 + 2 * groupLeafK * (2 * offsetSize + ENTRY_CACHE)
}

const CACHES = new Map([
  [0n, '0 (nothing cached)'],
  [1n, '1 (group)'],
  [2n, '2 (soft link)'],
])

function readSymbolNode(reader: FieldReader, { offsetSize }: TreeSizes): void {
  readHead(reader)
  reader.bytes('reserved', 1, 'padding')
  const count = Number(reader.number('symbols', 2))
  for (let at = 0; at < count; at++) {
    reader.number(`symbol ${at}: name in heap`, offsetSize)
    reader.address(`symbol ${at}: object header`, offsetSize)
    reader.number(`symbol ${at}: cache type`, 4, (value) => CACHES.get(value) ?? String(value))
    reader.bytes('reserved', 4, 'padding')
    reader.bytes(`symbol ${at}: cache`, 16)
  }
  reader.bytes('room for more', reader.left, 'padding')
}

function localHeapBytes(_: Uint8Array, { offsetSize, lengthSize }: TreeSizes): number {
  return 8 + 2 * lengthSize + offsetSize
}

function readLocalHeap(reader: FieldReader, { offsetSize, lengthSize }: TreeSizes): void {
  readHead(reader)
  reader.bytes('reserved', 3, 'padding')
  reader.number('data size', lengthSize)
  reader.address('first free piece', lengthSize)
  reader.address('data address', offsetSize)
}

function collectionBytes(head: Uint8Array, { lengthSize }: TreeSizes): number {
  const cursor = new Cursor(head, 8)
  return cursor.left < lengthSize ? head.length : cursor.uint(lengthSize)
}

/** Objects follow each other, each filled up to eight bytes. */
function readCollection(reader: FieldReader, { lengthSize }: TreeSizes): void {
  readHead(reader)
  reader.bytes('reserved', 3, 'padding')
  reader.number('collection size', lengthSize)
  while (reader.left >= 8 + lengthSize) {
    const index = reader.number('object index', 2, (value) =>
      value === 0n ? '0 (free space)' : String(value),
    )
    if (index === 0n) return reader.bytes('free space', reader.left, 'padding')
    reader.number('references', 2)
    reader.bytes('reserved', 4, 'padding')
    const length = Number(reader.number('object size', lengthSize))
    reader.text(`object ${index}`, Math.min(length, reader.left), 'data')
    reader.bytes('filling', (8 - (length % 8)) % 8, 'padding')
  }
}

function tree2Bytes(_: Uint8Array, { offsetSize, lengthSize }: TreeSizes): number {
  return 16 + offsetSize + 2 + lengthSize + 4
}

function readTree2(reader: FieldReader, { offsetSize, lengthSize }: TreeSizes): void {
  readHead(reader)
  reader.number('type', 1)
  reader.number('node size', 4)
  reader.number('record size', 2)
  reader.number('depth', 2)
  reader.number('split percent', 1)
  reader.number('merge percent', 1)
  reader.address('root node', offsetSize)
  reader.number('records in root', 2)
  reader.number('records in all', lengthSize)
  reader.checksum('checksum')
}

function fractalHeapBytes(_: Uint8Array, { offsetSize, lengthSize }: TreeSizes): number {
  return 26 + 12 * lengthSize + 3 * offsetSize
}

function readPlain(reader: FieldReader): void {
  readHead(reader)
  reader.bytes('contents', reader.left)
}

function readHead(reader: FieldReader): void {
  reader.text('signature', 4, 'signature')
  reader.number('version', 1)
}

/** The texts of a local heap's data: the names of links. */
export function heapTexts(bytes: Uint8Array, base: number): readonly FieldNode[] {
  return readFields(bytes, base, (reader) => {
    const start = reader.offset
    while (reader.left > 0) {
      const from = reader.offset - start
      const end = bytes.indexOf(0, from)
      const text = end < 0 ? reader.left : end - from
      const padded = Math.min(reader.left, Math.ceil((text + 1) / 8) * 8)
      if (text === 0) reader.bytes('free', padded, 'padding')
      else reader.text('name', padded)
    }
  })
}

/** The superblock, versions 0 to 3, with the entry of the root group in the old ones. Chapter II.A */
export function superblockFields(source: ByteSource, offset: number): readonly FieldNode[] {
  const bytes = source.read(offset, Math.min(112, source.size - offset))
  return readFields(bytes, offset, (reader) => {
    reader.text('signature', 8, 'signature')
    const version = reader.number('superblock version', 1)
    if (version < 2n) readOldSuperblock(reader, version)
    else readNewSuperblock(reader)
  })
}

function readOldSuperblock(reader: FieldReader, version: bigint): void {
  reader.number('free space version', 1)
  reader.number('root symbol table version', 1)
  reader.bytes('reserved', 1, 'padding')
  reader.number('shared message version', 1)
  const width = Number(reader.number('size of offsets', 1))
  const lengths = Number(reader.number('size of lengths', 1))
  reader.bytes('reserved', 1, 'padding')
  reader.number('group leaf node K', 2)
  reader.number('group internal node K', 2)
  reader.number('consistency flags', 4)
  if (version === 1n) {
    reader.number('chunk node K', 2)
    reader.bytes('reserved', 2, 'padding')
  }
  reader.address('base address', width)
  reader.address('free space address', width)
  reader.address('end of file address', width)
  reader.address('driver information address', width)
  reader.number('root: name in heap', lengths)
  reader.address('root: object header', width)
  reader.number('root: cache type', 4)
  reader.bytes('reserved', 4, 'padding')
  reader.address('root: B-tree', width)
  reader.address('root: local heap', width)
}

function readNewSuperblock(reader: FieldReader): void {
  const width = Number(reader.number('size of offsets', 1))
  reader.number('size of lengths', 1)
  reader.number('consistency flags', 1)
  reader.address('base address', width)
  reader.address('extension address', width)
  reader.address('end of file address', width)
  reader.address('root object header', width)
  reader.checksum('checksum')
}
