// What a source consists of, whatever it is: its regions, and what lies in none of them.
import { sliceSource, type ByteSource } from '../bytes/ByteSource.ts'
import { ParseError } from '../bytes/ParseError.ts'
import { findSignature } from '../encodings/hdf5/superblock.ts'
import { npyHeader } from '../encodings/npy/npyHeader.ts'
import { readPyc } from '../encodings/pyc/readPyc.ts'
import { endsLikeZip } from '../encodings/zip/endRecord.ts'
import { isZip } from '../encodings/zip/readZip.ts'
import { shiftedRegion, type RegionNode } from './Field.ts'
import { gapsIn } from './gaps.ts'
import { outlineHdf5 } from './hdf5.ts'
import type { Layout, LayoutHint } from './FileLayout.ts'
import { outlineNumpy } from './numpy.ts'
import { Outline } from './Outline.ts'
import { outlineSafetensors } from './safetensors.ts'
import { outlineMarshal, outlinePickle, outlineProtobuf, outlinePyc } from './streams.ts'
import { outlineZip, type StoredMember } from './zip.ts'

const MAX_DEPTH = 3 // files in files; a .keras file holds an HDF5 file
const MAX_INNER = 200 // files in one archive that are laid out too
const HEAD_BYTES = 4_096
const MIN_INNER_BYTES = 16

/** Lays out a source. Never throws for what is in it: what is broken is noted, what was found is kept. */
export function layOut(source: ByteSource, hint: LayoutHint, depth = 0): Layout {
  const outline = new Outline()
  const encoding = readable(outline, () => encodingOf(source, hint)) ?? null
  if (encoding !== null) readable(outline, () => addAll(source, { hint, depth, encoding }, outline))
  const all =
    encoding === null ? [] : [...outline.regions, ...gapsIn(source, outline.regions, depth, layOut)]
  return { encoding, regions: all.toSorted(inOrder), notes: outline.notes }
}

function inOrder(one: RegionNode, other: RegionNode): number {
  return one.offset - other.offset || other.length - one.length
}

/** What `read` returns; what is wrong with the source is noted. */
function readable<T>(outline: Outline, read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    outline.fault(error)
    return undefined
  }
}

type Encoding =
  'HDF5' | 'zip' | 'NumPy' | 'safetensors' | 'pickle' | 'marshal' | '.pyc' | 'Protocol Buffers'

function encodingOf(source: ByteSource, { name, code }: LayoutHint): Encoding | null {
  if (code !== null) return code
  if (findSignature(source) !== null) return 'HDF5'
  if (isZip(source) || endsLikeZip(source)) return 'zip'
  const head = source.read(0, Math.min(HEAD_BYTES, source.size))
  if (/\.(?:pb|onnx)$/i.test(name)) return 'Protocol Buffers'
  return BEGINNINGS.find(([, isBeginning]) => isBeginning(head))?.[0] ?? null
}

const BEGINNINGS: readonly (readonly [Encoding, (head: Uint8Array) => boolean])[] = [
  ['NumPy', (head) => npyHeader(head) !== undefined],
  ['pickle', ([mark, protocol = 0]) => mark === 0x80 && protocol >= 2 && protocol <= 5],
  ['safetensors', (head) => head[8] === 0x7b && head[6] === 0 && head[7] === 0],
  ['.pyc', (head) => (readPyc(head)?.python ?? null) !== null],
]

interface Job {
  readonly hint: LayoutHint
  readonly depth: number
  readonly encoding: Encoding
}

function addAll(source: ByteSource, { hint, depth, encoding }: Job, outline: Outline): void {
  switch (encoding) {
    case 'HDF5':
      outlineHdf5(source, outline)
      return
    case 'zip':
      addMembers(source, outlineZip(source, outline), depth, outline)
      return
    case 'NumPy':
      return outlineNumpy(source, outline)
    case 'safetensors':
      return outlineSafetensors(source, outline)
    case 'pickle':
      return outlinePickle(source, outline)
    case 'marshal':
      return outlineMarshal(source, outline)
    case '.pyc':
      return outlinePyc(source, outline)
    case 'Protocol Buffers':
      return outlineProtobuf(source, hint.name, outline)
  }
}

/** Members that are stored as they are can be files of their own. */
function addMembers(
  source: ByteSource,
  members: readonly StoredMember[],
  depth: number,
  outline: Outline,
): void {
  if (depth >= MAX_DEPTH) return
  for (const { path, offset, length } of members.slice(0, MAX_INNER)) {
    if (length < MIN_INNER_BYTES || offset + length > source.size) continue
    const hint = { name: path.at(-1) ?? '', code: null }
    const inner = layOut(sliceSource(source, offset, length), hint, depth + 1)
    for (const node of inner.regions) outline.add(shiftedRegion(node, offset, path))
    for (const note of inner.notes) outline.note(`${path.join('/')}: ${note}`)
  }
}
