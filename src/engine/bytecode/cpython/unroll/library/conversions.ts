// Functions of the builtins module that make texts, bytes and numbers. https://docs.python.org/3/library/functions.html
import { decodeLatin1 } from '../../../../encodings/marshal/decodeText.ts'
import { decodeAs, encodeAs, attempt } from '../operations/codecs.ts'
import { decodeHex } from '../../../../encodings/hex/decodeHex.ts'
import type { Folding, Known } from '../Folding.ts'
import { asciiOf, characterOf, formatted, reprOf, strOf } from '../operations/formatValue.ts'
import { itemsOf } from '../operations/items.ts'
import { binary } from '../operations/operators.ts'
import {
  boolean,
  dataOf,
  dict,
  integer,
  list,
  numberIn,
  text,
  traceOf,
  truth,
  UNKNOWN,
  type Given,
  type Text,
  type Value,
} from '../values.ts'
import { integerOf } from '../operations/structs.ts'

const first = ({ positional }: Given): Value => positional[0] ?? UNKNOWN

const shown =
  (show: (value: Value) => string | undefined): Known =>
  (given, folding) => {
    const made = show(first(given))
    return made === undefined ? undefined : folding.tracer.made('', [first(given)], made, given.at)
  }

const radix =
  (base: number, prefix: string): Known =>
  ({ positional: [value] }) => {
    if (value?.kind !== 'integer') return undefined
    const digits = (value.value < 0n ? -value.value : value.value).toString(base)
    return text(`${value.value < 0n ? '-' : ''}${prefix}${digits}`)
  }

/** By name, without `builtins.`. */
export const CONVERSIONS: readonly (readonly [string, Known])[] = [
  ['chr', chr],
  ['unichr', chr],
  ['ord', ord],
  ['str', str],
  ['unicode', str],
  ['repr', shown((value) => reprOf(value))],
  ['ascii', shown(asciiOf)],
  ['format', format],
  ['bytes', bytesCall],
  ['bytearray', bytesCall],
  ['memoryview', bytesCall],
  ['buffer', bytesCall],
  ['bytes.fromhex', fromHex],
  ['bytearray.fromhex', fromHex],
  ['int', int],
  ['long', int],
  ['int.from_bytes', fromBytes],
  ['bool', ({ positional: [value = UNKNOWN] }) => known(truth(value))],
  ['hex', radix(16, '0x')],
  ['oct', radix(8, '0o')],
  ['bin', radix(2, '0b')],
  ['abs', absolute],
  ['pow', (given, folding) => power(given, folding)],
  ['divmod', divide],
  ['str.maketrans', makeTable],
  ['bytes.maketrans', makeBytesTable],
  ['str.join', (given, folding) => unbound(given, folding, 'join')],
  ['str.format', (given, folding) => unbound(given, folding, 'format')],
  ['bytes.decode', (given, folding) => unbound(given, folding, 'decode')],
  ['str.encode', (given, folding) => unbound(given, folding, 'encode')],
]

function known(value: boolean | undefined): Value | undefined {
  return value === undefined ? undefined : boolean(value)
}

/** `str.join(separator, items)` is `separator.join(items)`. */
function unbound(given: Given, folding: Folding, name: string): Value | undefined {
  const [owner = UNKNOWN, ...rest] = given.positional
  return folding.call({ kind: 'method', owner, name }, { ...given, positional: rest })
}

function chr(given: Given, { tracer }: Folding): Value | undefined {
  const point = numberIn(first(given))
  const made = point === undefined ? undefined : characterOf(point)
  if (made === undefined) return undefined
  const trace = traceOf(first(given))
  if (trace !== null) return text(made, tracer.through(trace, 'chr')) // one of many, told when they are joined
  return tracer.made('chr', [], made, given.at)
}

function ord({ positional: [value = UNKNOWN] }: Given): Value | undefined {
  if (value.kind === 'bytes' && value.bytes.length === 1)
    return integer(value.bytes[0] ?? 0, value.trace)
  const point = value.kind === 'text' ? value.text.codePointAt(0) : undefined
  return point === undefined ? undefined : integer(point, traceOf(value))
}

function str(given: Given, folding: Folding): Value | undefined {
  const [value, codec] = given.positional
  const encoding = codec ?? given.keywords.get('encoding')
  if (value === undefined) return text('')
  if (value.kind === 'bytes' && encoding?.kind === 'text') {
    const coded = decodeAs(encoding.text, value.bytes, folding.budget)
    return coded && folding.tracer.made(coded.operation, [value], coded.data, given.at)
  }
  const made = strOf(value)
  return made === undefined ? undefined : folding.tracer.made('', [value], made, given.at)
}

function format(given: Given, { tracer }: Folding): Value | undefined {
  const [value = UNKNOWN, spec = text('')] = given.positional
  const made = spec.kind === 'text' ? formatted(value, spec.text) : undefined
  return made === undefined ? undefined : tracer.made('format', [value], made, given.at)
}

function bytesCall(given: Given, folding: Folding): Value | undefined {
  const [value = integer(0), codec] = given.positional
  if (value.kind === 'bytes') return value
  if (value.kind === 'text') return encoded(value, codec, folding)
  const { tracer, budget } = folding
  const count = numberIn(value)
  if (count !== undefined)
    return budget.affords(count) ? tracer.made('', [], new Uint8Array(count), given.at) : undefined
  const content = bytesOfItems(itemsOf(value, folding))
  const from = value.kind === 'list' ? [value] : []
  return content && tracer.made('bytes', from, content, given.at)
}

function encoded(value: Text, codec: Value | undefined, { tracer }: Folding): Value | undefined {
  const coded = encodeAs(codec?.kind === 'text' ? codec.text : 'utf-8', value.text)
  return coded && tracer.made(coded.operation, [value], coded.data)
}

function bytesOfItems(items: readonly Value[] | undefined): Uint8Array | undefined {
  const numbers = items?.map(numberIn)
  if (numbers === undefined) return undefined
  if (numbers.some((number) => number === undefined || number < 0 || number > 255)) return undefined
  return Uint8Array.from(numbers, (number) => number ?? 0)
}

function fromHex(given: Given, { tracer }: Folding): Value | undefined {
  const value = first(given)
  if (value.kind !== 'text') return undefined
  const made = attempt(() => decodeHex(value.text.replace(/[ \t\n\r\f\v]+/g, '')))
  return made && tracer.made('hex', [value], made, given.at)
}

const MAX_DIGITS = 20_000 // of a decimal number: reading it takes the square of that
const MAX_SMALL = 10 // digits of a number in an odd base: it is surely exact

function int({ positional: [value = UNKNOWN, base] }: Given, folding: Folding): Value | undefined {
  if (value.kind === 'integer') return value
  if (value.kind === 'boolean') return integer(value.value ? 1 : 0)
  if (value.kind === 'float')
    return Number.isFinite(value.value) ? integer(BigInt(Math.trunc(value.value))) : undefined
  return intOfText(value, numberIn(base ?? integer(10)), folding)
}

function intOfText(
  value: Value,
  radix: number | undefined,
  { budget }: Folding,
): Value | undefined {
  const data = dataOf(value)
  if (data === undefined || radix === undefined || !budget.affords(data.length)) return undefined
  const content = typeof data === 'string' ? data : decodeLatin1(data)
  const number = numberOfText(content.trim().replaceAll('_', '').toLowerCase(), radix)
  return number === undefined ? undefined : integer(number, traceOf(value))
}

const PREFIXES: ReadonlyMap<number, string> = new Map([
  [2, '0b'],
  [8, '0o'],
  [16, '0x'],
])

function numberOfText(content: string, base: number): bigint | undefined {
  const digits = content.replace(/^[-+]/, '')
  const value = base === 10 ? decimalOf(digits) : inBase(digits, base)
  return content.startsWith('-') && value !== undefined ? -value : value
}

function decimalOf(digits: string): bigint | undefined {
  return digits.length <= MAX_DIGITS && /^\d+$/.test(digits) ? BigInt(digits) : undefined
}

/** Base 0 tells it by the prefix. */
function inBase(digits: string, base: number): bigint | undefined {
  const told = base === 0 ? digits.slice(0, 2) : PREFIXES.get(base)
  if (told !== undefined && /^0[box]$/.test(told)) return prefixed(digits, told)
  return base === 0 ? decimalOf(digits) : smallNumber(digits, base)
}

function prefixed(digits: string, prefix: string): bigint | undefined {
  const bare = digits.startsWith(prefix) ? digits.slice(2) : digits
  return isDigits(bare, prefix) ? BigInt(prefix + bare) : undefined
}

function smallNumber(digits: string, base: number): bigint | undefined {
  if (base < 2 || base > 36 || digits.length > MAX_SMALL) return undefined
  const small = Number.parseInt(digits, base)
  const isExact = small.toString(base) === digits.replace(/^0+(?=.)/, '')
  return isExact ? BigInt(small) : undefined
}

function isDigits(content: string, prefix: string): boolean {
  if (prefix === '0x') return /^[\da-f]+$/.test(content)
  return prefix === '0o' ? /^[0-7]+$/.test(content) : /^[01]+$/.test(content)
}

function fromBytes({ positional: [value, order], keywords }: Given): Value | undefined {
  const byteOrder = order ?? keywords.get('byteorder')
  if (value?.kind !== 'bytes') return undefined
  const isBig = byteOrder?.kind !== 'text' || byteOrder.text === 'big'
  return integer(integerOf(value.bytes, isBig), value.trace)
}

function absolute({ positional: [value] }: Given): Value | undefined {
  if (value?.kind === 'float') return { kind: 'float', value: Math.abs(value.value) }
  return value?.kind === 'integer'
    ? integer(value.value < 0n ? -value.value : value.value)
    : undefined
}

function power(
  { positional: [base = UNKNOWN, exponent = UNKNOWN, modulus] }: Given,
  folding: Folding,
): Value {
  if (modulus === undefined) return binary([base, '**', exponent], null, folding)
  const areIntegers =
    base.kind === 'integer' && exponent.kind === 'integer' && modulus.kind === 'integer'
  return areIntegers ? powerModulo([base.value, exponent.value, modulus.value], folding) : UNKNOWN
}

function powerModulo(
  [base, exponent, modulus]: readonly [bigint, bigint, bigint],
  { budget }: Folding,
): Value {
  if (exponent < 0n || modulus <= 0n) return UNKNOWN
  let [result, square] = [1n, base % modulus]
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (!budget.affords(modulus.toString(16).length * 8)) return UNKNOWN
    if ((left & 1n) === 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return integer(result)
}

function divide({ positional: [left = UNKNOWN, right = UNKNOWN] }: Given, folding: Folding): Value {
  return list('tuple', [
    binary([left, '//', right], null, folding),
    binary([left, '%', right], null, folding),
  ])
}

function makeTable(given: Given, folding: Folding): Value | undefined {
  const [from, to, gone] = given.positional
  if (from?.kind === 'dict') return from
  if (from?.kind !== 'text' || to?.kind !== 'text') return undefined
  const targets = Array.from(to.text)
  const pairs = Array.from(from.text, (character, at): [Value, Value] => [
    integer(character.codePointAt(0) ?? 0),
    integer(targets[at]?.codePointAt(0) ?? 0),
  ])
  const dropped = gone?.kind === 'text' ? Array.from(gone.text) : []
  if (!folding.budget.affords(pairs.length * 8)) return undefined
  return dict([
    ...pairs,
    ...dropped.map((each): [Value, Value] => [integer(each.codePointAt(0) ?? 0), { kind: 'none' }]),
  ])
}

function makeBytesTable({ positional: [from, to] }: Given, { tracer }: Folding): Value | undefined {
  if (from?.kind !== 'bytes' || to?.kind !== 'bytes') return undefined
  const table = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  from.bytes.forEach((byte, at) => (table[byte] = to.bytes[at] ?? 0))
  return tracer.made('', [], table)
}
