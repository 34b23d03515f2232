// Bytes in an HDF5 file that mean nothing to it: a pickle, perhaps, or an archive. Each is examined as a file.
import { sliceSource } from '../../bytes/ByteSource.ts'
import { beginningOf } from '../../encodings/magic/beginning.ts'
import { looksLikePickle } from '../../encodings/pickle/looksLikePickle.ts'
import type { Visit } from '../../encodings/hdf5/walk.ts'
import { rangeWithin } from '../../model/Location.ts'
import type { InnerFile, ModelPart } from '../../model/ModelPart.ts'
import { problemPart } from '../../model/toPart.ts'

type DatasetVisit = Extract<Visit, { kind: 'dataset' }>
type AttributeVisit = Extract<Visit, { kind: 'attribute' }>
type File = Pick<InnerFile, 'source' | 'at'>

/**
 * The values of an opaque dataset, unless they are examined already; a problem when they do not stand in one piece.
 * Nothing for other datasets.
 */
export function* opaqueFile(
  { path, dataset }: DatasetVisit,
  file: File,
  isExamined: boolean,
): Iterable<ModelPart> {
  const { datatype, range, declaredBytes } = dataset
  if (!datatype.isOpaque || declaredBytes === 0n) return
  if (range !== null && range.length > 0 && isDirect(datatype)) {
    if (!isExamined)
      yield { kind: 'file', file: pieceOf(file, 'dataset', { name: path, ...range }) }
    return
  }
  const where = { kind: 'dataset', name: path, ...(range ?? { offset: 0, length: 0 }) } as const
  const message = `the opaque bytes of ${path} are packed in pieces and were not examined`
  yield problemPart('not-analysed', message, rangeWithin(file.at, where))
}

/** The values of sequences are in the global heap. */
export function isDirect({ name }: DatasetVisit['dataset']['datatype']): boolean {
  return !name.startsWith('sequences of')
}

const MIN_BYTES = 4 // a pickle of None has four
const BYTES = /^(u?int8|opaque|string)(\[|$)/

/** The value of an attribute of bytes that begins like a file. Nothing for others: weights have none. */
export function* attributeFile(
  { path, attribute }: AttributeVisit,
  file: File,
): Iterable<ModelPart> {
  const { datatype, value, name } = attribute
  const { bytes, offset } = value
  if (bytes.length < MIN_BYTES || datatype.text === 'variable') return
  if (!datatype.isOpaque && !BYTES.test(datatype.name)) return
  if (beginningOf(bytes)?.kind !== 'file' && !isPickle(bytes, datatype.text !== null)) return
  const whole = path === '' ? name : `${path}/${name}`
  const piece = { name: whole, offset, length: bytes.length }
  yield { kind: 'file', file: pieceOf(file, 'attribute', piece) }
}

/** Names in texts can look like a pickle of the oldest kind, which has no mark. */
function isPickle(bytes: Uint8Array, isText: boolean): boolean {
  return (!isText || bytes[0] === 0x80) && looksLikePickle(bytes, bytes.length)
}

function pieceOf(
  { source, at }: File,
  kind: 'dataset' | 'attribute',
  piece: { readonly name: string; readonly offset: number; readonly length: number },
): InnerFile {
  return {
    path: piece.name,
    source: sliceSource(source, piece.offset, piece.length),
    at: rangeWithin(at, { kind, ...piece }),
  }
}
