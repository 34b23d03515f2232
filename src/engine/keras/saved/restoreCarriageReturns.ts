// A keras_metadata.pb whose JSON had CR LF line ends (TensorFlow.NET writes it so) and that went through a
// text-mode copy: every CR LF became LF, and the lengths in the file are too large by one a line.
import { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'

const CR = 0x0d
const LF = 0x0a
const MAX_SIZE_BYTES = 10 // of a length, seven bits a byte

/**
 * Puts a CR before each LF in the strings of the nodes of `savedMetadata`, as their lengths say. Throws
 * `ParseError` when the lengths do not come out even: then this is not what happened to the file.
 */
export function restoreCarriageReturns(savedMetadata: Uint8Array): Uint8Array {
  const copy = new Copy(savedMetadata)
  while (copy.left > 0) {
    copy.tag()
    copy.filled(copy.size(), () => copyField(copy))
  }
  return copy.bytes
}

function copyField(copy: Copy): void {
  const isNumber = copy.tag() === 0
  const size = copy.size()
  if (!isNumber) copy.filled(size, () => copy.textByte())
}

/** Copies forward; `filled` holds what is written to the length that was promised for it. */
class Copy {
  readonly #cursor: Cursor
  readonly #restored: Uint8Array
  #length = 0

  constructor(bytes: Uint8Array) {
    this.#cursor = new Cursor(bytes)
    this.#restored = new Uint8Array(bytes.length * 2)
  }

  get left(): number {
    return this.#cursor.left
  }

  get bytes(): Uint8Array {
    return this.#restored.subarray(0, this.#length)
  }

  /** Copies a tag of one byte, for a number or for bytes (nodes have no others), and returns its wire type. */
  tag(): number {
    const tag = this.#byte()
    if (tag >= 0x80 || (tag % 8 !== 0 && tag % 8 !== 2)) throw this.#uneven()
    return tag % 8
  }

  size(): number {
    let size = 0
    for (let index = 0; index < MAX_SIZE_BYTES; index += 1) {
      const byte = this.#byte()
      size += (byte & 0x7f) * 2 ** (7 * index)
      if (byte < 0x80) return size
    }
    throw this.#uneven()
  }

  filled(length: number, copyNext: () => void): void {
    const end = this.#length + length
    while (this.#length < end) copyNext()
    if (this.#length > end) throw this.#uneven()
  }

  textByte(): void {
    const byte = this.#cursor.u8()
    if (byte === LF) this.#push(CR)
    this.#push(byte)
  }

  #byte(): number {
    const byte = this.#cursor.u8()
    this.#push(byte)
    return byte
  }

  #push(byte: number): void {
    this.#restored[this.#length] = byte
    this.#length += 1
  }

  #uneven(): ParseError {
    const message = 'lengths do not come out even with CR LF line ends'
    return new ParseError(message, this.#cursor.offset)
  }
}
