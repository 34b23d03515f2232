// The entries of an archive whose directory is broken or missing, by their local headers alone. APPNOTE 4.3.7
import { sliceSource, type ByteSource } from '../../bytes/ByteSource.ts'
import { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { decodeName, cutAtNul } from './entryName.ts'
import { extraFields, withZip64 } from './extraFields.ts'
import { inflated } from './inflate.ts'
import { startsWith } from './signature.ts'
import { endOf, FLAG_DESCRIPTOR, METHOD_DEFLATED, type ZipEntry } from './Zip.ts'

const MAX_ENTRIES = 2_000 // as many files as a report examines
const MAX_SEARCHED_BYTES = 512 * 1024 * 1024 // for headers, where none stands behind the entry before
const BLOCK_BYTES = 64 * 1024 // the next header is mostly near
const HEADER_BYTES = 30
const FIRST_BYTE = 0x50 // of every signature
const LOCAL = [0x50, 0x4b, 0x03, 0x04]
const ENDS = [LOCAL, [0x50, 0x4b, 0x07, 0x08], [0x50, 0x4b, 0x01, 0x02], [0x50, 0x4b, 0x05, 0x06]]

/** Every entry that a reader finds who walks from header to header, at most 2,000. Never throws for what is in the file. */
export function recoverEntries(source: ByteSource): readonly ZipEntry[] {
  const search = new Search(source)
  const entries: ZipEntry[] = []
  for (let at = search.next([LOCAL], 0); at !== null;) {
    const entry = entryAt(source, at, search)
    if (entry !== null) entries.push(entry)
    if (entries.length === MAX_ENTRIES) break
    at = search.next([LOCAL], entry === null ? at + LOCAL.length : endOf(entry))
  }
  return entries
}

/** Looks forward for signatures, in all through no more than its limit. */
class Search {
  readonly #source: ByteSource
  #left = MAX_SEARCHED_BYTES

  constructor(source: ByteSource) {
    this.#source = source
  }

  /** Where the first of `signatures` stands from `start` on; null when none does, or the limit is met. */
  next(signatures: readonly (readonly number[])[], start: number): number | null {
    const { size } = this.#source
    for (let offset = start; offset + 4 <= size; offset += BLOCK_BYTES) {
      const length = Math.min(BLOCK_BYTES + 3, size - offset)
      const bytes = this.#source.read(offset, length)
      const place = firstOf(bytes, signatures)
      this.#left -= place ?? length
      if (this.#left < 0) return null
      if (place !== null) return offset + place
    }
    return null
  }
}

function firstOf(bytes: Uint8Array, signatures: readonly (readonly number[])[]): number | null {
  for (let at = bytes.indexOf(FIRST_BYTE); at >= 0; at = bytes.indexOf(FIRST_BYTE, at + 1))
    if (signatures.some((signature) => startsWith(bytes.subarray(at, at + 4), signature))) return at
  return null
}

/** The entry whose local header stands at `headerOffset`; null when it makes no sense as one. */
function entryAt(source: ByteSource, headerOffset: number, search: Search): ZipEntry | null {
  if (headerOffset + HEADER_BYTES > source.size) return null
  const cursor = new Cursor(source.read(headerOffset, HEADER_BYTES), 6)
  const [flags, method] = [cursor.u16(), cursor.u16()]
  cursor.skip(4)
  const [crc32, compressed, uncompressed] = [cursor.u32(), cursor.u32(), cursor.u32()]
  const [nameBytes, extraBytes] = [cursor.u16(), cursor.u16()]
  const dataOffset = headerOffset + HEADER_BYTES + nameBytes + extraBytes
  if (nameBytes === 0 || dataOffset > source.size) return null
  const names = source.read(headerOffset + HEADER_BYTES, nameBytes + extraBytes)
  const rawName = names.subarray(0, nameBytes)
  const extra = extraFields(names.subarray(nameBytes))
  const [uncompressedSize = 0, compressedSize = 0] = withZip64([uncompressed, compressed], extra)
  const name = cutAtNul(decodeName(rawName, flags))
  const entry: ZipEntry = {
    name,
    rawName,
    method,
    flags,
    crc32,
    compressedSize,
    uncompressedSize,
    headerOffset,
    dataOffset,
    localName: null,
    local: null,
    externalAttributes: 0,
    isDirectory: name.endsWith('/'),
  }
  const isTold = (flags & FLAG_DESCRIPTOR) === 0 && dataOffset + compressedSize <= source.size
  return isTold ? entry : measured(source, entry, search.next(ENDS, dataOffset) ?? source.size)
}

/** The entry with the sizes that its bytes have, which end before `end`. */
function measured(source: ByteSource, entry: ZipEntry, end: number): ZipEntry {
  const { dataOffset, headerOffset, method } = entry
  const start = dataOffset ?? headerOffset
  const compressedSize = end - start
  const stored = sliceSource(source, start, compressedSize)
  const uncompressedSize = method === METHOD_DEFLATED ? inflatedBytes(stored) : compressedSize
  return { ...entry, compressedSize, uncompressedSize }
}

const MAX_MEASURED_BYTES = 256 * 1024 * 1024 // inflated once to be counted; more of an entry is not read

/** How many bytes come out before the end, the damage or the limit. */
function inflatedBytes(stored: ByteSource): number {
  let size = 0
  try {
    for (const piece of inflated(stored)) {
      size += piece.length
      if (size > MAX_MEASURED_BYTES) return MAX_MEASURED_BYTES
    }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
  }
  return size
}
