// Writes values as Python's marshal module does, without references: every version of CPython reads it.
// Specification: Python/marshal.c of CPython 2.7 and 3.4 to 3.15.
import { GrowingBytes } from '../../bytes/GrowingBytes.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import type { Layout } from './Marshal.ts'

const UTF8 = new TextEncoder()
const LONG_DIGIT_BITS = 15n
const MAX_LONG_DIGITS = 10_000 // 150,000 bits; constants of code have a few hundred

/** The fields of a code object that are numbers and those that are values, in the order of its layout. */
export interface CodeHead {
  readonly layout: Layout
  readonly argcount: number
  readonly posonlyargcount: number
  readonly kwonlyargcount: number
  readonly nlocals: number
  readonly stacksize: number
  readonly flags: number
}

/** Writes one value after the other; containers say how many follow. Throws `ParseError` at `maxBytes`. */
export class MarshalWriter {
  readonly #output: GrowingBytes

  constructor(maxBytes: number) {
    this.#output = new GrowingBytes(maxBytes)
  }

  bytes(): Uint8Array {
    return this.#output.bytes()
  }

  none(): void {
    this.#type('N')
  }

  ellipsis(): void {
    this.#type('.')
  }

  boolean(value: boolean): void {
    this.#type(value ? 'T' : 'F')
  }

  /** An `int`: of 32 bits, or in digits of 15. */
  integer(value: bigint): void {
    if (BigInt.asIntN(32, value) === value) {
      this.#type('i')
      this.int32(Number(value))
      return
    }
    const digits: number[] = []
    for (let rest = value < 0n ? -value : value; rest > 0n; rest >>= LONG_DIGIT_BITS) {
      if (digits.length === MAX_LONG_DIGITS)
        throw new ParseError(`an integer of more than ${MAX_LONG_DIGITS} digits`, 0)
      digits.push(Number(rest & 0x7fffn))
    }
    this.#type('l')
    this.int32(value < 0n ? -digits.length : digits.length)
    for (const digit of digits) this.#raw([digit & 0xff, digit >> 8])
  }

  float(value: number): void {
    this.#type('g')
    this.#double(value)
  }

  complex(real: number, imaginary: number): void {
    this.#type('y')
    this.#double(real)
    this.#double(imaginary)
  }

  /** `bytes` of 3.x, `str` of 2.x. */
  byteString(bytes: Uint8Array): void {
    this.#type('s')
    this.int32(bytes.length)
    this.#output.append(bytes)
  }

  /** `str` of 3.x, `unicode` of 2.x. */
  text(text: string): void {
    const bytes = UTF8.encode(text)
    this.#type('u')
    this.int32(bytes.length)
    this.#output.append(bytes)
  }

  /** `count` values must follow. */
  container(kind: 'tuple' | 'frozenset', count: number): void {
    this.#type(kind === 'tuple' ? '(' : '>')
    this.int32(count)
  }

  /** The numbers that begin a code object; its values must follow, with `firstlineno` among them by `int32`. */
  code(head: CodeHead): void {
    this.#type('c')
    this.int32(head.argcount)
    if (head.layout === '3.8' || head.layout === '3.11') this.int32(head.posonlyargcount)
    if (head.layout !== '2.3') this.int32(head.kwonlyargcount)
    if (head.layout !== '3.11') this.int32(head.nlocals)
    this.int32(head.stacksize)
    this.int32(head.flags)
  }

  int32(value: number): void {
    this.#raw([value & 0xff, (value >> 8) & 0xff, (value >> 16) & 0xff, (value >> 24) & 0xff])
  }

  #type(letter: string): void {
    this.#output.push(letter.charCodeAt(0))
  }

  #double(value: number): void {
    const bytes = new Uint8Array(8)
    new DataView(bytes.buffer).setFloat64(0, value, true)
    this.#output.append(bytes)
  }

  #raw(bytes: readonly number[]): void {
    for (const byte of bytes) this.#output.push(byte)
  }
}
