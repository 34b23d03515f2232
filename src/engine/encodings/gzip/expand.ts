// gzip (RFC 1952, all its members), zlib (RFC 1950) and bare DEFLATE (RFC 1951), expanded as far as a limit.
import { Gunzip, Inflate, Unzlib } from 'fflate'
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { Cursor } from '../../bytes/Cursor.ts'
import type { Expanded } from '../../bytes/GrowingBytes.ts'

const INPUT_BYTES = 16 * 1024 // DEFLATE makes at most 1,032 times as much of it: 17 MB at once

/** Whether `head` begins like gzip or zlib. The two bytes of zlib are also those of much else. */
export function compressionOf(head: Uint8Array): 'gzip' | 'zlib' | undefined {
  if (GZIP.every((byte, index) => head[index] === byte)) return 'gzip'
  return isZlib(head) ? 'zlib' : undefined
}

const GZIP = [0x1f, 0x8b, 0x08]

/** Method 8, a window of at most 32 KiB, no dictionary, and the check that makes it a multiple of 31. */
function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  const hasMethod = (first & 0x0f) === 8 && first >> 4 <= 7
  return hasMethod && (second & 0x20) === 0 && (first * 256 + second) % 31 === 0
}

type Compression = 'gzip' | 'zlib' | 'deflate'

const STREAMS = { gzip: Gunzip, zlib: Unzlib, deflate: Inflate }

/** What `source` expands to, at most `maxBytes` and one piece more. Never throws for what is in it. */
export function expand(source: ByteSource, kind: Compression, maxBytes: number): Expanded {
  const pieces: Uint8Array[] = []
  let size = 0
  const keep = (piece: Uint8Array) => {
    pieces.push(piece)
    size += piece.length
  }
  const stream = new STREAMS[kind](keep)
  for (let offset = 0; offset < source.size; offset += INPUT_BYTES) {
    const length = Math.min(INPUT_BYTES, source.size - offset)
    const message = push(stream, () => source.read(offset, length), offset + length === source.size)
    if (message !== null)
      return {
        bytes: joined(pieces, size),
        fault: { kind: 'malformed', message: `${message} near byte ${offset}` },
      }
    if (size > maxBytes) {
      const limit = `it expands to over ${maxBytes} bytes, of which the first were read`
      return { bytes: joined(pieces, size), fault: { kind: 'limit', message: limit } }
    }
  }
  return { bytes: joined(pieces, size), fault: lengthFault(source, kind, size) }
}

/**
 * What the library does not say. The last four bytes of gzip count what its last member expands to (RFC 1952, ISIZE):
 * when they count more than there is, something was cut off.
 */
function lengthFault(source: ByteSource, kind: Compression, size: number): Expanded['fault'] {
  if (size === 0) return { kind: 'malformed', message: 'it expands to nothing' }
  if (kind !== 'gzip') return null
  const counted = new Cursor(source.read(source.size - 4, 4)).u32()
  if (counted <= size) return null
  return { kind: 'malformed', message: `it counts ${counted} bytes and expands to ${size}` }
}

/** What the library, or the source, says is wrong; null when nothing is. */
function push(
  stream: Gunzip | Unzlib | Inflate,
  read: () => Uint8Array,
  isLast: boolean,
): string | null {
  try {
    stream.push(read(), isLast)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown error'
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let length = 0
  for (const piece of pieces) {
    bytes.set(piece, length)
    length += piece.length
  }
  return bytes
}
