// Methods of zip that are expanded in one go: bzip2, LZMA and xz. APPNOTE 4.4.5 and 5.8 (LZMA)
import type { ByteSource } from '../../bytes/ByteSource.ts'
import { Cursor } from '../../bytes/Cursor.ts'
import type { Expanded } from '../../bytes/GrowingBytes.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { expandBzip2 } from '../bzip2/expandBzip2.ts'
import { expandXz } from '../xz/expandXz.ts'
import { METHOD_BZIP2, METHOD_LZMA, METHOD_XZ, type ZipEntry } from './Zip.ts'

/** Of what one entry stores and expands to: these decoders make some 10 MB a second. */
export const MAX_WHOLE_BYTES = 64 * 1024 * 1024

type Stored = Pick<ZipEntry, 'method' | 'uncompressedSize'>

/** Whether an entry of that method is expanded in one go. */
export function isExpandedWhole({ method }: Pick<ZipEntry, 'method'>): boolean {
  return method === METHOD_BZIP2 || method === METHOD_LZMA || method === METHOD_XZ
}

/** What the bytes of an entry expand to, one piece, then `ParseError` when they break off. */
export function* expandedWhole(
  source: ByteSource,
  entry: Stored,
): Generator<Uint8Array, undefined> {
  const { bytes, fault } = expand(source.read(0, source.size), entry)
  if (bytes.length > 0) yield bytes
  if (fault !== null && bytes.length < entry.uncompressedSize)
    throw new ParseError(fault.message, source.size)
}

/** One byte more than is declared tells that there are more. */
function expand(bytes: Uint8Array, { method, uncompressedSize }: Stored): Expanded {
  const most = Math.min(uncompressedSize + 1, MAX_WHOLE_BYTES)
  if (method === METHOD_BZIP2) return expandBzip2(bytes, most)
  return expandXz(method === METHOD_XZ ? bytes : withLzmaHead(bytes, uncompressedSize), most)
}

const ZIP_HEAD_BYTES = 4 // version of the SDK, size of the properties
const PROPERTY_BYTES = 5

/** Zip has the head of a `.lzma` file without the size. Throws `ParseError` when it is cut. */
function withLzmaHead(bytes: Uint8Array, size: number): Uint8Array {
  const cursor = new Cursor(bytes)
  cursor.skip(ZIP_HEAD_BYTES)
  const properties = cursor.take(PROPERTY_BYTES)
  const packed = cursor.take(cursor.left)
  const whole = new Uint8Array(PROPERTY_BYTES + 8 + packed.length)
  whole.set(properties)
  new DataView(whole.buffer).setBigUint64(PROPERTY_BYTES, BigInt(size), true)
  whole.set(packed, PROPERTY_BYTES + 8)
  return whole
}
