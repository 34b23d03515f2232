// Expressions of Python as CPython's `ast` has them. https://docs.python.org/3/reference/expressions.html
import type { Range } from '../../../../model/Listing.ts'
import type {
  BinaryOperator,
  ComparisonOperator,
  Expression,
  Lambda,
  Slice,
} from '../../decompile/ast.ts'
import { parseAtom } from './parseAtom.ts'
import { parseArguments, parseParameters } from './parseArguments.ts'
import type { Grammar, TokenReader } from './TokenReader.ts'

/** Throws `ParseError` where no expression stands. */
export const grammar: Grammar = {
  expression: parseExpression,
  starred: parseStarred,
  tuple: parseTuple,
  targets: parseTargets,
  test: parseTest,
}

function parseExpression(reader: TokenReader): Expression {
  return reader.nested(() => {
    const start = reader.token
    if (start.text === 'lambda' && start.kind === 'name') return parseLambda(reader)
    const body = parseBinary(reader, 0)
    if (body.kind === 'Name' && reader.take(':=')) {
      const value = parseExpression(reader)
      return { kind: 'NamedExpr', target: body, value, at: reader.range(start) }
    }
    if (!reader.take('if')) return body
    const test = parseBinary(reader, 0)
    reader.expect('else')
    const orElse = parseExpression(reader)
    return { kind: 'IfExp', test, body, orElse, at: reader.range(start) }
  })
}

function parseTuple(reader: TokenReader): Expression {
  const start = reader.token
  const first = parseStarred(reader)
  if (!reader.is(',')) return first
  const elements = [first]
  while (reader.take(',') && beginsExpression(reader)) elements.push(parseStarred(reader))
  return { kind: 'Tuple', elements, at: reader.range(start) }
}

function parseTargets(reader: TokenReader): Expression {
  const start = reader.token
  const parse = () => parseBinary(reader, ABOVE_COMPARISON)
  const first = parse()
  if (!reader.is(',')) return first
  const elements = [first]
  while (reader.take(',') && !reader.is('in')) elements.push(parse())
  return { kind: 'Tuple', elements, at: reader.range(start) }
}

function parseStarred(reader: TokenReader): Expression {
  const start = reader.token
  if (!reader.take('*')) return parseExpression(reader)
  return { kind: 'Starred', value: parseBinary(reader, ABOVE_COMPARISON), at: reader.range(start) }
}

const CLOSERS: ReadonlySet<string> = new Set([')', ']', '}', '=', ':', ';', 'in', 'for', 'async'])

function beginsExpression(reader: TokenReader): boolean {
  return !reader.isAtEnd && !CLOSERS.has(reader.token.text)
}

function parseTest(reader: TokenReader): Expression {
  return reader.is('lambda') ? parseLambda(reader) : parseBinary(reader, 0)
}

function parseLambda(reader: TokenReader): Lambda {
  const start = reader.expect('lambda')
  const parameters = parseParameters(reader, ':', false)
  reader.expect(':')
  return { kind: 'Lambda', parameters, body: parseExpression(reader), at: reader.range(start) }
}

const ABOVE_COMPARISON = 3
const BINARY: readonly (readonly BinaryOperator[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%', '@'],
]

/** Levels: 0 `or`, 1 `and`, 2 `not` and comparisons, then `BINARY`, then signs. */
function parseBinary(reader: TokenReader, level: number): Expression {
  if (level < 2) return parseBoolean(reader, level)
  if (level === 2) return parseComparison(reader)
  const operators = BINARY[level - ABOVE_COMPARISON]
  if (operators === undefined) return parseSigned(reader)
  const start = reader.token
  let left = parseBinary(reader, level + 1)
  for (;;) {
    const op = operators.find((operator) => reader.is(operator))
    if (op === undefined) return left
    reader.next()
    const right = parseBinary(reader, level + 1)
    left = { kind: 'BinOp', op, left, right, at: reader.range(start) }
  }
}

function parseBoolean(reader: TokenReader, level: number): Expression {
  const op = level === 0 ? 'or' : 'and'
  const start = reader.token
  const values = [parseBinary(reader, level + 1)]
  while (reader.take(op)) values.push(parseBinary(reader, level + 1))
  const [first] = values
  if (values.length === 1 && first !== undefined) return first
  return { kind: 'BoolOp', op, values, at: reader.range(start) }
}

function parseComparison(reader: TokenReader): Expression {
  const start = reader.token
  if (reader.take('not')) {
    const operand = reader.nested(() => parseComparison(reader))
    return { kind: 'UnaryOp', op: 'not', operand, at: reader.range(start) }
  }
  const left = parseBinary(reader, ABOVE_COMPARISON)
  const ops: ComparisonOperator[] = []
  const comparators: Expression[] = []
  for (let op = takeComparison(reader); op !== undefined; op = takeComparison(reader)) {
    ops.push(op)
    comparators.push(parseBinary(reader, ABOVE_COMPARISON))
  }
  if (ops.length === 0) return left
  return { kind: 'Compare', left, ops, comparators, at: reader.range(start) }
}

const COMPARISONS: readonly ComparisonOperator[] = ['<', '<=', '==', '!=', '>', '>=', 'in']

function takeComparison(reader: TokenReader): ComparisonOperator | undefined {
  if (reader.take('<>')) return '!='
  if (reader.take('is')) return reader.take('not') ? 'is not' : 'is'
  if (reader.is('not') && reader.peek(1).text === 'in') {
    reader.next()
    reader.next()
    return 'not in'
  }
  return COMPARISONS.find((op) => reader.take(op))
}

const SIGNS = ['-', '+', '~'] as const

function parseSigned(reader: TokenReader): Expression {
  const start = reader.token
  const op = SIGNS.find((sign) => reader.take(sign))
  if (op === undefined) return parsePower(reader)
  const operand = reader.nested(() => parseSigned(reader))
  return { kind: 'UnaryOp', op, operand, at: reader.range(start) }
}

function parsePower(reader: TokenReader): Expression {
  const start = reader.token
  const isAwaited = reader.is('await') && reader.peek(1).kind !== 'operator' && reader.take('await')
  const primary = parsePrimary(reader)
  const left: Expression = isAwaited
    ? { kind: 'Await', value: primary, at: reader.range(start) }
    : primary
  if (!reader.take('**')) return left
  const right = reader.nested(() => parseSigned(reader))
  return { kind: 'BinOp', op: '**', left, right, at: reader.range(start) }
}

function parsePrimary(reader: TokenReader): Expression {
  const start = reader.token
  let value = parseAtom(reader)
  for (;;) {
    if (reader.take('.')) {
      const attr = reader.name()
      value = { kind: 'Attribute', value, attr, at: reader.range(start) }
    } else if (reader.take('(')) {
      const { args, keywords } = parseArguments(reader)
      reader.expect(')')
      value = { kind: 'Call', func: value, args, keywords, at: reader.range(start) }
    } else if (reader.take('[')) {
      const slice = parseSubscript(reader)
      reader.expect(']')
      value = { kind: 'Subscript', value, slice, at: reader.range(start) }
    } else return value
  }
}

function parseSubscript(reader: TokenReader): Expression {
  const start = reader.token
  const first = parseSlice(reader)
  if (!reader.is(',')) return first
  const elements = [first]
  while (reader.take(',') && !reader.is(']')) elements.push(parseSlice(reader))
  return { kind: 'Tuple', elements, at: reader.range(start) }
}

function parseSlice(reader: TokenReader): Expression {
  const start = reader.token
  const lower = sliceBorder(reader)
  if (!reader.take(':')) return lower ?? parseStarred(reader)
  const upper = sliceBorder(reader)
  const step = reader.take(':') ? sliceBorder(reader) : null
  return toSlice([lower, upper, step], reader.range(start))
}

function toSlice(
  [lower, upper, step]: readonly [Expression | null, Expression | null, Expression | null],
  at: Range,
): Slice {
  return { kind: 'Slice', lower, upper, step, at }
}

function sliceBorder(reader: TokenReader): Expression | null {
  const isNone = reader.is(':') || reader.is(']') || reader.is(',') || reader.is('*')
  return isNone ? null : parseExpression(reader)
}
