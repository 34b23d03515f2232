// The bytes of one entry of a zip archive.
import { byteSource, sliceSource, type ByteSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { crc32 } from './crc32.ts'
import { expandedWhole, isExpandedWhole, MAX_WHOLE_BYTES } from './expandedWhole.ts'
import { inflated } from './inflate.ts'
import { InflateBudget, InflatedBytes } from './InflatedBytes.ts'
import {
  endOf,
  FLAG_ENCRYPTED,
  FLAG_STRONG_ENCRYPTION,
  METHOD_DEFLATED,
  METHOD_STORED,
  type ZipEntry,
} from './Zip.ts'

/** What is inflated and kept at the most: half of what a browser tab can hold. */
export const MAX_INFLATED_BYTES = 1024 ** 3
const MAX_TRIAL_BYTES = 64 * 1024 * 1024 // of an entry marked as encrypted, to see whether it is
const BLOCK_BYTES = 1024 * 1024

/** Why an entry cannot be read, in the words of a problem. */
export interface Closed {
  readonly kind: 'absent' | 'not-analysed' | 'malformed'
  readonly reason: string
}

/** Methods that exist and are not read here. APPNOTE 4.4.5 */
const METHODS = new Map([
  [9, 'Deflate64'],
  [93, 'Zstandard'],
  [99, 'AES'],
])

/** Why the bytes of `entry` cannot be read; null when they can. Never throws. */
export function whyClosed(source: ByteSource, entry: ZipEntry): Closed | null {
  const { dataOffset } = entry
  if (dataOffset === null || endOf(entry) > source.size) {
    const reason = `its bytes do not lie inside the ${source.size} bytes of the archive`
    return { kind: 'malformed', reason }
  }
  const unread = whyUnread(entry)
  if (unread !== null) return unread
  const isMarked = (entry.flags & (FLAG_ENCRYPTED | FLAG_STRONG_ENCRYPTION)) !== 0
  return isMarked && !isPlain(source, entry) ? { kind: 'absent', reason: 'it is encrypted' } : null
}

function whyUnread(entry: ZipEntry): Closed | null {
  const { method, compressedSize, uncompressedSize } = entry
  if (method === METHOD_STORED || method === METHOD_DEFLATED) return null
  if (!isExpandedWhole(entry)) {
    const reason = `it is compressed by method ${method} (${METHODS.get(method) ?? 'unknown'}), which is not read`
    return { kind: 'not-analysed', reason }
  }
  const most = Math.max(compressedSize, uncompressedSize)
  if (most < MAX_WHOLE_BYTES) return null
  const reason = `its ${most} bytes of method ${method} are over ${MAX_WHOLE_BYTES}`
  return { kind: 'not-analysed', reason }
}

/**
 * The bytes of `entry` as a source: a slice when stored, else inflated as far as is read. Its size is the declared
 * one; no more is inflated than that, or than `budget` has left. Throws `ParseError` when `whyClosed` has a reason.
 */
export function memberSource(
  source: ByteSource,
  entry: ZipEntry,
  budget = new InflateBudget(MAX_INFLATED_BYTES),
): ByteSource {
  const stored = storedSource(source, entry)
  const size = entry.uncompressedSize
  if (entry.method === METHOD_STORED) return sliceSource(stored, 0, Math.min(size, stored.size))
  const bytes = new InflatedBytes(expandedPieces(stored, entry), size, budget)
  return byteSource(size, (offset, length) => bytes.first(offset + length).subarray(offset))
}

/** What `entry` holds, piece by piece, whatever size is declared. Throws `ParseError` when it cannot be read. */
export function memberPieces(source: ByteSource, entry: ZipEntry): Iterable<Uint8Array> {
  return pieces(storedSource(source, entry), entry)
}

/** The bytes as they stand in the archive. */
function storedSource(source: ByteSource, entry: ZipEntry): ByteSource {
  const closed = whyClosed(source, entry)
  if (closed === null) return slice(source, entry)
  throw new ParseError(`${JSON.stringify(entry.name)}: ${closed.reason}`, entry.headerOffset)
}

function slice(source: ByteSource, { dataOffset, compressedSize }: ZipEntry): ByteSource {
  return sliceSource(source, dataOffset ?? 0, compressedSize)
}

/** A mark alone encrypts nothing: some readers ignore it, so bytes with the right checksum are read. */
function isPlain(source: ByteSource, entry: ZipEntry): boolean {
  if (entry.compressedSize === 0 || entry.uncompressedSize > MAX_TRIAL_BYTES) return false
  let sum = 0
  try {
    for (const piece of pieces(slice(source, entry), entry)) sum = crc32(piece, sum)
    return sum === entry.crc32
  } catch (error) {
    if (error instanceof ParseError) return false
    throw error
  }
}

function pieces(stored: ByteSource, entry: ZipEntry): Iterable<Uint8Array> {
  return entry.method === METHOD_STORED ? blocks(stored) : expandedPieces(stored, entry)
}

function expandedPieces(
  stored: ByteSource,
  entry: ZipEntry,
): Iterator<Uint8Array, undefined> & Iterable<Uint8Array> {
  return isExpandedWhole(entry) ? expandedWhole(stored, entry) : inflated(stored)
}

function* blocks(source: ByteSource): Generator<Uint8Array> {
  for (let offset = 0; offset < source.size; offset += BLOCK_BYTES)
    yield source.read(offset, Math.min(BLOCK_BYTES, source.size - offset))
}
