// How strongly an expression holds together. Source: `_Precedence` in Lib/ast.py, and the grammar of each version.
import type { MarshalValue } from '../../../../encodings/marshal/Marshal.ts'
import type { BinaryOperator, Expression } from '../ast.ts'

/** From the loosest to the tightest. An expression in a place that wants a tighter one gets parentheses. */
export const LEVEL = {
  yield: 0,
  tuple: 1,
  named: 2,
  test: 3,
  or: 4,
  and: 5,
  not: 6,
  comparison: 7,
  bitOr: 8,
  bitXor: 9,
  bitAnd: 10,
  shift: 11,
  sum: 12,
  term: 13,
  factor: 14,
  power: 15,
  await: 16,
  atom: 17,
} as const

export const OPERATOR_LEVELS: Readonly<Record<BinaryOperator, number>> = {
  '|': LEVEL.bitOr,
  '^': LEVEL.bitXor,
  '&': LEVEL.bitAnd,
  '<<': LEVEL.shift,
  '>>': LEVEL.shift,
  '+': LEVEL.sum,
  '-': LEVEL.sum,
  '*': LEVEL.term,
  '/': LEVEL.term,
  '//': LEVEL.term,
  '%': LEVEL.term,
  '@': LEVEL.term,
  '**': LEVEL.power,
}

/** Whether the expression needs parentheses where one of at least that level is wanted. */
export function needsParentheses(node: Expression, least: number): boolean {
  // Where a tuple or a yield may stand bare, `:=` may not.
  if (node.kind === 'NamedExpr') return least !== LEVEL.named
  return levelOf(node) < least
}

function levelOf(node: Expression): number {
  if (node.kind === 'Constant') return constantLevel(node.value)
  if (node.kind === 'BinOp') return OPERATOR_LEVELS[node.op]
  if (node.kind === 'BoolOp') return LEVEL[node.op]
  if (node.kind === 'UnaryOp') return node.op === 'not' ? LEVEL.not : LEVEL.factor
  if (node.kind === 'Tuple') return node.elements.length === 0 ? LEVEL.atom : LEVEL.tuple
  return LEVELS.get(node.kind) ?? LEVEL.atom
}

const LEVELS: ReadonlyMap<Expression['kind'], number> = new Map([
  ['Yield', LEVEL.yield],
  ['YieldFrom', LEVEL.yield],
  ['IfExp', LEVEL.test],
  ['Lambda', LEVEL.test],
  ['Compare', LEVEL.comparison],
  ['Await', LEVEL.await],
])

/** A negative number is an operation to Python; a sum that makes a complex number brings its parentheses along. */
function constantLevel(value: MarshalValue): number {
  if (value.kind === 'tuple') return value.items.length === 0 ? LEVEL.atom : LEVEL.tuple
  return isOperation(value) ? LEVEL.factor : LEVEL.atom
}

function isOperation(value: MarshalValue): boolean {
  if (value.kind === 'integer') return value.value < 0n
  if (value.kind === 'float') return isNegative(value.value)
  return value.kind === 'complex' && (Object.is(value.real, -0) || Object.is(value.imaginary, -0))
}

/** Of the two zeros, one is negative. */
export function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0)
}
