// What lies in the file beside the entries, the directory and its end, and what lies in it twice.
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { beginningTraits, describeBeginning } from '../magic/beginning.ts'
import { END_RECORD_BYTES, type EndRecord } from './endRecord.ts'
import { endOf, FLAG_DESCRIPTOR, type ZipEntry, type ZipOddity } from './Zip.ts'

/** A piece of the file that something of the archive takes. */
interface Extent {
  readonly name: string
  readonly offset: number
  readonly end: number
  /** Whether a descriptor may follow. */
  readonly hasDescriptor: boolean
}

const START_BYTES = 16
const DESCRIPTOR_BYTES = [12, 16, 20, 24] // with or without a signature, 32- or 64-bit sizes (APPNOTE 4.3.9)

/** Bytes before, between and behind what the directory lists, and entries that share bytes. */
export function layoutOddities(
  source: ByteSource,
  end: EndRecord,
  entries: readonly ZipEntry[],
): readonly ZipOddity[] {
  const extents = entries.filter(({ dataOffset }) => dataOffset !== null).map(toExtent)
  const directory = {
    name: 'directory',
    offset: end.directoryOffset,
    end: end.directoryOffset + end.directorySize,
    hasDescriptor: false,
  }
  const sorted = [...extents, directory].toSorted((a, b) => a.offset - b.offset || a.end - b.end)
  return [...between(source, sorted), ...behind(source, end), ...rivals(end, extents)]
}

function toExtent(entry: ZipEntry): Extent {
  const { name, headerOffset, flags } = entry
  const hasDescriptor = (flags & FLAG_DESCRIPTOR) !== 0
  return { name, offset: headerOffset, end: endOf(entry), hasDescriptor }
}

function between(source: ByteSource, sorted: readonly Extent[]): readonly ZipOddity[] {
  const oddities: ZipOddity[] = []
  let before: Extent = { name: '', offset: 0, end: 0, hasDescriptor: false }
  for (const extent of sorted) {
    const gap = extent.offset - before.end
    if (gap < 0) oddities.push(overlap(before, extent))
    if (gap > 0 && !(before.hasDescriptor && DESCRIPTOR_BYTES.includes(gap)))
      oddities.push(unlisted(source, before, extent))
    if (extent.end >= before.end) before = extent
  }
  return oddities
}

function overlap(before: Extent, { name, offset, end }: Extent): ZipOddity {
  const detail = `${JSON.stringify(name)} begins at byte ${offset}, inside ${JSON.stringify(before.name)}, which ends at ${before.end}`
  return { what: 'overlapping-entries', detail, name, offset, length: end - offset }
}

function unlisted(source: ByteSource, before: Extent, after: Extent): ZipOddity {
  const offset = before.end
  const piece = { offset, length: after.offset - offset }
  if (offset === 0) return beside(source, 'prefix-data', 'before the first entry', piece)
  const what = `that the directory does not list, behind ${JSON.stringify(before.name)}`
  return { ...beside(source, 'trailing-data', what, piece), name: 'gap' }
}

interface Piece {
  readonly offset: number
  readonly length: number
}

/** Bytes that no entry has, with what they begin like. */
function beside(
  source: ByteSource,
  what: 'prefix-data' | 'trailing-data',
  where: string,
  piece: Piece,
): ZipOddity {
  const start = source.read(piece.offset, Math.min(piece.length, START_BYTES))
  const detail = `${piece.length} bytes ${where}; they begin like ${describeBeginning(start)}`
  return { what, detail, traits: beginningTraits(start), name: `bytes ${where}`, ...piece }
}

function behind(source: ByteSource, { offset, end }: EndRecord): readonly ZipOddity[] {
  const comment = {
    offset: offset + END_RECORD_BYTES,
    length: Math.min(end, source.size) - offset - END_RECORD_BYTES,
  }
  const rest = { offset: end, length: source.size - end }
  return [
    ...(comment.length > 0 ? [archiveComment(source, comment)] : []),
    ...(rest.length > 0 ? [beside(source, 'trailing-data', 'after the archive', rest)] : []),
    ...(rest.length < 0 ? [commentOutside(offset, -rest.length)] : []),
  ]
}

const MAX_PLAIN_COMMENT = 256 // the commit that a hosting service writes has 40 characters

/** Hosting services write a commit there, archivers their name: a short line of text says nothing. */
function archiveComment(source: ByteSource, piece: Piece): ZipOddity {
  const oddity = beside(source, 'trailing-data', 'of archive comment', piece)
  if (piece.length > MAX_PLAIN_COMMENT || (oddity.traits ?? []).length > 0) return oddity
  const isText = source.read(piece.offset, piece.length).every(isPlainByte)
  return isText ? { ...oddity, traits: ['ordinary'] } : oddity
}

function isPlainByte(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09
}

function commentOutside(offset: number, missing: number): ZipOddity {
  const detail = `the archive comment ends ${missing} bytes behind the end of the file`
  const place = { name: 'archive comment', offset, length: END_RECORD_BYTES }
  return { what: 'header-mismatch', detail, ...place }
}

/** End records that are not bytes of an entry: other readers may settle on one of them. */
function rivals({ offset, rivals }: EndRecord, extents: readonly Extent[]): readonly ZipOddity[] {
  return rivals
    .filter((at) => !extents.some((extent) => extent.offset <= at && at < extent.end))
    .map((at) => {
      const detail = `another end of central directory at byte ${at}; Python uses the one at ${offset}`
      return { what: 'trailing-data', detail, name: 'another end record', offset: at, length: 4 }
    })
}
