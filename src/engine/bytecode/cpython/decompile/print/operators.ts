import type { BinOp, BoolOp, Compare, Expression, IfExp, UnaryOp } from '../ast.ts'
import { setText } from './constant.ts'
import { LEVEL, needsParentheses, OPERATOR_LEVELS } from './level.ts'
import type { Sheet } from './Sheet.ts'

export function unaryText({ op, operand }: UnaryOp, sheet: Sheet): string {
  return op === 'not'
    ? `not ${sheet.print(operand, LEVEL.not)}`
    : op + sheet.print(operand, LEVEL.factor)
}

/** `a + b + c` may be thousands long, so its left side is walked, not entered. */
export function binaryText(node: BinOp, sheet: Sheet): string {
  const chain = [node]
  let [left, level] = [node.left, leftLevel(node)]
  while (left.kind === 'BinOp' && !needsParentheses(left, level)) {
    sheet.note(left.at)
    chain.push(left)
    ;[left, level] = [left.left, leftLevel(left)]
  }
  let text = sheet.print(left, level)
  for (const { op, right } of chain.toReversed()) {
    if (op === '@') sheet.needs(305)
    text += `${sheet.lead(right)} ${op} ${sheet.print(right, rightLevel(op))}`
  }
  return text
}

function leftLevel({ op }: BinOp): number {
  return op === '**' ? LEVEL.await : OPERATOR_LEVELS[op]
}

function rightLevel(op: BinOp['op']): number {
  return op === '**' ? LEVEL.factor : OPERATOR_LEVELS[op] + 1
}

export function booleanText({ op, values }: BoolOp, sheet: Sheet): string {
  sheet.expects(values.length > 1)
  const [first = '', ...others] = values.map((value, index) => {
    const word = index === 0 ? '' : `${sheet.lead(value)} ${op} `
    return word + sheet.print(value, LEVEL[op] + 1)
  })
  return first + others.join('')
}

export function compareText({ left, ops, comparators }: Compare, sheet: Sheet): string {
  sheet.expects(ops.length > 0 && ops.length === comparators.length)
  let text = sheet.print(left, LEVEL.bitOr)
  for (const [index, op] of ops.entries()) {
    const right = comparators[index]
    if (right === undefined) continue
    const isIn = op === 'in' || op === 'not in'
    text += `${sheet.lead(right)} ${op} ${isIn ? iterableText(right, LEVEL.bitOr, sheet) : sheet.print(right, LEVEL.bitOr)}`
  }
  return text
}

/** What is searched or walked: there, the compiler makes a set display a constant. */
export function iterableText(node: Expression, least: number, sheet: Sheet): string {
  const set = node.kind === 'Constant' ? setText(node.value, sheet) : null
  if (set === null) return sheet.print(node, least)
  sheet.needs(302)
  const lead = sheet.lead(node)
  sheet.note(node.at)
  return lead + set
}

export function conditionalText({ test, body, orElse }: IfExp, sheet: Sheet): string {
  const first = sheet.print(body, LEVEL.or)
  const condition = `${sheet.lead(test)} if ${sheet.print(test, LEVEL.or)}`
  return `${first}${condition}${sheet.lead(orElse)} else ${sheet.print(orElse, LEVEL.test)}`
}
