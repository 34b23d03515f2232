import { Cursor } from '../bytes/Cursor.ts'
import { ParseError } from '../bytes/ParseError.ts'
import { shortValue, type FieldKind, type FieldNode } from './Field.ts'

const MAX_TEXT_BYTES = 512 // of which the beginning is shown

/** Reads a structure field by field, and keeps each as a field. Little-endian, as HDF5, zip and NumPy write. */
export class FieldReader {
  readonly fields: FieldNode[] = []
  readonly #cursor: Cursor
  readonly #base: number

  /** `base` is where `bytes` begin in the source. */
  constructor(bytes: Uint8Array, base: number) {
    this.#cursor = new Cursor(bytes)
    this.#base = base
  }

  /** In the source. */
  get offset(): number {
    return this.#base + this.#cursor.offset
  }

  get left(): number {
    return this.#cursor.left
  }

  /** An unsigned number, shown as `show` says. */
  number(name: string, width: number, show: (value: bigint) => string = String): bigint {
    const { offset } = this
    const value = this.#unsigned(width)
    this.#add({ name, offset, length: width, value: show(value), kind: 'number' })
    return value
  }

  /** An address or offset; all ones is the undefined one. */
  address(name: string, width: number): bigint | null {
    const { offset } = this
    const value = this.#unsigned(width)
    const isUndefined = value === (1n << BigInt(width * 8)) - 1n
    const shown = isUndefined ? 'undefined' : `0x${value.toString(16)}`
    this.#add({ name, offset, length: width, value: shown, kind: 'address' })
    return isUndefined ? null : value
  }

  text(name: string, length: number, kind: FieldKind = 'text'): string {
    const { offset } = this
    const text = textOf(this.#cursor.take(length))
    this.#add({ name, offset, length, value: shortValue(text), kind })
    return text
  }

  /** Bytes that are not looked into. Those that are missing at the end are left out. */
  bytes(name: string, length: number, kind: FieldKind = 'data', value = ''): void {
    const { offset } = this
    const here = Math.min(length, this.left)
    this.#cursor.skip(here)
    if (here > 0) this.#add({ name, offset, length: here, value, kind })
  }

  checksum(name: string): void {
    const { offset } = this
    const value = this.#unsigned(4).toString(16).padStart(8, '0')
    this.#add({ name, offset, length: 4, value, kind: 'checksum' })
  }

  /** A field whose own fields were read elsewhere. */
  nested(node: FieldNode): void {
    this.#cursor.skip(node.length)
    this.#add(node)
  }

  #unsigned(width: number): bigint {
    return this.#cursor.take(width).reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
  }

  #add(node: FieldNode): void {
    this.fields.push(node)
  }
}

/**
 * The fields that `read` reads of `bytes`, which begin at `base`. Where they break off, what was read is kept and the
 * fault is a field of its own.
 */
export function readFields(
  bytes: Uint8Array,
  base: number,
  read: (reader: FieldReader) => void,
): readonly FieldNode[] {
  const reader = new FieldReader(bytes, base)
  try {
    read(reader)
  } catch (error) {
    if (!(error instanceof ParseError)) throw error
    const { offset, left } = reader
    const broken = { name: 'broken', offset, length: left, value: error.message } as const
    return [...reader.fields, { ...broken, kind: 'broken' }]
  }
  return reader.fields
}

const UTF8 = new TextDecoder()

/** The beginning of bytes as text, up to the zeros at its end. */
export function textOf(bytes: Uint8Array): string {
  const end = bytes.subarray(0, MAX_TEXT_BYTES).findLastIndex((byte) => byte !== 0)
  return UTF8.decode(bytes.subarray(0, end + 1))
}

const CONTROL = /[^\P{Cc}\n\r\t]/u

/** Whether bytes are printable UTF-8 from their beginning, line ends included; none are not. */
export function isText(bytes: Uint8Array): boolean {
  const text = UTF8.decode(bytes.subarray(0, MAX_TEXT_BYTES))
  const whole = bytes.length > MAX_TEXT_BYTES ? text.slice(0, -4) : text // one may be cut at the end
  return whole !== '' && !whole.includes('\ufffd') && !CONTROL.test(whole)
}
