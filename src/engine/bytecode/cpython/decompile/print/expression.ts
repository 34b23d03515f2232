import type { Expression, NamedExpr, Slice, Starred, Yield } from '../ast.ts'
import { constantText } from './constant.ts'
import { comprehensionText, dictText, displayText, hasStar } from './displays.ts'
import { joinedText } from './joined.ts'
import { LEVEL } from './level.ts'
import { nameText } from './name.ts'
import { binaryText, booleanText, compareText, conditionalText, unaryText } from './operators.ts'
import { lambdaText } from './parameters.ts'
import { primaryText } from './primaries.ts'
import type { Sheet } from './Sheet.ts'

/** The text of an expression of any kind, without parentheses around it. */
export function textOf(node: Expression, sheet: Sheet): string {
  if (node.kind === 'Constant') return constantText(node.value, sheet)
  if (node.kind === 'Name') return nameText(node.id, sheet)
  if (node.kind === 'Attribute' || node.kind === 'Call' || node.kind === 'Subscript')
    return primaryText(node, sheet)
  if ('elements' in node) return displayText(node, sheet)
  if (node.kind === 'Dict') return dictText(node, sheet)
  if (node.kind === 'JoinedStr') return joinedText(node, sheet)
  return 'generators' in node ? comprehensionText(node, sheet) : operationText(node, sheet)
}

type Operation = Exclude<
  Expression,
  | {
      readonly kind: 'Constant' | 'Name' | 'Attribute' | 'Call' | 'Subscript' | 'Dict' | 'JoinedStr'
    }
  | { readonly elements: unknown }
  | { readonly generators: unknown }
>

function operationText(node: Operation, sheet: Sheet): string {
  if (node.kind === 'BinOp') return binaryText(node, sheet)
  if (node.kind === 'UnaryOp') return unaryText(node, sheet)
  if (node.kind === 'BoolOp') return booleanText(node, sheet)
  if (node.kind === 'Compare') return compareText(node, sheet)
  if (node.kind === 'IfExp') return conditionalText(node, sheet)
  if (node.kind === 'Lambda') return lambdaText(node, sheet)
  if (node.kind === 'NamedExpr') return namedText(node, sheet)
  return node.kind === 'Starred' || node.kind === 'Slice'
    ? misplacedText(node, sheet)
    : yieldText(node, sheet)
}

function namedText({ target, value }: NamedExpr, sheet: Sheet): string {
  sheet.needs(308)
  return `${sheet.print(target, LEVEL.atom)} := ${sheet.print(value, LEVEL.test)}`
}

/** A star or a slice where none can be. */
function misplacedText(node: Starred | Slice, sheet: Sheet): string {
  const what = node.kind === 'Starred' ? '*' : ':'
  return sheet.mark(what)
}

function yieldText({ kind, value }: Yield, sheet: Sheet): string {
  if (kind === 'Yield') {
    if (value === null) return 'yield'
    const isBare = sheet.has(308) || !hasStar(value)
    return `yield ${sheet.print(value, isBare ? LEVEL.tuple : LEVEL.test)}`
  }
  sheet.expects(value !== null)
  sheet.needs(kind === 'Await' ? 305 : 303)
  const [word, least] = kind === 'Await' ? ['await', LEVEL.atom] : ['yield from', LEVEL.test]
  return value === null
    ? `${word} ${sheet.mark('nothing')}`
    : `${word} ${sheet.print(value, least)}`
}
