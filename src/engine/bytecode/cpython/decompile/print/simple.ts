// Statements on one line. https://docs.python.org/3/reference/simple_stmts.html
import type {
  AnnAssign,
  Assert,
  Assign,
  AugAssign,
  Declaration,
  Delete,
  Expression,
  ExprStatement,
  Raise,
  Return,
} from '../ast.ts'
import { hasStar } from './displays.ts'
import { LEVEL } from './level.ts'
import { nameText } from './name.ts'
import type { Sheet } from './Sheet.ts'
import { targetText } from './target.ts'

export type Simple =
  AnnAssign | Assert | Assign | AugAssign | Declaration | Delete | ExprStatement | Raise | Return

/** The text of a statement that is one line. */
export function simpleText(node: Simple, sheet: Sheet): string {
  if (node.kind === 'Expr') return expressionText(node, sheet)
  if (node.kind === 'Assign') return assignText(node, sheet)
  if (node.kind === 'AugAssign') return augmentedText(node, sheet)
  if (node.kind === 'AnnAssign') return annotatedText(node, sheet)
  if (node.kind === 'Delete') return deleteText(node, sheet)
  if (node.kind === 'Return') return returnText(node, sheet)
  if (node.kind === 'Raise') return raiseText(node, sheet)
  return node.kind === 'Assert' ? assertText(node, sheet) : declarationText(node, sheet)
}

/** In 2.7, `print(x)` and `exec(x)` are statements that look like calls. */
function expressionText({ value }: ExprStatement, sheet: Sheet): string {
  if (value.kind === 'Call' && value.func.kind === 'Name' && !sheet.has(300)) {
    const { func, args, keywords } = value
    const [only] = args
    const isWord = func.id === 'print' || func.id === 'exec'
    if (isWord && args.length === 1 && keywords.length === 0 && only !== undefined) {
      sheet.note(value.at)
      sheet.note(func.at)
      return `${func.id}(${sheet.layout.inBrackets(() => sheet.print(only, LEVEL.test))})`
    }
  }
  return sheet.printWhole(value, LEVEL.yield)
}

function assignText({ targets, value }: Assign, sheet: Sheet): string {
  sheet.expects(targets.length > 0)
  const names = targets.map((target) => `${targetText(target, LEVEL.tuple, sheet)} = `)
  return names.join('') + sheet.printWhole(value, LEVEL.yield)
}

function augmentedText({ target, op, value }: AugAssign, sheet: Sheet): string {
  if (op === '@') sheet.needs(305)
  sheet.expects(isSingle(target))
  return `${targetText(target, LEVEL.atom, sheet)} ${op}= ${valueText(value, 309, sheet)}`
}

function annotatedText({ target, annotation, value }: AnnAssign, sheet: Sheet): string {
  sheet.needs(306)
  sheet.expects(isSingle(target))
  const typed = `${targetText(target, LEVEL.atom, sheet)}: ${sheet.printWhole(annotation, LEVEL.test)}`
  if (value === null) return typed
  return `${typed} = ${sheet.printWhole(value, sheet.has(308) ? LEVEL.yield : LEVEL.test)}`
}

/** A value that may be a bare tuple or `yield`; a tuple with stars only from that version on. */
function valueText(value: Expression, starsSince: number, sheet: Sheet): string {
  const isBare = sheet.has(starsSince) || !hasStar(value)
  return sheet.printWhole(value, isBare ? LEVEL.yield : LEVEL.test)
}

function isSingle({ kind }: Expression): boolean {
  return kind === 'Name' || kind === 'Attribute' || kind === 'Subscript'
}

function deleteText({ targets }: Delete, sheet: Sheet): string {
  sheet.expects(targets.length > 0 && targets.every(isSingle))
  return `del ${targets.map((target) => targetText(target, LEVEL.test, sheet)).join(', ')}`
}

function returnText({ value }: Return, sheet: Sheet): string {
  if (value === null) return 'return'
  const isBare = sheet.has(308) || !hasStar(value)
  return `return ${sheet.printWhole(value, isBare ? LEVEL.tuple : LEVEL.test)}`
}

function raiseText({ exception, cause }: Raise, sheet: Sheet): string {
  sheet.expects(exception !== null || cause === null)
  const what = exception === null ? '' : ` ${sheet.printWhole(exception, LEVEL.test)}`
  if (cause === null) return `raise${what}`
  sheet.needs(300)
  return `raise${what} from ${sheet.printWhole(cause, LEVEL.test)}`
}

function assertText({ test, message }: Assert, sheet: Sheet): string {
  const text = `assert ${sheet.printWhole(test, LEVEL.test)}`
  return message === null ? text : `${text}, ${sheet.printWhole(message, LEVEL.test)}`
}

function declarationText({ kind, names }: Declaration, sheet: Sheet): string {
  sheet.expects(names.length > 0)
  if (kind === 'Nonlocal') sheet.needs(300)
  const list = names.map((name) => nameText(name, sheet)).join(', ')
  return `${kind === 'Global' ? 'global' : 'nonlocal'} ${list}`
}
