import type { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { decodeLatin1, decodeUtf8 } from './decodeText.ts'
import type { MarshalValue } from './Marshal.ts'

interface Leaf {
  /** Where its type byte stands. */
  readonly offset: number
  /** Whether Python 2 wrote it. */
  readonly isTwo: boolean
  readonly report: (message: string) => void
}

type ReadLeaf = (cursor: Cursor, leaf: Leaf) => MarshalValue

/** Reads what follows the type byte of a value that holds no other. Throws `ParseError` on an unknown type. */
export function readLeaf(type: string, cursor: Cursor, leaf: Leaf): MarshalValue {
  const read = LEAVES.get(type)
  if (read === undefined) throw new ParseError(`unknown type ${JSON.stringify(type)}`, leaf.offset)
  return read(cursor, leaf)
}

const LEAVES: ReadonlyMap<string, ReadLeaf> = new Map<string, ReadLeaf>([
  ['0', (_, { offset }) => ({ kind: 'null', offset, length: 1 })],
  ['N', (_, { offset }) => ({ kind: 'none', offset, length: 1 })],
  ['.', (_, { offset }) => ({ kind: 'ellipsis', offset, length: 1 })],
  ['S', (_, { offset }) => ({ kind: 'stop-iteration', offset, length: 1 })],
  ['T', (_, { offset }) => ({ kind: 'boolean', value: true, offset, length: 1 })],
  ['F', (_, { offset }) => ({ kind: 'boolean', value: false, offset, length: 1 })],
  ['i', (cursor, { offset }) => small(BigInt(cursor.i32()), offset, 5)],
  ['I', (cursor, { offset }) => small(cursor.i64(), offset, 9)],
  ['l', readLong],
  ['f', readTextFloat],
  ['g', (cursor, { offset }) => ({ kind: 'float', value: cursor.f64(), offset, length: 9 })],
  ['x', readTextComplex],
  ['y', readComplex],
  ['s', readBytes],
  ['t', (cursor, leaf) => (leaf.isTwo ? readBytes(cursor, leaf) : readUtf8(cursor, leaf))],
  ['u', readUtf8],
  ['a', (cursor, leaf) => readLatin1(cursor, leaf, cursor.count(1))],
  ['A', (cursor, leaf) => readLatin1(cursor, leaf, cursor.count(1))],
  ['z', (cursor, leaf) => readLatin1(cursor, leaf, cursor.u8())],
  ['Z', (cursor, leaf) => readLatin1(cursor, leaf, cursor.u8())],
])

function small(value: bigint, offset: number, length: number): MarshalValue {
  return { kind: 'integer', value, isLong: false, offset, length }
}

const DIGIT_BITS = 15n
const DIGIT_LIMIT = 0x8000
const HEX_DIGITS_OF_FOUR = 15 // four digits of 15 bits

/** A count, negative for a negative number, and digits of 15 bits, the smallest first. */
function readLong(cursor: Cursor, { offset, isTwo, report }: Leaf): MarshalValue {
  const count = cursor.i32()
  const size = Math.abs(count)
  if (size * 2 > cursor.left)
    throw new ParseError(`an integer of ${size} digits in ${cursor.left} bytes`, offset)
  const digits: number[] = []
  for (let at = 0; at < size; at++) digits.push(cursor.u16())
  if (digits.some((digit) => digit >= DIGIT_LIMIT)) report('a digit of an integer is over 15 bits')
  if (digits.at(-1) === 0) report('an integer begins with a digit of zero')
  const magnitude = fromDigits(digits)
  const value = count < 0 ? -magnitude : magnitude
  return { kind: 'integer', value, isLong: isTwo, offset, length: cursor.offset - offset }
}

/** By way of hexadecimal text, which takes time in proportion to the length. */
function fromDigits(digits: readonly number[]): bigint {
  const parts: string[] = []
  for (let at = 0; at < digits.length; at += 4) {
    const four = digits.slice(at, at + 4).reduceRight((high, digit) => {
      return (high << DIGIT_BITS) | BigInt(digit & (DIGIT_LIMIT - 1))
    }, 0n)
    parts.push(four.toString(16).padStart(HEX_DIGITS_OF_FOUR, '0'))
  }
  return BigInt(`0x0${parts.reverse().join('')}`)
}

function readTextFloat(cursor: Cursor, leaf: Leaf): MarshalValue {
  const value = textNumber(cursor, leaf)
  return { kind: 'float', value, offset: leaf.offset, length: cursor.offset - leaf.offset }
}

function readTextComplex(cursor: Cursor, leaf: Leaf): MarshalValue {
  const real = textNumber(cursor, leaf)
  const imaginary = textNumber(cursor, leaf)
  const { offset } = leaf
  return { kind: 'complex', real, imaginary, offset, length: cursor.offset - offset }
}

function readComplex(cursor: Cursor, { offset }: Leaf): MarshalValue {
  return { kind: 'complex', real: cursor.f64(), imaginary: cursor.f64(), offset, length: 17 }
}

const FLOAT = /^[+-]?(\d+(?:\.\d*)?([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|inf(inity)?|nan)$/i

/** A number as text, as marshal wrote it before version 2. */
function textNumber(cursor: Cursor, { report }: Leaf): number {
  const text = decodeLatin1(cursor.take(cursor.u8())).trim()
  if (!FLOAT.test(text)) report(`${JSON.stringify(text)} is not a number`)
  const sign = text.startsWith('-') ? -1 : 1
  return /inf/i.test(text) ? sign * Number.POSITIVE_INFINITY : Number(text)
}

function readBytes(cursor: Cursor, { offset }: Leaf): MarshalValue {
  const count = cursor.count(1)
  const at = cursor.offset
  const bytes = cursor.take(count)
  return { kind: 'bytes', bytes, at, offset, length: cursor.offset - offset }
}

function readLatin1(cursor: Cursor, { offset }: Leaf, count: number): MarshalValue {
  const text = decodeLatin1(cursor.take(count))
  return { kind: 'text', text, codePoints: null, offset, length: cursor.offset - offset }
}

function readUtf8(cursor: Cursor, { offset, report }: Leaf): MarshalValue {
  const bytes = cursor.take(cursor.count(1))
  const decoded = decodeUtf8(bytes)
  if (decoded === undefined) report('a text is not UTF-8')
  const { text, codePoints } = decoded ?? {
    text: new TextDecoder().decode(bytes),
    codePoints: null,
  }
  return { kind: 'text', text, codePoints, offset, length: cursor.offset - offset }
}
