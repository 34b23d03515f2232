import { ParseError } from '../../bytes/ParseError.ts'

/** The beginning of a stream, kept as far as it was asked for. */
export class InflatedBytes {
  readonly #pieces: Iterator<Uint8Array, undefined>
  readonly #maxBytes: number
  #bytes = new Uint8Array(0)
  #length = 0

  constructor(pieces: Iterator<Uint8Array, undefined>, maxBytes: number) {
    this.#pieces = pieces
    this.#maxBytes = maxBytes
  }

  /** The first `end` bytes; throws `ParseError` when the stream ends before, or `end` is over the limit. */
  first(end: number): Uint8Array {
    if (end > this.#maxBytes)
      throw new ParseError(`${end} inflated bytes are over ${this.#maxBytes}`, this.#maxBytes)
    while (this.#length < end) {
      const next = this.#pieces.next()
      if (next.done === true)
        throw new ParseError(`inflates to ${this.#length} bytes, ${end} are wanted`, this.#length)
      this.#append(next.value)
    }
    return this.#bytes.subarray(0, end)
  }

  #append(piece: Uint8Array): void {
    const length = Math.min(this.#length + piece.length, this.#maxBytes)
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(
        Math.min(Math.max(length, 2 * this.#bytes.length), this.#maxBytes),
      )
      larger.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = larger
    }
    this.#bytes.set(piece.subarray(0, length - this.#length), this.#length)
    this.#length = length
  }
}
