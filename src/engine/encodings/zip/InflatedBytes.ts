import { ParseError } from '../../bytes/ParseError.ts'

/** Bytes that may still be kept, of one member or of all members of an archive together. */
export class InflateBudget {
  #left: number

  constructor(bytes: number) {
    this.#left = bytes
  }

  /** Throws `ParseError` when fewer than `bytes` are left. */
  take(bytes: number): void {
    if (bytes > this.#left)
      throw new ParseError(`${bytes} more inflated bytes, but only ${this.#left} may be kept`, 0)
    this.#left -= bytes
  }
}

/** The beginning of a stream, kept as far as it was asked for. */
export class InflatedBytes {
  readonly #pieces: Iterator<Uint8Array, undefined>
  readonly #size: number
  readonly #budget: InflateBudget
  #bytes = new Uint8Array(0)
  #length = 0

  /** `size` is the declared one: what the stream holds beyond it is left. */
  constructor(pieces: Iterator<Uint8Array, undefined>, size: number, budget: InflateBudget) {
    this.#pieces = pieces
    this.#size = size
    this.#budget = budget
  }

  /** The first `end` bytes; throws `ParseError` when the stream ends before, or the budget does. */
  first(end: number): Uint8Array {
    while (this.#length < end) {
      const next = this.#pieces.next()
      if (next.done === true)
        throw new ParseError(`inflates to ${this.#length} bytes, ${end} are wanted`, this.#length)
      this.#append(next.value.subarray(0, this.#size - this.#length))
    }
    return this.#bytes.subarray(0, end)
  }

  #append(piece: Uint8Array): void {
    this.#budget.take(piece.length)
    const length = this.#length + piece.length
    if (length > this.#bytes.length) {
      const larger = new Uint8Array(Math.min(Math.max(length, 2 * this.#bytes.length), this.#size))
      larger.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = larger
    }
    this.#bytes.set(piece, this.#length)
    this.#length = length
  }
}
