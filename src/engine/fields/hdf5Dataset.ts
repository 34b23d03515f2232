import { parsePiece, type AddressSpace, type Fault } from '../encodings/hdf5/AddressSpace.ts'
import { readLeaves } from '../encodings/hdf5/btreeV1.ts'
import type { Chunked } from '../encodings/hdf5/dataLayout.ts'
import type { Dataset } from '../encodings/hdf5/dataset.ts'
import { region, type RegionNode } from './Field.ts'
import { shapeText } from './hdf5Attribute.ts'
import type { Outline } from './Outline.ts'

const MAX_CHUNKS = 20_000 // of one dataset; more are told of in a note

interface Found {
  readonly dataset: Dataset
  readonly faults: Fault[]
  readonly outline: Outline
}

/** Where the values of a dataset stand: in one piece, or chunk by chunk. */
export function* valueRegions(
  space: AddressSpace,
  path: readonly string[],
  { dataset, faults, outline }: Found,
): Generator<RegionNode> {
  const { datatype, dataspace, layout, range, filters, externalFiles } = dataset
  const type = `${datatype.name}${shapeText(dataspace)}`
  const what = { kind: 'data', type } as const
  if (externalFiles !== null || layout.kind === 'virtual')
    outline.note(`the values of ${path.join('/')} are in other files`)
  else if (range !== null) {
    if (range.length > 0) yield region(path, { ...what, name: 'values', ...range })
  } else if (layout.kind === 'chunked') {
    const packed = { ...what, type: filters.length === 0 ? type : `${type}, filtered` }
    for (const [index, chunk] of chunksOf(space, layout, { path, faults, outline }))
      yield region(path, { ...packed, name: `chunk ${index}`, ...chunk })
  }
}

interface Owner {
  readonly path: readonly string[]
  readonly faults: Fault[]
  readonly outline: Outline
}

type Chunk = readonly [index: number, place: { readonly offset: number; readonly length: number }]

function* chunksOf(
  space: AddressSpace,
  layout: Chunked,
  { path, faults, outline }: Owner,
): Generator<Chunk> {
  const { index, address, dimensionality, chunkBytes } = layout
  if (address === null) return
  const { base } = space.sizes
  if (index.kind === 'single') {
    yield [0, { offset: base + address, length: index.filteredBytes ?? chunkBytes }]
    return
  }
  if (index.kind !== 'b-tree-1') {
    outline.note(`the chunks of ${path.join('/')} are not listed: their index is a ${index.kind}`)
    return
  }
  let count = 0
  const tree = { root: address, type: 1, keyBytes: 8 + dimensionality * 8 } as const
  for (const { key, address: chunk } of readLeaves(space, tree, faults)) {
    if (count === MAX_CHUNKS) {
      outline.note(`${path.join('/')} has more than ${MAX_CHUNKS} chunks; the rest is not listed`)
      return
    }
    const length = parsePiece(key, 'chunk', (cursor) => cursor.u32())
    if (space.left(chunk) >= length) yield [count, { offset: base + chunk, length }]
    count++
  }
}
