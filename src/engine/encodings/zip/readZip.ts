// Zip archives as CPython's `zipfile` reads them, with everything that another reader would see otherwise.
// APPNOTE: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { MAX_ENTRIES, readCentralDirectory } from './centralDirectory.ts'
import { END_RECORD_BYTES, readEndRecord, type EndRecord } from './endRecord.ts'
import { entryOddities } from './entryOddities.ts'
import { layoutOddities } from './layoutOddities.ts'
import { readLocalHeader, type EntryHeaders } from './localHeader.ts'
import { setOddities } from './setOddities.ts'
import { startsWith } from './signature.ts'
import type { ZipDirectory, ZipEntry, ZipOddity } from './Zip.ts'

const MAX_ODDITIES = 500 // of each kind: an archive of nothing else is odd enough

/** Whether `source` begins like a zip archive. One with bytes before it does not; see `endsLikeZip`. Never throws. */
export function isZip(source: ByteSource): boolean {
  if (source.size < END_RECORD_BYTES) return false
  const head = source.read(0, 4)
  return startsWith(head, [0x50, 0x4b, 0x03, 0x04]) || startsWith(head, [0x50, 0x4b, 0x05, 0x06])
}

/** The names in the directory; none for what does not begin like a zip archive, or is broken. Never throws. */
export function zipNames(source: ByteSource): ReadonlySet<string> {
  if (!isZip(source)) return new Set()
  try {
    const records = readCentralDirectory(source, readEndRecord(source))
    return new Set(records.map(({ name }) => name))
  } catch (error) {
    if (error instanceof ParseError) return new Set()
    throw error
  }
}

/**
 * Reads the directory and every local header, and no entry's bytes (so checksums are not tested here).
 * Throws `ParseError` when there is no directory or it breaks off.
 */
export function readZip(source: ByteSource): ZipDirectory {
  const end = readEndRecord(source)
  const records = readCentralDirectory(source, end)
  const headers = records.map((record) => ({ record, local: readLocalHeader(source, record) }))
  const entries = headers.map(toEntry)
  const members = new Map(entries.map((entry) => [entry.name, entry]))
  const oddities = [
    ...end.oddities,
    ...countOddities(records.length, end),
    ...setOddities(records),
    ...headers.flatMap(entryOddities),
    ...layoutOddities(source, end, entries),
  ]
  return { entries, members, oddities: firstOfEachKind(oddities) }
}

function toEntry({ record, local }: EntryHeaders): ZipEntry {
  return {
    name: record.name,
    rawName: record.rawName,
    method: record.method,
    flags: record.flags,
    crc32: record.crc32,
    compressedSize: record.compressedSize,
    uncompressedSize: record.uncompressedSize,
    headerOffset: record.headerOffset,
    dataOffset: local?.dataOffset ?? null,
    localName: local === undefined || local.name === record.writtenName ? null : local.name,
    local: local?.storedAs ?? null,
    externalAttributes: record.externalAttributes,
    isDirectory: record.isDirectory,
  }
}

function countOddities(
  records: number,
  { declaredEntries, directoryOffset, directorySize }: EndRecord,
): readonly ZipOddity[] {
  const place = { name: 'directory', offset: directoryOffset, length: directorySize }
  if (records === MAX_ENTRIES) {
    const detail = `the directory has ${declaredEntries} entries; ${MAX_ENTRIES} were read`
    return [{ what: 'archive-bomb', detail, ...place }]
  }
  if (records === declaredEntries) return []
  const detail = `the end record counts ${declaredEntries} entries, the directory has ${records}`
  return [{ what: 'header-mismatch', detail, ...place }]
}

function firstOfEachKind(oddities: readonly ZipOddity[]): readonly ZipOddity[] {
  const counts = new Map<ZipOddity['what'], number>()
  return oddities.filter(({ what }) => {
    const count = (counts.get(what) ?? 0) + 1
    counts.set(what, count)
    return count <= MAX_ODDITIES
  })
}
