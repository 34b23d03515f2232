import { ParseError } from '../../bytes/ParseError.ts'

/** Reads bits, the highest of a byte first. Every read past the end throws `ParseError`. */
export class BitReader {
  readonly #bytes: Uint8Array
  #offset = 0
  #held = 0
  #count = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** The first byte of which no bit was read. */
  get offset(): number {
    return this.#offset
  }

  /** An unsigned number of `count` bits, 24 at the most. */
  read(count: number): number {
    while (this.#count < count) {
      const byte = this.#bytes[this.#offset]
      if (byte === undefined) throw new ParseError('it ends in the middle', this.#offset)
      this.#held = ((this.#held & 0xffffff) << 8) | byte
      this.#offset++
      this.#count += 8
    }
    this.#count -= count
    return (this.#held >>> this.#count) & (2 ** count - 1)
  }

  /** Skips to the next byte. */
  align(): void {
    this.#count = 0
  }
}
