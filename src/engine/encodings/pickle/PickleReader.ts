import { Cursor } from '../../bytes/Cursor.ts'
import { PickleEnd } from './PickleEnd.ts'
import type { PickleRange } from './PickleValue.ts'

const NEWLINE = 0x0a

/** Reads what opcodes write behind themselves. What is not all there throws `PickleEnd`, as `cut`. */
export class PickleReader {
  #cursor: Cursor

  constructor(bytes: Uint8Array, start: number) {
    this.#cursor = new Cursor(bytes, start)
  }

  get offset(): number {
    return this.#cursor.offset
  }

  get left(): number {
    return this.#cursor.left
  }

  /** The next opcode's byte. */
  opcode(): number {
    if (this.left === 0) throw new PickleEnd('cut', 'the bytes end before a STOP')
    return this.#cursor.u8()
  }

  /** Goes on at the same offset in other bytes. */
  goOnIn(bytes: Uint8Array): void {
    this.#cursor = new Cursor(bytes, this.offset)
  }

  /** Moves back: what was read of an opcode that is not all there does not count. */
  seek(offset: number): void {
    this.#cursor.seek(offset)
  }

  unsigned(width: 1 | 2 | 4): number {
    this.#require(width)
    if (width === 1) return this.#cursor.u8()
    return width === 2 ? this.#cursor.u16() : this.#cursor.u32()
  }

  signed4(): number {
    this.#require(4)
    return this.#cursor.i32()
  }

  unsigned8(): bigint {
    this.#require(8)
    return this.#cursor.u64()
  }

  /** A float of eight bytes, the highest first. */
  float8(): number {
    const bytes = this.#take(8)
    return new DataView(bytes.buffer, bytes.byteOffset, 8).getFloat64(0)
  }

  /** `length` bytes, and where they stand. */
  sized(length: bigint | number): Piece {
    if (length > this.left)
      throw new PickleEnd('cut', `${length} bytes are announced, ${this.left} are left`)
    const at = { offset: this.offset, length: Number(length) }
    return { bytes: this.#cursor.take(Number(length)), at }
  }

  /** The bytes up to the next line feed, without it. */
  line(): Piece {
    const end = this.#cursor.bytes.indexOf(NEWLINE, this.offset)
    if (end < 0) throw new PickleEnd('cut', 'the bytes end inside a line')
    const line = this.sized(end - this.offset)
    this.#cursor.skip(1)
    return line
  }

  #take(length: number): Uint8Array {
    this.#require(length)
    return this.#cursor.take(length)
  }

  #require(length: number): void {
    if (length > this.left)
      throw new PickleEnd('cut', `${length} bytes are needed, ${this.left} are left`)
  }
}

export interface Piece {
  readonly bytes: Uint8Array
  readonly at: PickleRange
}
