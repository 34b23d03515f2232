import type { Range } from '../../../../model/Listing.ts'
import type {
  ClassDef,
  Expression,
  FunctionDef,
  Import,
  ImportFrom,
  Jump,
  Statement,
} from '../ast.ts'
import { addFor, addIf, addMatch, addTry, addWhile, addWith } from './blocks.ts'
import { addComment, addUnstructured } from './comment.ts'
import { addHeader } from './definitions.ts'
import { textOf } from './expression.ts'
import { firstAt } from './firstAt.ts'
import { importText } from './imports.ts'
import { LEVEL } from './level.ts'
import { Lines } from './Lines.ts'
import { Sheet, type PrintOptions } from './Sheet.ts'
import { simpleText, type Simple } from './simple.ts'
import { SourceFull } from './Unprintable.ts'

/** Python source of a syntax tree. */
export interface Printed {
  /** Each line ends with a line feed. */
  readonly source: string
  /** For each line of `source`, the bytes its nodes speak of; null for lines without. */
  readonly lines: readonly (Range | null)[]
  /**
   * Whether the source is Python of that version that reads back as the same tree; comments do not count. Where
   * not, a `$` before a text in quotes stands for what no Python can say, or the version has not that syntax, or
   * refuses it (a parameter twice, a `*` too many).
   */
  readonly isExact: boolean
}

const MAX_DEPTH = 95 // CPython's tokenizer refuses 100 steps to the right
const WORDS = { Pass: 'pass', Break: 'break', Continue: 'continue' } as const

/** Prints the statements of a module, a function or a class for one version of Python. Throws nothing. */
export function printStatements(body: readonly Statement[], options: PrintOptions): Printed {
  const sheet = new Sheet(options, textOf)
  const lines = new Lines(sheet)
  const isWhole = untilFull(() => {
    addStatements(body, lines)
  })
  if (isWhole) return { source: lines.source, lines: lines.ranges, isExact: sheet.isExact }
  const source = `${lines.source}# The rest is left out: the source is too long\n`
  return { source, lines: [...lines.ranges, null], isExact: false }
}

/**
 * Prints an expression so that it may stand as an argument: a tuple has its parentheses. What cannot be written
 * is a text in quotes with a `$` before it. Throws nothing.
 */
export function printExpression(expression: Expression, options: PrintOptions): string {
  const sheet = new Sheet({ version: options.version, repr: options.repr }, textOf)
  const printed: string[] = []
  const isWhole = untilFull(() => {
    printed.push(sheet.print(expression, LEVEL.test))
  })
  return isWhole ? printed.join('') : "$'too long'"
}

function untilFull(print: () => void): boolean {
  try {
    print()
    return true
  } catch (error) {
    if (error instanceof SourceFull) return false
    throw error
  }
}

function addStatements(body: readonly Statement[], lines: Lines): void {
  let wasDefinition = false
  for (const [index, node] of body.entries()) {
    const isDefinition = node.kind === 'FunctionDef' || node.kind === 'ClassDef'
    if (index > 0 && (isDefinition || wasDefinition)) lines.addBlank()
    addStatement(node, lines)
    wasDefinition = isDefinition
  }
}

function addBody(body: readonly Statement[], lines: Lines): void {
  lines.indented(() => {
    const isTooDeep = lines.depth > MAX_DEPTH
    if (isTooDeep) lines.add(`pass  ${lines.sheet.mark('nested too deeply')}`)
    else addStatements(body, lines)
    if (!isTooDeep && body.every(isNoCode)) lines.add('pass')
  })
}

function isNoCode({ kind }: Statement): boolean {
  return kind === 'Comment' || kind === 'Unstructured'
}

/** The body of a `try`: from 3.11 on, one on the line of its `try` has no NOP before it. */
function addTryBody(body: readonly Statement[], lines: Lines): void {
  const [only] = body
  const { sheet } = lines
  const isSimple = only !== undefined && body.length === 1 && isLine(only)
  if (isSimple && sheet.has(311) && sheet.isAfterNop(firstRun(only)) === false) {
    sheet.layout.start()
    sheet.note(only.at)
    lines.add(`try: ${lineText(only, sheet)}`)
    return
  }
  lines.add('try:')
  addBody(body, lines)
}

/** The bytes of a statement that run first, or nearly so. */
function firstRun(node: Line): Range | null {
  const first = firstOf(node)
  return first === null || first === undefined ? node.at : firstAt(first)
}

function firstOf(node: Line): Expression | null | undefined {
  if (node.kind === 'Raise') return node.exception
  if (node.kind === 'Assert') return node.test
  if (node.kind === 'Delete') return node.targets[0]
  if (node.kind === 'AugAssign') return node.target
  return 'value' in node ? node.value : null
}

type Line = Simple | Jump | Import | ImportFrom

function isLine(node: Statement): node is Line {
  if (node.kind === 'Comment' || node.kind === 'Unstructured') return false
  return !('body' in node) && node.kind !== 'Match'
}

function addStatement(node: Statement, lines: Lines): void {
  lines.sheet.layout.start()
  if (node.kind === 'Comment') addComment(node, lines)
  else if (node.kind === 'Unstructured') addUnstructured(node, lines)
  else if (node.kind === 'FunctionDef' || node.kind === 'ClassDef') addDefinition(node, lines)
  else if ('body' in node || node.kind === 'Match') addBlock(node, lines)
  else {
    lines.sheet.note(node.at)
    lines.add(lineText(node, lines.sheet))
  }
}

function lineText(node: Line, sheet: Sheet): string {
  if (node.kind === 'Import' || node.kind === 'ImportFrom') return importText(node, sheet)
  return isJump(node) ? WORDS[node.kind] : simpleText(node, sheet)
}

function isJump(node: Simple | Jump): node is Jump {
  return node.kind === 'Pass' || node.kind === 'Break' || node.kind === 'Continue'
}

function addDefinition(node: FunctionDef | ClassDef, lines: Lines): void {
  addHeader(node, lines)
  addBody(node.body, lines)
}

type Block = Exclude<Extract<Statement, { readonly body: unknown }>, FunctionDef | ClassDef>

function addBlock(
  node: Block | Extract<Statement, { readonly kind: 'Match' }>,
  lines: Lines,
): void {
  const add = (body: readonly Statement[]) => addBody(body, lines)
  switch (node.kind) {
    case 'If':
      return addIf(node, lines, add)
    case 'While':
      return addWhile(node, lines, add)
    case 'For':
      return addFor(node, lines, add)
    case 'Try':
      return addTry(node, lines, {
        add,
        addFirst: (first) => {
          addTryBody(first, lines)
        },
      })
    case 'With':
      return addWith(node, lines, add)
    case 'Match':
      return addMatch(node, lines, add)
  }
}
