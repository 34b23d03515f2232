// What lies in the file beside the entries, the directory and its end, and what lies in it twice.
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { END_RECORD_BYTES, type EndRecord } from './endRecord.ts'
import { describeStart } from './signature.ts'
import { endOf, FLAG_DESCRIPTOR, type ZipEntry, type ZipOddity } from './Zip.ts'

/** A piece of the file that something of the archive takes. */
interface Extent {
  readonly name: string
  readonly offset: number
  readonly end: number
  /** Whether a descriptor may follow. */
  readonly hasDescriptor: boolean
}

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
  const length = after.offset - offset
  const start = describeStart(source.read(offset, Math.min(length, 16)))
  if (offset === 0) {
    const detail = `${length} bytes before the first entry; they begin like ${start}`
    return { what: 'prefix-data', detail, name: 'prefix', offset, length }
  }
  const detail = `${length} bytes that the directory does not list, behind ${JSON.stringify(before.name)}; they begin like ${start}`
  return { what: 'trailing-data', detail, name: 'gap', offset, length }
}

function behind(source: ByteSource, { offset, end }: EndRecord): readonly ZipOddity[] {
  const commentOffset = offset + END_RECORD_BYTES
  const comment = Math.min(end, source.size) - commentOffset
  const rest = source.size - end
  return [
    ...(comment > 0 ? [trailing(source, 'of archive comment', commentOffset, comment)] : []),
    ...(rest > 0 ? [trailing(source, 'after the archive', end, rest)] : []),
    ...(rest < 0 ? [commentOutside(offset, -rest)] : []),
  ]
}

function trailing(source: ByteSource, what: string, offset: number, length: number): ZipOddity {
  const start = describeStart(source.read(offset, Math.min(length, 16)))
  const detail = `${length} bytes ${what}; they begin like ${start}`
  return { what: 'trailing-data', detail, name: `bytes ${what}`, offset, length }
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
