// The tensors of a file, with their values where these can be read.
import { sliceSource, type ByteSource } from '../bytes/ByteSource.ts'
import { findSignature } from '../encodings/hdf5/superblock.ts'
import { openStructure } from '../encodings/hdf5/structure.ts'
import { walk, type Visit } from '../encodings/hdf5/walk.ts'
import { npyHeader } from '../encodings/npy/npyHeader.ts'
import { readSafetensors } from '../encodings/safetensors/readSafetensors.ts'
import { memberSource, whyClosed } from '../encodings/zip/memberSource.ts'
import { endsLikeZip } from '../encodings/zip/endRecord.ts'
import { isZip, readZip } from '../encodings/zip/readZip.ts'
import { chunkedPieces, whyUnreadable } from './chunks.ts'
import type { Values } from './Values.ts'

const MAX_DEPTH = 2 // an HDF5 file or an array in an archive
const PIECE_BYTES = 4 * 1024 * 1024 // whole items of every type

/** Yields every tensor, those of members of an archive under the member's name. Throws `ParseError`. */
export function* listValues(source: ByteSource, prefix = '', depth = 0): Generator<Values> {
  if (findSignature(source) !== null) yield* ofHdf5(source, prefix)
  else if (isZip(source) || endsLikeZip(source)) yield* ofZip(source, prefix, depth)
  else yield* ofPlainFile(source, prefix)
}

function* ofHdf5(source: ByteSource, prefix: string): Generator<Values> {
  const structure = openStructure(source)
  for (const visit of walk(structure))
    if (visit.kind === 'dataset') yield ofDataset(source, visit, { prefix, structure })
}

interface Within {
  readonly prefix: string
  readonly structure: ReturnType<typeof openStructure>
}

function ofDataset(
  source: ByteSource,
  { path, dataset }: Extract<Visit, { kind: 'dataset' }>,
  { prefix, structure }: Within,
): Values {
  const { datatype, dataspace, declaredBytes, range, externalFiles } = dataset
  const known = {
    name: `${prefix}${path}`,
    dtype: datatype.name,
    shape: dataspace.dimensions?.map(Number) ?? [],
    isBigEndian: datatype.isBigEndian,
    bytes: Number(declaredBytes),
  }
  if (externalFiles !== null) return { ...known, ...unread('its values are in other files') }
  if (range !== null)
    return {
      ...known,
      bytes: range.length,
      unread: null,
      pieces: () => piecesOf(sliceSource(source, range.offset, range.length)),
    }
  const why = whyUnreadable(dataset)
  if (why !== null) return { ...known, ...unread(why) }
  return { ...known, unread: null, pieces: () => chunkedPieces(structure.space, dataset) }
}

function unread(why: string): Pick<Values, 'unread' | 'pieces'> {
  return { unread: why, pieces: () => [] }
}

function* piecesOf(source: ByteSource): Generator<Uint8Array> {
  for (let offset = 0; offset < source.size; offset += PIECE_BYTES)
    yield source.read(offset, Math.min(PIECE_BYTES, source.size - offset))
}

function* ofZip(source: ByteSource, prefix: string, depth: number): Generator<Values> {
  if (depth >= MAX_DEPTH) return
  for (const entry of readZip(source).members.values()) {
    if (entry.isDirectory || whyClosed(source, entry) !== null) continue
    const inner = memberSource(source, entry)
    const name = `${prefix}${entry.name}`
    yield* listValues(inner, /\.npy$/.test(entry.name) ? name : `${name}/`, depth + 1)
  }
}

function* ofPlainFile(source: ByteSource, prefix: string): Generator<Values> {
  const head = source.read(0, Math.min(HEAD_BYTES, source.size))
  const header = npyHeader(head)
  if (header !== undefined) yield ofNumpy(source, header, prefix)
  else if (head[8] === 0x7b && head[6] === 0 && head[7] === 0) yield* ofSafetensors(source, prefix)
}

const HEAD_BYTES = 4_096

function ofNumpy(
  source: ByteSource,
  { descr, shape, hasObjects, dataOffset }: NonNullable<ReturnType<typeof npyHeader>>,
  name: string,
): Values {
  const start = Math.min(dataOffset, source.size)
  const bytes = source.size - start
  const type = descr.replaceAll("'", '')
  const known = {
    name: name === '' ? 'array' : name,
    dtype: numpyType(type),
    shape: shape ?? [],
    isBigEndian: type.startsWith('>'),
    bytes,
  }
  if (hasObjects) return { ...known, ...unread('it holds Python objects, which are a pickle') }
  return { ...known, unread: null, pieces: () => piecesOf(sliceSource(source, start, bytes)) }
}

/** `<f4` is `float32`. */
function numpyType(descr: string): string {
  const [, kind = '', width = ''] = /^[<>=|]?([a-zA-Z?])(\d*)$/.exec(descr) ?? []
  const name = new Map([
    ['f', 'float'],
    ['i', 'int'],
    ['u', 'uint'],
  ]).get(kind)
  if (kind === 'b' || kind === '?') return 'bool'
  return name === undefined ? descr : `${name}${Number(width) * 8}`
}

const SAFE_TYPES: ReadonlyMap<string, string> = new Map([
  ['F64', 'float64'],
  ['F32', 'float32'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
  ['I64', 'int64'],
  ['I32', 'int32'],
  ['I16', 'int16'],
  ['I8', 'int8'],
  ['U64', 'uint64'],
  ['U32', 'uint32'],
  ['U16', 'uint16'],
  ['U8', 'uint8'],
  ['BOOL', 'bool'],
])

function* ofSafetensors(source: ByteSource, prefix: string): Generator<Values> {
  for (const { name, dtype, shape, offset, length } of readSafetensors(source).tensors)
    yield {
      name: `${prefix}${name}`,
      dtype: SAFE_TYPES.get(dtype) ?? dtype,
      shape,
      isBigEndian: false,
      bytes: length,
      unread: null,
      pieces: () => piecesOf(sliceSource(source, offset, length)),
    }
}
