// Values of HDF5 datasets that stand in chunks, filtered or not: deflate, shuffle and Fletcher 32.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapters III.A.1 and IV.A.2.l
import { parsePiece, type AddressSpace } from '../encodings/hdf5/AddressSpace.ts'
import { readLeaves } from '../encodings/hdf5/btreeV1.ts'
import type { Dataset } from '../encodings/hdf5/dataset.ts'
import { inflated } from '../encodings/zip/inflate.ts'
import { bytesSource } from '../bytes/ByteSource.ts'
import { ParseError } from '../bytes/ParseError.ts'

const DEFLATE = 1
const SHUFFLE = 2
const FLETCHER = 3
const READ_FILTERS: ReadonlySet<number> = new Set([DEFLATE, SHUFFLE, FLETCHER])
const MAX_CHUNK_BYTES = 256 * 1024 * 1024 // unpacked; h5py chooses up to 1 MB
const ZLIB_HEAD_BYTES = 2

/** Why the values are not read; null when they are. */
export function whyUnreadable({ layout, filters, declaredBytes }: Dataset): string | null {
  if (declaredBytes === 0n) return 'it has no values'
  if (layout.kind !== 'chunked')
    return layout.kind === 'virtual'
      ? 'its values are in other files'
      : 'its values were never written'
  if (layout.address === null) return 'its values were never written'
  if (layout.index.kind !== 'b-tree-1')
    return `its chunks have an index that is not read here: ${layout.index.kind}`
  if (layout.chunkBytes > MAX_CHUNK_BYTES)
    return `its chunks have ${layout.chunkBytes} bytes, over ${MAX_CHUNK_BYTES}`
  const other = filters.find(({ id }) => !READ_FILTERS.has(id))
  return other === undefined ? null : `its filter ${other.id} ${other.name} is not read here`
}

/** The values chunk by chunk. Those of a chunk that lie outside of the shape are fill values, and counted too. */
export function* chunkedPieces(space: AddressSpace, dataset: Dataset): Generator<Uint8Array> {
  const { layout, filters, datatype } = dataset
  if (layout.kind !== 'chunked' || layout.address === null) return
  const tree = { root: layout.address, type: 1, keyBytes: 8 + layout.dimensionality * 8 } as const
  for (const { key, address } of readLeaves(space, tree, [])) {
    const { length, skipped } = parsePiece(key, 'chunk', (cursor) => ({
      length: cursor.u32(),
      skipped: cursor.u32(),
    }))
    let bytes = space.piece(address, length).bytes
    for (let at = filters.length - 1; at >= 0; at--)
      if ((skipped & (1 << at)) === 0)
        bytes = unfiltered(bytes, filters[at]?.id ?? 0, {
          itemBytes: datatype.sizeBytes,
          most: layout.chunkBytes,
        })
    yield bytes
  }
}

interface Unfiltering {
  readonly itemBytes: number
  readonly most: number
}

function unfiltered(
  bytes: Uint8Array,
  filter: number,
  { itemBytes, most }: Unfiltering,
): Uint8Array {
  if (filter === DEFLATE) return unpacked(bytes, most)
  if (filter === FLETCHER) return bytes.subarray(0, Math.max(0, bytes.length - 4))
  return unshuffled(bytes, itemBytes)
}

/** zlib data: a head of two bytes, DEFLATE, and a checksum that is not looked at. */
function unpacked(bytes: Uint8Array, most: number): Uint8Array {
  const whole = new Uint8Array(most)
  let length = 0
  for (const piece of inflated(bytesSource(bytes.subarray(ZLIB_HEAD_BYTES)))) {
    if (length + piece.length > most)
      throw new ParseError(`a chunk has more than its ${most} bytes`, 0)
    whole.set(piece, length)
    length += piece.length
  }
  return whole.subarray(0, length)
}

/** All first bytes stand first, then all second bytes; what does not fill an item stands behind as it is. */
function unshuffled(bytes: Uint8Array, itemBytes: number): Uint8Array {
  const items = Math.floor(bytes.length / itemBytes)
  const whole = bytes.slice()
  for (let lane = 0; lane < itemBytes; lane++)
    for (let item = 0; item < items; item++)
      whole[item * itemBytes + lane] = bytes[lane * items + item] ?? 0
  return whole
}
