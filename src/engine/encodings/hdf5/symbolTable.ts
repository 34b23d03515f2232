// Symbol tables: the links of groups as HDF5 wrote them before 1.8, and h5py and Keras still do.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapters III.A.1, III.B to III.D
import { ParseError } from '../../bytes/ParseError.ts'
import {
  attempt,
  expectSignature,
  expectVersion,
  parsePiece,
  type AddressSpace,
  type Fault,
  type Piece,
} from './AddressSpace.ts'
import { textUpToNul } from './attributeMessage.ts'
import { readLeaves } from './btreeV1.ts'
import type { Link } from './linkMessage.ts'

const MAX_NAME_BYTES = 4_096 // names of Keras have less than 200
const MAX_ENTRIES = 300_000 // of one group; a model has a few thousand layers at the most
const SOFT_LINK = 2 // in an entry's cache

interface LocalHeap {
  /** Where its names begin, and how many bytes they take. */
  readonly address: number
  readonly length: number
}

/** The links of a group by the tree and heap in its symbol table message; faults go on `faults`. */
export function* readSymbolTable(
  space: AddressSpace,
  message: Piece,
  faults: Fault[],
): Generator<Link> {
  const opened = attempt(faults, () => {
    const { tree, heap } = parsePiece(message, 'symbol table', (cursor) => ({
      tree: space.address(cursor),
      heap: space.address(cursor),
    }))
    if (tree === null || heap === null)
      throw new ParseError('a symbol table at no address', message.offset)
    return { tree, heap: readLocalHeap(space, heap) }
  })
  if (opened === undefined) return
  const { lengthSize } = space.sizes
  const tree = { root: opened.tree, type: 0, keyBytes: lengthSize } as const
  let left = MAX_ENTRIES
  for (const { address } of readLeaves(space, tree, faults)) {
    const entries = attempt(faults, () => readEntries(space, address)) ?? []
    left -= entries.length
    if (left < 0) {
      const text = `group of more than ${MAX_ENTRIES} links`
      faults.push({ kind: 'limit', message: text, offset: message.offset })
      return
    }
    for (const entry of entries) {
      const link = attempt(faults, () => toLink(space, opened.heap, entry))
      if (link !== undefined) yield link
    }
  }
}

interface Entry {
  readonly nameOffset: number
  readonly address: number | null
  readonly cacheType: number
  /** Of the target's text in the heap, when the entry is a soft link. */
  readonly targetOffset: number
  readonly offset: number
  readonly length: number
}

function readEntries(space: AddressSpace, address: number): readonly Entry[] {
  const { offsetSize } = space.sizes
  const entryBytes = 2 * offsetSize + 24
  const head = space.piece(address, 8)
  const count = parsePiece(head, 'symbol table node', (cursor) => {
    expectSignature(cursor, 'SNOD')
    expectVersion(cursor.u8(), [1], 4)
    cursor.skip(1)
    return cursor.u16()
  })
  const body = space.piece(address + 8, count * entryBytes)
  return parsePiece(body, 'symbol table node', (cursor) => {
    const entries: Entry[] = []
    for (let index = 0; index < count; index++) {
      const offset = body.offset + cursor.offset
      const nameOffset = cursor.uint(offsetSize)
      const target = space.address(cursor)
      const cacheType = cursor.u32()
      cursor.skip(4)
      const targetOffset = cursor.u32()
      cursor.skip(12)
      const place = { offset, length: entryBytes }
      entries.push({ nameOffset, address: target, cacheType, targetOffset, ...place })
    }
    return entries
  })
}

function toLink(space: AddressSpace, heap: LocalHeap, entry: Entry): Link {
  const { offset, length, address } = entry
  const place = { name: readHeapText(space, heap, entry.nameOffset), offset, length }
  if (entry.cacheType === SOFT_LINK)
    return { ...place, kind: 'soft', target: readHeapText(space, heap, entry.targetOffset) }
  if (address === null) throw new ParseError(`link ${place.name} leads to no address`, offset)
  return { ...place, kind: 'hard', address }
}

/** Reads the heap of texts at `address`. Throws `ParseError`. */
export function readLocalHeap(space: AddressSpace, address: number): LocalHeap {
  const { offsetSize, lengthSize } = space.sizes
  const piece = space.piece(address, 8 + 2 * lengthSize + offsetSize)
  return parsePiece(piece, 'local heap', (cursor) => {
    expectSignature(cursor, 'HEAP')
    expectVersion(cursor.u8(), [0], 4)
    cursor.skip(3)
    const length = space.length(cursor)
    cursor.skip(lengthSize) // first free piece
    const start = space.address(cursor)
    if (start === null) throw new ParseError('a local heap at no address', cursor.offset)
    return { address: start, length }
  })
}

/** The text at `offset` of a local heap. Throws `ParseError`. */
export function readHeapText(space: AddressSpace, heap: LocalHeap, offset: number): string {
  const address = heap.address + offset
  const length = Math.min(heap.length - offset, MAX_NAME_BYTES, space.left(address))
  return textUpToNul(space.piece(address, length).bytes)
}
