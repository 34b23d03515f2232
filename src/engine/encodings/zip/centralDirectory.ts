// The central directory, record by record, as CPython's `zipfile._RealGetContents` reads it. APPNOTE 4.3.12
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import type { EndRecord } from './endRecord.ts'
import { cutAtNul, decodeName } from './entryName.ts'
import { extraFields, unicodePath, withZip64 } from './extraFields.ts'
import type { ZipEntry } from './Zip.ts'

const MAX_DIRECTORY_BYTES = 64 * 1024 * 1024 // 600 bytes for each of the entries below
/** What is read of a directory; the largest published model has 4,000 entries. */
export const MAX_ENTRIES = 100_000

const RECORD_BYTES = 46
const SIGNATURE = 0x02014b50

/** An entry before its local header is read. */
export interface CentralRecord extends Omit<ZipEntry, 'dataOffset' | 'localName' | 'local'> {
  /** The name before Python cuts it at a NUL, or takes another from an extra field. */
  readonly writtenName: string
  /** Of the record itself. */
  readonly offset: number
  readonly length: number
}

/** The records, at most `MAX_ENTRIES`. Throws `ParseError` where the directory breaks off. */
export function readCentralDirectory(source: ByteSource, end: EndRecord): readonly CentralRecord[] {
  const { directoryOffset, directorySize } = end
  if (directorySize > MAX_DIRECTORY_BYTES) {
    const message = `zip: a directory of ${directorySize} bytes is over ${MAX_DIRECTORY_BYTES}`
    throw new ParseError(message, directoryOffset)
  }
  const cursor = new Cursor(source.read(directoryOffset, directorySize))
  const records: CentralRecord[] = []
  while (cursor.left > 0 && records.length < MAX_ENTRIES) records.push(readRecord(cursor, end))
  return records
}

function readRecord(cursor: Cursor, { directoryOffset, shift }: EndRecord): CentralRecord {
  const start = cursor.offset
  const offset = directoryOffset + start
  if (cursor.left < RECORD_BYTES)
    throw broken(`ends after ${cursor.left} bytes of a record`, offset)
  if (cursor.u32() !== SIGNATURE) throw broken('holds something else than records', offset)
  cursor.skip(4)
  const [flags, method] = [cursor.u16(), cursor.u16()]
  cursor.skip(4)
  const [crc32, compressed, uncompressed] = [cursor.u32(), cursor.u32(), cursor.u32()]
  const [nameBytes, extraBytes, commentBytes] = [cursor.u16(), cursor.u16(), cursor.u16()]
  cursor.skip(4)
  const externalAttributes = cursor.u32()
  const header = cursor.u32()
  if (nameBytes + extraBytes + commentBytes > cursor.left)
    throw broken(`ends inside the name of an entry`, offset)
  const rawName = cursor.take(nameBytes)
  const extra = extraFields(cursor.take(extraBytes))
  cursor.skip(commentBytes)
  const writtenName = decodeName(rawName, flags)
  const name = cutAtNul(unicodePath(rawName, extra) ?? writtenName)
  const [uncompressedSize = 0, compressedSize = 0, localOffset = 0] = withZip64(
    [uncompressed, compressed, header],
    extra,
  )
  return {
    name,
    writtenName,
    rawName,
    flags,
    method,
    crc32,
    compressedSize,
    uncompressedSize,
    headerOffset: localOffset + shift,
    externalAttributes,
    isDirectory: name.endsWith('/'),
    offset,
    length: cursor.offset - start,
  }
}

function broken(what: string, offset: number): ParseError {
  return new ParseError(`zip: the directory ${what} at byte ${offset}`, offset)
}
