// Data layout messages, versions 1 to 5: where a dataset's values are.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter IV.A.2.i
import type { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { expectVersion, type AddressSpace } from './AddressSpace.ts'

export type DataLayout =
  /** In the message itself, from `start` on. */
  | { readonly kind: 'compact'; readonly start: number; readonly length: number }
  /** In one piece; never written when `address` is null. `length` is null in the oldest files. */
  | { readonly kind: 'contiguous'; readonly address: number | null; readonly length: number | null }
  | Chunked
  /** Put together from other datasets, whose names are an object in the global heap. */
  | { readonly kind: 'virtual'; readonly heap: number | null; readonly object: number }

export interface Chunked {
  readonly kind: 'chunked'
  readonly index: ChunkIndex
  /** Of the index, or of the only chunk; null when no chunk was written. */
  readonly address: number | null
  /** Dimensions of the dataset and one more, for the bytes of a value. */
  readonly dimensionality: number
  /** Bytes of a chunk before filters. */
  readonly chunkBytes: number
}

type ChunkIndex =
  | { readonly kind: 'b-tree-1' | 'implicit' | 'fixed-array' | 'extensible-array' | 'b-tree-2' }
  /** `filteredBytes` is null when no filter was applied. */
  | { readonly kind: 'single'; readonly filteredBytes: number | null }

const COMPACT = 0
const CONTIGUOUS = 1
const CHUNKED = 2
const VIRTUAL = 3

/** Reads a layout. Throws `ParseError`. */
export function parseDataLayout(cursor: Cursor, space: AddressSpace): DataLayout {
  const version = cursor.u8()
  expectVersion(version, [1, 2, 3, 4, 5], 0)
  if (version < 3) return parseOld(cursor, space)
  const kind = cursor.u8()
  switch (kind) {
    case COMPACT: {
      const length = cursor.u16()
      return { kind: 'compact', start: cursor.offset, length }
    }
    case CONTIGUOUS:
      return { kind: 'contiguous', address: space.address(cursor), length: space.length(cursor) }
    case CHUNKED:
      return version === 3 ? parseChunked3(cursor, space) : parseChunked4(cursor, space)
    case VIRTUAL:
      return { kind: 'virtual', heap: space.address(cursor), object: cursor.u32() }
    default:
      throw new ParseError(`layout class ${kind} does not exist`, 1)
  }
}

function parseOld(cursor: Cursor, space: AddressSpace): DataLayout {
  const dimensionality = cursor.u8()
  const kind = cursor.u8()
  cursor.skip(5)
  const address = kind === COMPACT ? null : space.address(cursor)
  const chunkBytes = parseProduct(cursor, dimensionality, 4)
  switch (kind) {
    case COMPACT: {
      const length = cursor.u32()
      return { kind: 'compact', start: cursor.offset, length }
    }
    case CONTIGUOUS:
      return { kind: 'contiguous', address, length: null }
    case CHUNKED:
      return toChunked(address, dimensionality, chunkBytes)
    default:
      throw new ParseError(`layout class ${kind} does not exist`, 2)
  }
}

function parseChunked3(cursor: Cursor, space: AddressSpace): Chunked {
  const dimensionality = cursor.u8()
  const address = space.address(cursor)
  return toChunked(address, dimensionality, parseProduct(cursor, dimensionality, 4))
}

function toChunked(address: number | null, dimensionality: number, chunkBytes: number): Chunked {
  return { kind: 'chunked', index: { kind: 'b-tree-1' }, address, dimensionality, chunkBytes }
}

function parseChunked4(cursor: Cursor, space: AddressSpace): Chunked {
  const flags = cursor.u8()
  const dimensionality = cursor.u8()
  const width = cursor.u8()
  const chunkBytes = parseProduct(cursor, dimensionality, width)
  const index = parseIndex(cursor, space, flags)
  return { kind: 'chunked', index, address: space.address(cursor), dimensionality, chunkBytes }
}

function parseIndex(cursor: Cursor, space: AddressSpace, flags: number): ChunkIndex {
  const at = cursor.offset
  const type = cursor.u8()
  switch (type) {
    case 1: {
      const isFiltered = (flags & 2) !== 0
      const filteredBytes = isFiltered ? space.length(cursor) : null
      if (isFiltered) cursor.skip(4) // which filters were left out
      return { kind: 'single', filteredBytes }
    }
    case 2:
      return { kind: 'implicit' }
    case 3:
      cursor.skip(1)
      return { kind: 'fixed-array' }
    case 4:
      cursor.skip(5)
      return { kind: 'extensible-array' }
    case 5:
      cursor.skip(6)
      return { kind: 'b-tree-2' }
    default:
      throw new ParseError(`chunk index type ${type} does not exist`, at)
  }
}

/** Not exact beyond 2^53, where it is only compared. */
function parseProduct(cursor: Cursor, count: number, width: number): number {
  let product = 1
  for (let index = 0; index < count; index++) product *= cursor.uint(width)
  return product
}
