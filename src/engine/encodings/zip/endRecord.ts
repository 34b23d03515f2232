// The end of central directory record, found as CPython's `zipfile._EndRecData` finds it.
// APPNOTE 4.3.14 to 4.3.16: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { indicesOf, startsWith } from './signature.ts'
import type { ZipOddity } from './Zip.ts'

export interface EndRecord extends Directory {
  readonly offset: number
  /** Where the directory really begins: just before this record, whatever offset is given. */
  readonly directoryOffset: number
  /** To be added to every offset in the archive: the bytes that were put before it. */
  readonly shift: number
  /** Just behind the archive comment. */
  readonly end: number
  /** Further end records in the last 64 KiB, some of which may be bytes of entries. */
  readonly rivals: readonly number[]
  readonly oddities: readonly ZipOddity[]
}

/** What a record says of the directory; offsets as they are written. */
interface Directory {
  readonly declaredEntries: number
  readonly directorySize: number
  readonly declaredOffset: number
}

export const END_RECORD_BYTES = 22
const LOCATOR_BYTES = 20
const ZIP64_BYTES = 56
const TAIL_BYTES = 65_536 + END_RECORD_BYTES // the longest comment, rounded up as Python does

const MAX_RIVALS = 100 // one is odd enough

const END = [0x50, 0x4b, 0x05, 0x06]
const LOCATOR = [0x50, 0x4b, 0x06, 0x07]
const ZIP64_END = [0x50, 0x4b, 0x06, 0x06]
const CENTRAL = [0x50, 0x4b, 0x01, 0x02]

/** Finds the record that Python uses. Throws `ParseError` when there is none, or it points outside the file. */
export function readEndRecord(source: ByteSource): EndRecord {
  const tailOffset = Math.max(0, source.size - TAIL_BYTES)
  const tail = source.read(tailOffset, source.size - tailOffset)
  const places = indicesOf(tail, END)
  const at = isLast(tail)
    ? tail.length - END_RECORD_BYTES
    : places.findLast((place) => place + END_RECORD_BYTES <= tail.length)
  if (at === undefined) {
    const message = `zip: no end of central directory in the last ${tail.length} bytes`
    throw new ParseError(message, tailOffset)
  }
  const offset = tailOffset + at
  const cursor = new Cursor(tail, at + 8)
  const short = {
    declaredEntries: skipThen(cursor, 2).u16(),
    directorySize: cursor.u32(),
    declaredOffset: cursor.u32(),
  }
  const end = offset + END_RECORD_BYTES + cursor.u16()
  const others = places.filter((place) => place !== at).slice(-MAX_RIVALS)
  const rivals = others.map((place) => tailOffset + place)
  return { ...placed(source, offset, short), end, rivals }
}

/** Whether `source` ends like a zip archive whose directory has an entry. Never throws. */
export function endsLikeZip(source: ByteSource): boolean {
  try {
    const { directoryOffset } = readEndRecord(source)
    return hasSignature(source, directoryOffset, CENTRAL)
  } catch (error) {
    if (error instanceof ParseError) return false
    throw error
  }
}

function isLast(tail: Uint8Array): boolean {
  const last = tail.subarray(-END_RECORD_BYTES)
  return startsWith(last, END) && last[20] === 0 && last[21] === 0
}

function skipThen(cursor: Cursor, length: number): Cursor {
  cursor.skip(length)
  return cursor
}

function placed(
  source: ByteSource,
  offset: number,
  short: Directory,
): Omit<EndRecord, 'end' | 'rivals'> {
  const long = readZip64(source, offset)
  const directory = long?.directory ?? short
  const directoryEnd = long?.offset ?? offset
  const directoryOffset = directoryEnd - directory.directorySize
  if (directoryOffset < 0) {
    const message = `zip: a directory of ${directory.directorySize} bytes does not fit before byte ${directoryEnd}`
    throw new ParseError(message, offset)
  }
  const shift = directoryOffset - directory.declaredOffset
  const oddities = [
    ...(long === undefined ? [] : zip64Oddities(short, long, shift)),
    ...rivalDirectory(source, directory, directoryOffset),
  ]
  return { ...directory, offset, directoryOffset, shift, oddities }
}

interface Zip64 {
  readonly directory: Directory
  readonly offset: number
  readonly locatedAt: number
}

/** Python looks for the record just before its locator, and from then on believes nothing else. */
function readZip64(source: ByteSource, end: number): Zip64 | undefined {
  const locator = end - LOCATOR_BYTES
  const offset = locator - ZIP64_BYTES
  if (!hasSignature(source, locator, LOCATOR) || !hasSignature(source, offset, ZIP64_END))
    return undefined
  const cursor = new Cursor(source.read(offset, ZIP64_BYTES + LOCATOR_BYTES), 32)
  const directory = {
    declaredEntries: Number(cursor.u64()),
    directorySize: Number(cursor.u64()),
    declaredOffset: Number(cursor.u64()),
  }
  return { directory, offset, locatedAt: Number(skipThen(cursor, 8).u64()) }
}

function zip64Oddities(
  short: Directory,
  { directory, offset, locatedAt }: Zip64,
  shift: number,
): readonly ZipOddity[] {
  const place = { name: 'zip64 end record', offset, length: ZIP64_BYTES }
  const found = locatedAt + shift
  const wrongPlace = `the zip64 locator points to byte ${found}, the record stands at ${offset}`
  const disagree = `the zip64 record and the end record disagree: ${written(directory)} against ${written(short)}`
  return [
    ...(found === offset ? [] : [oddity(wrongPlace, place)]),
    ...(agrees(short, directory) ? [] : [oddity(disagree, place)]),
  ]
}

/** The short record holds all ones where only the long one counts. */
function agrees(short: Directory, long: Directory): boolean {
  return (
    [long.declaredEntries, 0xffff].includes(short.declaredEntries) &&
    [long.directorySize, 0xffffffff].includes(short.directorySize) &&
    [long.declaredOffset, 0xffffffff].includes(short.declaredOffset)
  )
}

function written({ declaredEntries, directorySize, declaredOffset }: Directory): string {
  return `${declaredEntries} entries in ${directorySize} bytes at ${declaredOffset}`
}

/** Readers that believe the offset as it is written must not find another directory there. */
function rivalDirectory(
  source: ByteSource,
  { declaredOffset, directorySize }: Directory,
  directoryOffset: number,
): readonly ZipOddity[] {
  if (declaredOffset === directoryOffset || !hasSignature(source, declaredOffset, CENTRAL))
    return []
  const detail = `the end record points to a directory at byte ${declaredOffset}; Python reads the one at ${directoryOffset}`
  const length = Math.min(directorySize, source.size - declaredOffset)
  return [oddity(detail, { name: 'another directory', offset: declaredOffset, length })]
}

function oddity(detail: string, place: Pick<ZipOddity, 'name' | 'offset' | 'length'>): ZipOddity {
  return { what: 'header-mismatch', detail, ...place }
}

function hasSignature(source: ByteSource, offset: number, signature: readonly number[]): boolean {
  if (offset < 0 || offset + signature.length > source.size) return false
  return startsWith(source.read(offset, signature.length), signature)
}
