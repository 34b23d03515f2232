import { ParseError } from './ParseError.ts'

/** Random access to bytes that need not be in memory. Reading is synchronous. */
export interface ByteSource {
  /** Bytes in all. */
  readonly size: number
  /** Returns exactly `length` bytes; throws `ParseError` when they are not all inside. Do not write to them. */
  read(offset: number, length: number): Uint8Array
}

/** The one place that checks a range before a host's `readRaw` is called. */
export function byteSource(
  size: number,
  readRaw: (offset: number, length: number) => Uint8Array,
): ByteSource {
  return {
    size,
    read(offset, length) {
      checkRange(size, offset, length)
      const bytes = length === 0 ? new Uint8Array(0) : readRaw(offset, length)
      if (bytes.length !== length)
        throw new ParseError(`got ${bytes.length} of ${length} bytes from the file`, offset)
      return bytes
    },
  }
}

/** A source over bytes in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return byteSource(bytes.length, (offset, length) => bytes.subarray(offset, offset + length))
}

/** The part of `source` from `offset` on, as a source of its own; throws `ParseError` when it is not inside. */
export function sliceSource(source: ByteSource, offset: number, length: number): ByteSource {
  checkRange(source.size, offset, length)
  return byteSource(length, (start, count) => source.read(offset + start, count))
}

function checkRange(size: number, offset: number, length: number): void {
  const fits = Number.isSafeInteger(offset) && Number.isSafeInteger(length)
  if (!fits || offset < 0 || length < 0 || offset + length > size)
    throw new ParseError(`${length} bytes at ${offset} are not inside ${size} bytes`, offset)
}
