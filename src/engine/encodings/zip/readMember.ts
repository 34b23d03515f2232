import type { ByteSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { crc32 } from './crc32.ts'
import { MAX_INFLATED_BYTES, memberPieces } from './memberSource.ts'
import type { ZipEntry, ZipOddity } from './Zip.ts'

export interface MemberBytes {
  readonly bytes: Uint8Array
  /** A wrong checksum. The bytes are those that a reader gets which does not look at it. */
  readonly oddities: readonly ZipOddity[]
}

/**
 * The bytes of `entry` up to its declared size, fewer when it holds fewer (as in Python).
 * Throws `ParseError` when it declares over `maxBytes`, or cannot be read.
 */
export function readMember(source: ByteSource, entry: ZipEntry, maxBytes: number): MemberBytes {
  if (entry.uncompressedSize > maxBytes) {
    const message = `${JSON.stringify(entry.name)} has ${entry.uncompressedSize} bytes, over ${maxBytes}`
    throw new ParseError(message, entry.headerOffset)
  }
  const kept: Uint8Array[] = []
  const found = walk(source, entry, (piece) => kept.push(piece))
  return { bytes: joined(kept), oddities: byteOddities(entry, found) }
}

/** Reads `entry` to its declared end, without keeping it, for its checksum. Throws `ParseError` when it cannot be read. */
export function checkMember(source: ByteSource, entry: ZipEntry): readonly ZipOddity[] {
  return byteOddities(
    entry,
    walk(source, entry, () => undefined),
  )
}

interface Found {
  /** Of the bytes up to the declared size. */
  readonly crc32: number
  /** More than the declared size when the entry goes on. */
  readonly size: number
}

function walk(source: ByteSource, entry: ZipEntry, keep: (piece: Uint8Array) => void): Found {
  const declared = Math.min(entry.uncompressedSize, MAX_INFLATED_BYTES)
  let sum = 0
  let size = 0
  for (const piece of memberPieces(source, entry)) {
    const wanted = piece.subarray(0, Math.max(0, declared - size))
    sum = crc32(wanted, sum)
    size += piece.length
    keep(wanted)
    if (size > declared) break
  }
  return { crc32: sum, size }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const [only] = pieces
  if (pieces.length === 1 && only !== undefined) return only
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0))
  let length = 0
  for (const piece of pieces) {
    bytes.set(piece, length)
    length += piece.length
  }
  return bytes
}

function byteOddities(
  { name, headerOffset, dataOffset, compressedSize, ...declared }: ZipEntry,
  found: Found,
): readonly ZipOddity[] {
  const place = { name, offset: dataOffset ?? headerOffset, length: compressedSize }
  const quoted = JSON.stringify(name)
  const size = `${quoted} has ${found.size > declared.uncompressedSize ? 'more' : 'fewer'} bytes than the ${declared.uncompressedSize} declared`
  const sum = `${quoted} has the checksum ${hex(found.crc32)}, its header says ${hex(declared.crc32)}; Python refuses it, others read it`
  return [
    ...(found.size === declared.uncompressedSize
      ? []
      : [{ what: 'header-mismatch', detail: size, ...place } as const]),
    ...(found.crc32 === declared.crc32
      ? []
      : [{ what: 'crc-mismatch', detail: sum, ...place } as const]),
  ]
}

function hex(checksum: number): string {
  return checksum.toString(16).padStart(8, '0')
}
