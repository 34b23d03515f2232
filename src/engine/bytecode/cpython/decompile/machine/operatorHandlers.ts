import type { MarshalValue } from '../../../../encodings/marshal/Marshal.ts'
import type {
  BinaryOperator,
  ComparisonOperator,
  Constant,
  Expression,
  FormattedValue,
  JoinedStr,
  UnaryOp,
} from '../ast.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import type { Op } from '../Op.ts'
import type { Handler, HandlerRow } from './Handler.ts'
import type { Machine } from './Machine.ts'

/** Operators, comparisons and the pieces of f-strings. */
export const operatorHandlers: readonly HandlerRow[] = [
  ['UNARY_NEGATIVE', unary('-')],
  ['UNARY_POSITIVE', unary('+')],
  ['UNARY_INVERT', unary('~')],
  ['UNARY_NOT', unary('not')],
  ['UNARY_CONVERT', (machine, op) => machine.push(called('repr', machine.pop(), op))],
  ['BINARY', binary],
  ['INPLACE', inplace],
  ['COMPARE', compare],
  ['FORMAT_VALUE', formatValue],
  ['CONVERT_VALUE', convertValue],
  ['FORMAT_SIMPLE', (machine, op) => machine.push(formatted(machine.pop(), null, op))],
  ['FORMAT_WITH_SPEC', formatWithSpec],
  ['BUILD_STRING', buildString],
  ['BUILD_INTERPOLATION', buildInterpolation],
  ['BUILD_TEMPLATE', buildTemplate],
]

function unary(op: UnaryOp['op']): Handler {
  return (machine, { at }) => machine.push({ kind: 'UnaryOp', op, operand: machine.pop(), at })
}

function called(name: string, argument: Expression, { at }: Op): Expression {
  return { kind: 'Call', func: { kind: 'Name', id: name, at }, args: [argument], keywords: [], at }
}

function binary(machine: Machine, { label, at }: Op): void {
  const right = machine.pop()
  machine.push({ kind: 'BinOp', op: toOperator(label), left: machine.pop(), right, at })
}

function inplace(machine: Machine, { label, at }: Op): void {
  const right = machine.pop()
  machine.push({ kind: 'Inplace', left: machine.pop(), op: toOperator(label), right, at })
}

const OPERATORS: readonly BinaryOperator[] = [
  '+',
  '-',
  '*',
  '/',
  '//',
  '%',
  '**',
  '@',
  '<<',
  '>>',
  '&',
  '|',
  '^',
]

function toOperator(label: string): BinaryOperator {
  const found = OPERATORS.find((operator) => operator === label)
  if (found === undefined) throw new NotUnderstood('there is no such operator')
  return found
}

const COMPARISONS: readonly ComparisonOperator[] = [
  '<',
  '<=',
  '==',
  '!=',
  '>',
  '>=',
  'in',
  'not in',
  'is',
  'is not',
]

function compare(machine: Machine, { label, at }: Op): void {
  const operator = COMPARISONS.find((known) => known === label)
  if (operator === undefined) throw new NotUnderstood('there is no such comparison')
  const right = machine.pop()
  const left = machine.pop()
  machine.push({ kind: 'Compare', left, ops: [operator], comparators: [right], at })
}

type Conversion = FormattedValue['conversion']
const CONVERSIONS: readonly Conversion[] = [null, 'str', 'repr', 'ascii']

/** The low two bits tell the conversion, the next one whether there is a format. */
function formatValue(machine: Machine, op: Op): void {
  const spec = (op.argument & 4) === 4 ? toParts(machine.pop()) : null
  const conversion = CONVERSIONS[op.argument & 3] ?? null
  machine.push(
    joined([{ kind: 'FormattedValue', value: machine.pop(), conversion, spec, at: op.at }], op),
  )
}

/** `!r` alone: the formatting that must follow knows it again. */
const converted = new WeakSet<Expression>()

function convertValue(machine: Machine, op: Op): void {
  const conversion = CONVERSIONS[op.argument] ?? null
  const value: FormattedValue = {
    kind: 'FormattedValue',
    value: machine.pop(),
    conversion,
    spec: null,
    at: op.at,
  }
  const expression = joined([value], op)
  converted.add(expression)
  machine.push(expression)
}

function formatWithSpec(machine: Machine, op: Op): void {
  const spec = toParts(machine.pop())
  machine.push(formatted(machine.pop(), spec, op))
}

function formatted(value: Expression, spec: FormattedValue['spec'], op: Op): Expression {
  if (!converted.has(value) || value.kind !== 'JoinedStr')
    return joined([{ kind: 'FormattedValue', value, conversion: null, spec, at: op.at }], op)
  return joined(
    value.parts.map((part) => (part.kind === 'FormattedValue' ? { ...part, spec } : part)),
    op,
  )
}

function joined(parts: JoinedStr['parts'], { at }: Op): JoinedStr {
  return { kind: 'JoinedStr', isTemplate: false, parts, at }
}

function buildString(machine: Machine, op: Op): void {
  machine.push(joined(machine.popMany(op.argument).flatMap(toParts), op))
}

function toParts(value: Expression): JoinedStr['parts'] {
  if (value.kind === 'JoinedStr' && !value.isTemplate) return value.parts
  if (value.kind === 'Constant' && value.value.kind === 'text') return [value]
  throw new NotUnderstood('a string is built of what is no string')
}

/** Value and source text; bit 0 of the argument: a format follows, from bit 2 on the conversion (3.14). */
function buildInterpolation(machine: Machine, op: Op): void {
  const spec = (op.argument & 1) === 1 ? toParts(machine.pop()) : null
  machine.pop()
  const conversion = CONVERSIONS[op.argument >> 2] ?? null
  const value: FormattedValue = {
    kind: 'FormattedValue',
    value: machine.pop(),
    conversion,
    spec,
    at: op.at,
  }
  machine.push({ kind: 'JoinedStr', isTemplate: true, parts: [value], at: op.at })
}

/** A tuple of strings and one of interpolations, in turns. */
function buildTemplate(machine: Machine, { at }: Op): void {
  const [strings, interpolations] = machine.popMany(2)
  if (strings === undefined || interpolations === undefined) return
  const texts = itemsOf(strings)
  const values = itemsOf(interpolations)
  const parts = texts.flatMap((text, index) => {
    const value = values[index]
    const filled = value?.kind === 'JoinedStr' ? value.parts : []
    return [...(isEmptyText(text) ? [] : toParts(text)), ...filled]
  })
  machine.push({ kind: 'JoinedStr', isTemplate: true, parts, at })
}

function itemsOf(value: Expression): readonly Expression[] {
  if (value.kind === 'Tuple') return value.elements
  if (value.kind !== 'Constant' || value.value.kind !== 'tuple')
    throw new NotUnderstood('a template is built of no tuple')
  return value.value.items.map((item) => toConstant(item, value))
}

export function toConstant(value: MarshalValue, near: Expression): Constant {
  return { kind: 'Constant', value, at: near.at }
}

function isEmptyText(value: Expression): boolean {
  return value.kind === 'Constant' && value.value.kind === 'text' && value.value.text === ''
}
