// Statements that hold others. https://docs.python.org/3/reference/compound_stmts.html
import type {
  ExceptHandler,
  Expression,
  For,
  If,
  Match,
  Statement,
  Try,
  While,
  With,
} from '../ast.ts'
import { hasStar } from './displays.ts'
import { LEVEL } from './level.ts'
import type { Lines } from './Lines.ts'
import type { Sheet } from './Sheet.ts'
import { nameText } from './name.ts'
import { iterableText } from './operators.ts'
import { patternText } from './pattern.ts'
import { targetText } from './target.ts'

/** Adds the statements of a block, one step to the right. */
export type AddBody = (body: readonly Statement[]) => void

/** `else: if …` is `elif`, however many follow each other. */
export function addIf(node: If, lines: Lines, addBody: AddBody): void {
  let [word, branch] = ['if', node]
  for (;;) {
    lines.sheet.note(branch.at)
    lines.sheet.layout.start()
    lines.add(`${word} ${lines.sheet.printWhole(branch.test, LEVEL.named)}:`)
    addBody(branch.body)
    const [only] = branch.orElse
    if (branch.orElse.length !== 1 || only?.kind !== 'If') break
    ;[word, branch] = ['elif', only]
  }
  addElse(branch.orElse, lines, addBody)
}

function addElse(orElse: readonly Statement[], lines: Lines, addBody: AddBody): void {
  if (orElse.length === 0) return
  lines.add('else:')
  addBody(orElse)
}

export function addWhile({ at, test, body, orElse }: While, lines: Lines, addBody: AddBody): void {
  lines.sheet.note(at)
  lines.add(`while ${lines.sheet.printWhole(test, LEVEL.named)}:`)
  addBody(body)
  addElse(orElse, lines, addBody)
}

export function addFor(node: For, lines: Lines, addBody: AddBody): void {
  const { sheet } = lines
  const { at, isAsync, target, iter, body, orElse } = node
  sheet.note(at)
  if (isAsync) sheet.needs(305)
  const names = targetText(target, LEVEL.tuple, sheet)
  const isBare = sheet.has(309) || !hasStar(iter)
  const least = isBare ? LEVEL.tuple : LEVEL.test
  const walked = sheet.layout.whole(() =>
    isAsync ? sheet.print(iter, least) : iterableText(iter, least, sheet),
  )
  lines.add(`${isAsync ? 'async ' : ''}for ${names} in ${walked}:`)
  addBody(body)
  addElse(orElse, lines, addBody)
}

/** How the bodies of a `try` are added: the first with the `try:` before it. */
interface TryBodies {
  readonly add: AddBody
  readonly addFirst: AddBody
}

export function addTry(node: Try, lines: Lines, { add: addBody, addFirst }: TryBodies): void {
  const { sheet } = lines
  const { handlers, orElse, finalBody } = node
  sheet.note(node.at)
  if (node.isStar) sheet.needs(311)
  // A bare `except` can only be the last; `else` needs one; something has to follow.
  sheet.expects(handlers.slice(0, -1).every(({ type }) => type !== null))
  sheet.expects(handlers.length > 0 || (finalBody.length > 0 && orElse.length === 0))
  addFirst(node.body)
  for (const handler of handlers) addHandler(handler, node.isStar, lines, addBody)
  addElse(orElse, lines, addBody)
  if (finalBody.length === 0) return
  lines.add('finally:')
  addBody(finalBody)
}

function addHandler(
  { at, type, name, body }: ExceptHandler,
  isStar: boolean,
  lines: Lines,
  addBody: AddBody,
): void {
  const { sheet } = lines
  sheet.note(at)
  sheet.layout.start()
  sheet.expects(type !== null || (name === null && !isStar))
  const what = type === null ? '' : ` ${sheet.printWhole(type, LEVEL.test)}`
  const as = name === null ? '' : ` as ${nameText(name, sheet)}`
  lines.add(`except${isStar ? '*' : ''}${what}${as}:`)
  addBody(body)
}

export function addWith(node: With, lines: Lines, addBody: AddBody): void {
  const { sheet } = lines
  sheet.note(node.at)
  sheet.expects(node.items.length > 0)
  if (node.isAsync) sheet.needs(305)
  const items = sheet.has(309)
    ? sheet.layout.whole(() => itemsText(node, sheet))
    : itemsText(node, sheet)
  lines.add(`${node.isAsync ? 'async ' : ''}with ${items}:`)
  addBody(node.body)
}

function itemsText({ items }: With, sheet: Sheet): string {
  const texts = items.map(({ context, target }) => {
    const text = sheet.print(context, LEVEL.test)
    if (target !== null) return `${text} as ${targetText(target, LEVEL.test, sheet)}`
    // `with (a, b):` would be two items, not a tuple.
    return items.length === 1 && isTuple(context) ? `(${text})` : text
  })
  return texts.join(', ')
}

function isTuple(node: Expression): boolean {
  return node.kind === 'Tuple' || (node.kind === 'Constant' && node.value.kind === 'tuple')
}

export function addMatch({ at, subject, cases }: Match, lines: Lines, addBody: AddBody): void {
  const { sheet } = lines
  sheet.note(at)
  sheet.needs(310)
  sheet.expects(cases.length > 0)
  lines.add(`match ${sheet.printWhole(subject, LEVEL.named)}:`)
  lines.indented(() => {
    for (const { at: place, pattern, guard, body } of cases) {
      sheet.note(place)
      sheet.layout.start()
      const condition = guard === null ? '' : ` if ${sheet.printWhole(guard, LEVEL.named)}`
      lines.add(`case ${patternText(pattern, sheet)}${condition}:`)
      addBody(body)
    }
  })
}
