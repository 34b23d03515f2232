import { Cursor } from '../../bytes/Cursor.ts'
import { PickleEnd } from './PickleEnd.ts'
import type { PickleRange } from './PickleValue.ts'

const NEWLINE = 0x0a

/**
 * Reads what opcodes write behind themselves. What is not all there throws `PickleEnd`, as `cut`. Where something
 * crosses the end of a frame, CPython reads on from a `bytes`, but drops the rest of the frame of a file.
 */
export class PickleReader {
  #cursor: Cursor
  readonly #from: Medium
  #frameEnd = 0
  #crossedAt: number | null = null

  constructor(bytes: Uint8Array, start: number, from: Medium) {
    this.#cursor = new Cursor(bytes, start)
    this.#from = from
  }

  /** Where something first crossed the end of a frame; null when nothing did. */
  get crossedAt(): number | null {
    return this.#crossedAt
  }

  /** Begins a frame of so many bytes. */
  beginFrame(length: bigint): void {
    this.#frameEnd = length > this.left ? 0 : this.offset + Number(length)
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
    this.#cross(Number(length))
    return this.#piece(Number(length))
  }

  /** The bytes up to the next line feed, without it. */
  line(): Piece {
    this.#cross(this.#lineBytes())
    const line = this.#piece(this.#lineBytes() - 1)
    this.#cursor.skip(1)
    return line
  }

  /** The same; of a last line without a line feed the reader in Python drops the last byte, and goes on. */
  lastLine(): Piece {
    const isLast = !this.#cursor.bytes.includes(NEWLINE, this.offset)
    if (!isLast || this.left === 0) return this.line()
    const line = this.#piece(this.left - 1)
    this.#cursor.skip(1)
    return line
  }

  #lineBytes(): number {
    const end = this.#cursor.bytes.indexOf(NEWLINE, this.offset)
    if (end < 0) throw new PickleEnd('cut', 'the bytes end inside a line')
    return end + 1 - this.offset
  }

  #piece(length: number): Piece {
    const at = { offset: this.offset, length }
    return { bytes: this.#cursor.take(length), at }
  }

  #take(length: number): Uint8Array {
    this.#require(length)
    return this.#cursor.take(length)
  }

  #require(length: number): void {
    this.#cross(length)
    if (length > this.left)
      throw new PickleEnd('cut', `${length} bytes are needed, ${this.left} are left`)
  }

  #cross(length: number): void {
    const { offset } = this
    if (offset >= this.#frameEnd || offset + length <= this.#frameEnd) return
    this.#crossedAt ??= offset
    if (this.#from === 'file') this.#cursor.seek(this.#frameEnd)
  }
}

/** What the unpickler is given: `bytes`, or a file that it reads frame by frame. */
export type Medium = 'bytes' | 'file'

export interface Piece {
  readonly bytes: Uint8Array
  readonly at: PickleRange
}
