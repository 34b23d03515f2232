// How many bytes of chunks a dataset has in the file, by its chunk index.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapters III.A and VIII
import { parsePiece, type AddressSpace, type Fault } from './AddressSpace.ts'
import { readLeaves } from './btreeV1.ts'
import { openTree } from './btreeV2.ts'
import type { Chunked } from './dataLayout.ts'

const MAX_CHUNKS = 100_000 // a dataset in more of them is not counted to its end
const UNFILTERED_CHUNKS = 10

/** Bytes of all chunks; null when the index does not tell, or cannot be read to its end. */
export function countStoredBytes(space: AddressSpace, layout: Chunked): number | null {
  const { index, address, chunkBytes } = layout
  if (address === null) return 0
  switch (index.kind) {
    case 'single':
      return index.filteredBytes ?? chunkBytes
    case 'b-tree-1':
      return sumOldChunks(space, layout, address)
    case 'b-tree-2':
      return sumNewChunks(space, layout, address)
    case 'implicit':
    case 'fixed-array':
    case 'extensible-array':
      return null
  }
}

function sumOldChunks(space: AddressSpace, layout: Chunked, root: number): number | null {
  const faults: Fault[] = []
  const keyBytes = 8 + layout.dimensionality * 8
  let sum = 0
  let chunks = 0
  for (const { key } of readLeaves(space, { root, type: 1, keyBytes }, faults)) {
    if (++chunks > MAX_CHUNKS) return null
    sum += parsePiece(key, 'chunk', (cursor) => cursor.u32())
  }
  return faults.length === 0 ? sum : null
}

function sumNewChunks(space: AddressSpace, layout: Chunked, address: number): number | null {
  const { offsetSize } = space.sizes
  const tree = openTree(space, address)
  if (tree.type === UNFILTERED_CHUNKS) return tree.count * layout.chunkBytes
  if (tree.count > MAX_CHUNKS) return null
  const faults: Fault[] = []
  const sizeBytes = chunkSizeWidth(layout.chunkBytes)
  let sum = 0
  for (const record of tree.read(faults))
    sum += parsePiece(record, 'chunk', (cursor) => {
      cursor.skip(offsetSize)
      return cursor.uint(sizeBytes)
    })
  return faults.length === 0 ? sum : null
}

/** As the library writes the size of a filtered chunk: a byte more than the size of a chunk needs, up to eight. */
function chunkSizeWidth(chunkBytes: number): number {
  return Math.min(8, 1 + Math.floor((Math.log2(Math.max(1, chunkBytes)) + 8) / 8))
}
