import { ParseError } from './ParseError.ts'

/** What compressed bytes expand to. */
export interface Expanded {
  readonly bytes: Uint8Array
  /** Why there are not more of them: damage, or the limit. Null when they are all. */
  readonly fault: { readonly kind: 'malformed' | 'limit'; readonly message: string } | null
}

const FIRST_BYTES = 4_096

/** Bytes that a decompressor writes one by one, and copies from what it wrote before, up to a limit. */
export class GrowingBytes {
  readonly #maxBytes: number
  #bytes: Uint8Array
  #length = 0

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes
    this.#bytes = new Uint8Array(Math.min(FIRST_BYTES, maxBytes))
  }

  /** Bytes written. */
  get length(): number {
    return this.#length
  }

  /** Whether no more bytes may be written. */
  get isFull(): boolean {
    return this.#length === this.#maxBytes
  }

  /** Throws `ParseError` when the limit is met; so do `append` and `copy`. */
  push(byte: number): void {
    if (this.#length === this.#bytes.length) this.#grow()
    this.#bytes[this.#length++] = byte
  }

  append(bytes: Uint8Array): void {
    for (const byte of bytes) this.push(byte)
  }

  /** Writes again the `length` bytes that begin `distance` bytes back; they may overlap the new ones. */
  copy(distance: number, length: number): void {
    if (distance < 1 || distance > this.#length)
      throw new ParseError(`a copy from ${distance} bytes back, of ${this.#length}`, this.#length)
    for (let left = length; left > 0; left--) this.push(this.at(distance))
  }

  /** The byte `distance` bytes back: 1 is the last. 0 before the first. */
  at(distance: number): number {
    return this.#bytes[this.#length - distance] ?? 0
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  #grow(): void {
    if (this.isFull)
      throw new ParseError(`it expands to over ${this.#maxBytes} bytes`, this.#maxBytes)
    const grown = new Uint8Array(Math.min(this.#length * 2, this.#maxBytes))
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}

/** Runs a decompressor; what it wrote before it threw `ParseError` is kept. */
export function expanded(maxBytes: number, write: (output: GrowingBytes) => void): Expanded {
  const output = new GrowingBytes(maxBytes)
  try {
    write(output)
    return { bytes: output.bytes(), fault: null }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    const kind = output.isFull ? 'limit' : 'malformed'
    return { bytes: output.bytes(), fault: { kind, message: error.message } }
  }
}
