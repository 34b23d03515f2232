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

type ReadLeaf = (cursor: Cursor, leaf: Leaf) => Content
type WithoutPlace<T> = T extends unknown ? Omit<T, 'offset' | 'length'> : never
type Content = WithoutPlace<MarshalValue>

/** Reads what follows the type byte of a value that holds no other. Throws `ParseError` on an unknown type. */
export function readLeaf(type: string, cursor: Cursor, leaf: Leaf): MarshalValue {
  const read = LEAVES.get(type)
  if (read === undefined) throw new ParseError(`unknown type ${JSON.stringify(type)}`, leaf.offset)
  const content = read(cursor, leaf)
  return { ...content, offset: leaf.offset, length: cursor.offset - leaf.offset }
}

const LEAVES: ReadonlyMap<string, ReadLeaf> = new Map<string, ReadLeaf>([
  ['0', () => ({ kind: 'null' })],
  ['N', () => ({ kind: 'none' })],
  ['.', () => ({ kind: 'ellipsis' })],
  ['S', () => ({ kind: 'stop-iteration' })],
  ['T', () => ({ kind: 'boolean', value: true })],
  ['F', () => ({ kind: 'boolean', value: false })],
  ['i', (cursor) => integer(BigInt(cursor.i32()), false)],
  ['I', (cursor) => integer(cursor.i64(), false)],
  ['l', (cursor, leaf) => readLong(cursor, leaf)],
  ['f', (cursor, leaf) => ({ kind: 'float', value: textFloat(cursor, leaf) })],
  ['g', (cursor) => ({ kind: 'float', value: cursor.f64() })],
  [
    'x',
    (cursor, leaf) => ({
      kind: 'complex',
      real: textFloat(cursor, leaf),
      imaginary: textFloat(cursor, leaf),
    }),
  ],
  ['y', (cursor) => ({ kind: 'complex', real: cursor.f64(), imaginary: cursor.f64() })],
  ['s', (cursor) => readBytes(cursor)],
  ['t', (cursor, leaf) => (leaf.isTwo ? readBytes(cursor) : readUtf8(cursor, leaf))],
  ['u', readUtf8],
  ['a', (cursor) => readLatin1(cursor, cursor.count(1))],
  ['A', (cursor) => readLatin1(cursor, cursor.count(1))],
  ['z', (cursor) => readLatin1(cursor, cursor.u8())],
  ['Z', (cursor) => readLatin1(cursor, cursor.u8())],
])

function integer(value: bigint, isLong: boolean): Content {
  return { kind: 'integer', value, isLong }
}

const DIGIT_BITS = 15n
const DIGIT_LIMIT = 0x8000
const HEX_DIGITS_OF_FOUR = 15 // four digits of 15 bits

/** A count, negative for a negative number, and digits of 15 bits, the smallest first. */
function readLong(cursor: Cursor, { offset, isTwo, report }: Leaf): Content {
  const count = cursor.i32()
  const size = Math.abs(count)
  if (size * 2 > cursor.left)
    throw new ParseError(`an integer of ${size} digits in ${cursor.left} bytes`, offset)
  const digits: number[] = []
  for (let at = 0; at < size; at++) digits.push(cursor.u16())
  if (digits.some((digit) => digit >= DIGIT_LIMIT)) report('a digit of an integer is over 15 bits')
  if (digits.at(-1) === 0) report('an integer begins with a digit of zero')
  const magnitude = fromDigits(digits)
  return integer(count < 0 ? -magnitude : magnitude, isTwo)
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

const FLOAT = /^\s*[+-]?(\d+\.?\d*([eE][+-]?\d+)?|\.\d+([eE][+-]?\d+)?|inf(inity)?|nan)$/i

/** A float as text, as marshal wrote it before version 2. */
function textFloat(cursor: Cursor, { report }: Leaf): number {
  const text = decodeLatin1(cursor.take(cursor.u8())).trim()
  if (!FLOAT.test(text)) report(`${JSON.stringify(text)} is not a number`)
  const sign = text.startsWith('-') ? -1 : 1
  return /inf/i.test(text) ? sign * Number.POSITIVE_INFINITY : Number(text)
}

function readBytes(cursor: Cursor): Content {
  const length = cursor.count(1)
  const at = cursor.offset
  return { kind: 'bytes', bytes: cursor.take(length), at }
}

function readLatin1(cursor: Cursor, length: number): Content {
  return { kind: 'text', text: decodeLatin1(cursor.take(length)), codePoints: null }
}

function readUtf8(cursor: Cursor, { report }: Leaf): Content {
  const bytes = cursor.take(cursor.count(1))
  const decoded = decodeUtf8(bytes)
  if (decoded !== undefined) return { kind: 'text', ...decoded }
  report('a text is not UTF-8')
  return { kind: 'text', text: new TextDecoder().decode(bytes), codePoints: null }
}
