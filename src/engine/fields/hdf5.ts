// What an HDF5 file consists of: every structure that hard links reach, with the object that it belongs to.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html
import type { ByteSource } from '../bytes/ByteSource.ts'
import { AddressSpace, attempt, type Fault } from '../encodings/hdf5/AddressSpace.ts'
import { isDataset, readDataset } from '../encodings/hdf5/dataset.ts'
import { readAttributes, readLinks } from '../encodings/hdf5/objectContents.ts'
import { readObjectHeader, type ObjectHeader } from '../encodings/hdf5/objectHeader.ts'
import { readSuperblock, type Superblock } from '../encodings/hdf5/superblock.ts'
import { attributeRegion } from './hdf5Attribute.ts'
import { valueRegions } from './hdf5Dataset.ts'
import { headerFields } from './hdf5Header.ts'
import { structureRecorder, type Recorder } from './hdf5Recorder.ts'
import { superblockFields, type TreeSizes } from './hdf5Structures.ts'
import { region } from './Field.ts'
import type { Outline } from './Outline.ts'

const MAX_OBJECTS = 50_000 // ten times the weights of the largest published Keras model
const MAX_DEPTH = 64 // groups in groups
const CONTINUATION = 0x0010
const SUPERBLOCK_BYTES = { old: 24, new: 12 } // without addresses

interface Place {
  readonly path: readonly string[]
  readonly address: number
}

interface Walk {
  readonly space: AddressSpace
  readonly source: ByteSource
  readonly recorder: Recorder
  readonly outline: Outline
}

/** Adds every structure to `outline`, depth first. Throws `ParseError` when there is no superblock. */
export function outlineHdf5(source: ByteSource, outline: Outline): Superblock {
  const superblock = readSuperblock(source)
  const sizes: TreeSizes = {
    ...superblock,
    base: superblock.offset,
    ...treeSizes(source, superblock),
  }
  const recorder = structureRecorder(source, sizes, outline)
  const space = new AddressSpace(recorder.source, sizes)
  const walk = { space, source, recorder, outline }
  addSuperblock(source, superblock, outline)
  const seen = new Set<number>()
  const waiting: Place[] = [{ path: [], address: superblock.rootAddress }]
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    if (seen.has(place.address) || outline.isFull) continue
    seen.add(place.address)
    if (seen.size > MAX_OBJECTS || place.path.length > MAX_DEPTH) {
      outline.note(
        `more than ${MAX_OBJECTS} objects or ${MAX_DEPTH} groups deep; not all are listed`,
      )
      continue
    }
    recorder.enter(place.path)
    waiting.push(...visit(walk, place).toReversed())
  }
  return superblock
}

/** How many entries tree nodes have room for; the library's own numbers where the superblock does not say. */
function treeSizes(source: ByteSource, { offset, version }: Superblock) {
  const usual = { groupLeafK: 4, groupNodeK: 16, chunkNodeK: 32, chunkKeyBytes: 0 }
  if (version > 1) return usual
  const [leafLow = 0, leafHigh = 0, low = 0, high = 0] = source.read(offset + 16, 4)
  return { ...usual, groupLeafK: leafLow + leafHigh * 256, groupNodeK: low + high * 256 }
}

function addSuperblock(source: ByteSource, superblock: Superblock, outline: Outline): void {
  const { offset, version, offsetSize, lengthSize } = superblock
  const entry = 2 * offsetSize + 24 // of the root group, in the old ones
  const old = SUPERBLOCK_BYTES.old + 4 * version + 4 * offsetSize + entry - offsetSize + lengthSize
  const length = version < 2 ? old : SUPERBLOCK_BYTES.new + 4 * offsetSize + 4
  const inside = () => superblockFields(source, offset)
  outline.add(
    region([], { name: 'superblock', type: `version ${version}`, offset, length, inside }),
  )
}

/** Adds one object; returns those that hard links in it lead to. */
function visit(walk: Walk, { path, address }: Place): readonly Place[] {
  const { space, recorder, outline } = walk
  const faults: Fault[] = []
  const children: Place[] = []
  const header = attempt(faults, () => readObjectHeader(space, address))
  if (header !== undefined) {
    faults.push(...header.faults)
    addHeader(walk, path, header)
    for (const attribute of readAttributes(space, header, faults))
      outline.add(attributeRegion(space, path, attribute))
    if (isDataset(header)) addDataset(walk, path, header, faults)
    for (const link of readLinks(space, header, faults)) {
      if (link.kind === 'hard') children.push({ path: [...path, link.name], address: link.address })
      else addLink(outline, [...path, link.name], link)
    }
  }
  recorder.leave()
  for (const fault of faults) outline.fault(fault)
  return children
}

function addLink(
  outline: Outline,
  path: readonly string[],
  {
    kind,
    offset,
    length,
  }: { readonly kind: string; readonly offset: number; readonly length: number },
): void {
  outline.add(region(path, { name: `${kind} link`, type: 'link, not followed', offset, length }))
}

function addDataset(
  { space, recorder, outline }: Walk,
  path: readonly string[],
  header: ObjectHeader,
  faults: Fault[],
): void {
  const dataset = attempt(faults, () => readDataset(space, header))
  if (dataset === undefined) return
  const { layout } = dataset
  if (layout.kind === 'chunked') recorder.expectChunks(8 + layout.dimensionality * 8)
  for (const node of valueRegions(space, path, { dataset, faults, outline })) outline.add(node)
}

/** The header's first block, and the blocks that continue it. */
function addHeader(
  { source, space, outline }: Walk,
  path: readonly string[],
  header: ObjectHeader,
): void {
  const { offset } = header
  const form = formOf(source, offset)
  const length = Math.min(header.length + (form.version === 2 ? 4 : 0), source.size - offset)
  const inside = () => headerFields(source, { offset, length, kind: 'first', ...form })
  const type = `of a ${isDataset(header) ? 'dataset' : 'group'}, version ${form.version}`
  outline.add(region(path, { name: 'object header', type, offset, length, inside }))
  for (const message of header.messages) {
    if (message.type !== CONTINUATION) continue
    const block = continuationOf(space, message.piece.bytes)
    if (block === null || block.offset + block.length > source.size) continue
    const fields = () => headerFields(source, { ...block, kind: 'continuation', ...form })
    const name = 'object header continuation'
    outline.add(region(path, { name, type, ...block, inside: fields }))
  }
}

/** A header of version 2 has a signature, and its flags say whether messages carry a creation order. */
function formOf(
  source: ByteSource,
  offset: number,
): { readonly version: 1 | 2; readonly hasOrder: boolean } {
  const [first] = source.read(offset, 1)
  if (first !== 0x4f) return { version: 1, hasOrder: false }
  const [flags = 0] = source.read(offset + 5, 1)
  return { version: 2, hasOrder: (flags & 4) !== 0 }
}

function continuationOf(
  { sizes }: AddressSpace,
  bytes: Uint8Array,
): { readonly offset: number; readonly length: number } | null {
  const number = (from: number, width: number) =>
    bytes.subarray(from, from + width).reduceRight((sum, byte) => sum * 256 + byte, 0)
  if (bytes.length < sizes.offsetSize + sizes.lengthSize) return null
  const offset = sizes.base + number(0, sizes.offsetSize)
  const length = number(sizes.offsetSize, sizes.lengthSize)
  return Number.isSafeInteger(offset + length) ? { offset, length } : null
}
