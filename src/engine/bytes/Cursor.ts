import { ParseError } from './ParseError.ts'

const UTF8 = new TextDecoder('utf-8')

/** Reads forward through bytes and never leaves them: every read past the end throws `ParseError`. */
export class Cursor {
  readonly bytes: Uint8Array
  readonly #view: DataView
  #offset: number

  constructor(bytes: Uint8Array, offset = 0) {
    this.bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#offset = 0
    this.seek(offset)
  }

  /** Where the next read begins. */
  get offset(): number {
    return this.#offset
  }

  /** Bytes left. */
  get left(): number {
    return this.bytes.length - this.#offset
  }

  /** Moves to an absolute offset inside the bytes (their end is allowed). */
  seek(offset: number): void {
    if (!Number.isSafeInteger(offset) || offset < 0 || offset > this.bytes.length)
      throw new ParseError(`offset ${offset} is outside ${this.bytes.length} bytes`, this.#offset)
    this.#offset = offset
  }

  skip(length: number): void {
    this.#take(length)
  }

  u8(): number {
    return this.#view.getUint8(this.#take(1))
  }

  u16(): number {
    return this.#view.getUint16(this.#take(2), true)
  }

  u32(): number {
    return this.#view.getUint32(this.#take(4), true)
  }

  i32(): number {
    return this.#view.getInt32(this.#take(4), true)
  }

  u64(): bigint {
    return this.#view.getBigUint64(this.#take(8), true)
  }

  i64(): bigint {
    return this.#view.getBigInt64(this.#take(8), true)
  }

  f64(): number {
    return this.#view.getFloat64(this.#take(8), true)
  }

  /** An unsigned little-endian integer of `width` bytes (1 to 8); throws when it is over 2^53 - 1. */
  uint(width: number): number {
    const at = this.#offset
    let value = 0n
    for (const byte of this.take(width).toReversed()) value = (value << 8n) | BigInt(byte)
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new ParseError(`${value} is too large`, at)
    return Number(value)
  }

  /** The next `length` bytes, as a view of the same memory. */
  take(length: number): Uint8Array {
    const start = this.#take(length)
    return this.bytes.subarray(start, start + length)
  }

  /** The next `length` bytes as UTF-8; what is not UTF-8 becomes U+FFFD. */
  text(length: number): string {
    return UTF8.decode(this.take(length))
  }

  /** Reads a u32 count and checks that so many items of at least `itemBytes` bytes can still follow. */
  count(itemBytes: number): number {
    const at = this.#offset
    const items = this.u32()
    if (items * itemBytes > this.left)
      throw new ParseError(`${items} items of ${itemBytes} bytes in ${this.left} bytes`, at)
    return items
  }

  #take(length: number): number {
    const start = this.#offset
    if (!Number.isSafeInteger(length) || length < 0 || length > this.left)
      throw new ParseError(`${length} bytes wanted, ${this.left} left`, start)
    this.#offset = start + length
    return start
  }
}
