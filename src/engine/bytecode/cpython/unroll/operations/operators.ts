import type { BinaryOperator, UnaryOp } from '../../decompile/ast.ts'
import type { Range } from '../../../../model/Listing.ts'
import type { Folding } from '../Folding.ts'
import { formatPercent } from './formatPercent.ts'
import { lengthOf } from './items.ts'
import {
  boolean,
  dataOf,
  integer,
  list,
  traceOf,
  truth,
  UNKNOWN,
  type Data,
  type Integer,
  type List,
  type Value,
} from '../values.ts'

const MAX_BITS = 4_000_000 // of an integer: half a megabyte that a number hides

/** What a binary operator makes of two values. `at`: where it stands. */
export function binary(
  [left, op, right]: readonly [Value, BinaryOperator, Value],
  at: Range | null,
  folding: Folding,
): Value {
  if (op === '%' && (left.kind === 'text' || left.kind === 'bytes'))
    return formatPercent(left, right, folding)
  if (op === '+') return add(left, right, at, folding)
  if (op === '*') return multiply(left, right, folding)
  return numeric(left, op, right, folding)
}

export function unary(op: UnaryOp['op'], operand: Value, folding: Folding): Value {
  if (op === 'not') {
    const known = truth(operand)
    return known === undefined ? UNKNOWN : boolean(!known)
  }
  if (operand.kind === 'float')
    return { kind: 'float', value: op === '-' ? -operand.value : operand.value }
  const number = asInteger(operand)
  if (number === undefined) return UNKNOWN
  if (op === '+') return number
  const trace = folding.tracer.through(number.trace, op === '~' ? 'invert' : 'negate')
  return integer(op === '-' ? -number.value : ~number.value, trace)
}

function add(left: Value, right: Value, at: Range | null, folding: Folding): Value {
  const joined = concatenated(left, right)
  if (joined !== undefined) return folding.tracer.made('concat', [left, right], joined, at)
  if (left.kind === 'list' && right.kind === 'list') return addLists(left, right, folding)
  return numeric(left, '+', right, folding)
}

function concatenated(left: Value, right: Value): Data | undefined {
  if (left.kind === 'text' && right.kind === 'text') return left.text + right.text
  if (left.kind !== 'bytes' || right.kind !== 'bytes') return undefined
  const made = new Uint8Array(left.bytes.length + right.bytes.length)
  made.set(left.bytes)
  made.set(right.bytes, left.bytes.length)
  return made
}

function addLists(left: List, right: List, { budget }: Folding): Value {
  const isLost = left.isLost || right.isLost || left.type !== right.type
  if (isLost || !budget.affords((left.items.length + right.items.length) * 8)) return UNKNOWN
  return list(left.type, [...left.items, ...right.items], left.trace ?? right.trace)
}

function multiply(left: Value, right: Value, folding: Folding): Value {
  const [times, content] = asInteger(left) === undefined ? [right, left] : [left, right]
  const count = asInteger(times)
  const length = lengthOf(content)
  if (count === undefined || length === undefined) return numeric(left, '*', right, folding)
  return length === 0 ? content : repeat(content, Math.max(0, Number(count.value)), folding)
}

function repeat(content: Value, count: number, folding: Folding): Value {
  if (content.kind === 'list') return repeatList(content, count, folding)
  const data = dataOf(content)
  if (data === undefined || !folding.budget.affords(data.length * count)) return UNKNOWN
  const made = typeof data === 'string' ? data.repeat(count) : repeated(data, count)
  return folding.tracer.made('repeat', [content], made)
}

function repeated(content: Uint8Array, count: number): Uint8Array {
  const made = new Uint8Array(content.length * count)
  for (let at = 0; at < made.length; at += content.length) made.set(content, at)
  return made
}

function repeatList(content: List, count: number, { budget }: Folding): Value {
  if (content.isLost || !budget.affords(content.items.length * count * 8)) return UNKNOWN
  const items = Array.from({ length: count }, () => content.items).flat()
  return list(content.type, items, content.trace)
}

function numeric(left: Value, op: BinaryOperator, right: Value, folding: Folding): Value {
  const [first, second] = [asInteger(left), asInteger(right)]
  if (first !== undefined && second !== undefined) return integers(first, op, second, folding)
  const [a, b] = [asFloat(left), asFloat(right)]
  if (a === undefined || b === undefined) return UNKNOWN
  const value = FLOATS.get(op)?.(a, b)
  return value === undefined || !Number.isFinite(value) ? UNKNOWN : { kind: 'float', value }
}

const FLOATS: ReadonlyMap<BinaryOperator, (a: number, b: number) => number> = new Map([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['/', (a, b) => a / b],
  ['//', (a, b) => Math.floor(a / b)],
  ['**', (a, b) => a ** b],
])

/** How an operation on each item is told; those that only count are not. */
const TOLD: ReadonlyMap<BinaryOperator, string> = new Map([
  ['^', 'xor'],
  ['+', 'add'],
  ['-', 'subtract'],
  ['*', 'multiply'],
  ['//', 'divide'],
  ['>>', 'shift'],
  ['<<', 'shift'],
])

function integers(
  first: Integer,
  op: BinaryOperator,
  second: Integer,
  { tracer, budget }: Folding,
): Value {
  const [a, b] = [first.value, second.value]
  if (op === '/') return b === 0n ? UNKNOWN : { kind: 'float', value: Number(a) / Number(b) }
  const bits = resultBits(a, op, b)
  if (!budget.affords(Math.ceil(Math.min(bits, MAX_BITS) / 8))) return UNKNOWN
  if (bits > MAX_BITS) return UNKNOWN
  const value = INTEGERS.get(op)?.(a, b)
  if (value === undefined) return UNKNOWN
  const trace = traceOf(first) ?? traceOf(second)
  const told = TOLD.get(op)
  return integer(value, told === undefined ? trace : tracer.through(trace, told))
}

function resultBits(a: bigint, op: BinaryOperator, b: bigint): number {
  const isSmall = absolute(a) < 2n ** 64n && absolute(b) < 2n ** 64n
  if (op === '**') return (absolute(a) < 2n ? 1 : bitsOf(a)) * Number(absolute(b))
  if (op === '<<') return bitsOf(a) + Number(absolute(b))
  return isSmall ? 128 : bitsOf(a) + bitsOf(b)
}

function bitsOf(value: bigint): number {
  return value.toString(16).length * 4
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value
}

const INTEGERS: ReadonlyMap<BinaryOperator, (a: bigint, b: bigint) => bigint | undefined> = new Map<
  BinaryOperator,
  (a: bigint, b: bigint) => bigint | undefined
>([
  ['+', (a, b) => a + b],
  ['-', (a, b) => a - b],
  ['*', (a, b) => a * b],
  ['//', (a, b) => (b === 0n ? undefined : (a - modulo(a, b)) / b)],
  ['%', (a, b) => (b === 0n ? undefined : modulo(a, b))],
  ['**', (a, b) => (b < 0n ? undefined : a ** b)],
  ['<<', (a, b) => (b < 0n ? undefined : a << b)],
  ['>>', (a, b) => (b < 0n ? undefined : a >> b)],
  ['&', (a, b) => a & b],
  ['|', (a, b) => a | b],
  ['^', (a, b) => a ^ b],
])

/** With the sign of the divisor, as in Python. */
function modulo(a: bigint, b: bigint): bigint {
  const rest = a % b
  return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest
}

function asInteger(value: Value): Integer | undefined {
  if (value.kind === 'integer') return value
  return value.kind === 'boolean' ? integer(value.value ? 1 : 0) : undefined
}

function asFloat(value: Value): number | undefined {
  if (value.kind === 'float') return value.value
  const number = asInteger(value)
  return number === undefined ? undefined : Number(number.value)
}
