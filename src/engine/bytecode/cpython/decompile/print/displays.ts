import type { Comprehension, Dict, Display, Expression, Starred } from '../ast.ts'
import { iterableText } from './operators.ts'
import { LEVEL } from './level.ts'
import type { Sheet } from './Sheet.ts'
import { targetText } from './target.ts'

/** `(a, b)` without its parentheses, `[a, b]`, `{a, b}`. */
export function displayText({ kind, elements }: Display, sheet: Sheet): string {
  const isBare = kind === 'Tuple' // its parentheses are not made here
  const print = () => elements.map((element) => elementText(element, sheet))
  const items = isBare ? print() : sheet.layout.inBrackets(print)
  if (elements.some(isStarred)) sheet.needs(300)
  if (kind === 'List') return `[${items.join(', ')}]`
  if (kind === 'Set')
    return items.length === 0 ? sheet.mark('an empty set') : `{${items.join(', ')}}`
  if (items.length === 0) return '()'
  return items.length === 1 ? `${items.join('')},` : items.join(', ')
}

/** An item of a display or a call, perhaps with a star. */
export function elementText(node: Expression, sheet: Sheet): string {
  if (!isStarred(node)) return sheet.print(node, LEVEL.test)
  const lead = sheet.lead(node)
  sheet.note(node.at)
  return `${lead}*${sheet.print(node.value, LEVEL.bitOr)}`
}

/** Whether a tuple has an item with a star: not everywhere may it then stand bare. */
export function hasStar(node: Expression): boolean {
  return node.kind === 'Tuple' && node.elements.some(isStarred)
}

function isStarred(node: Expression): node is Starred {
  return node.kind === 'Starred'
}

export function dictText({ entries }: Dict, sheet: Sheet): string {
  if (entries.some(({ key }) => key === null)) sheet.needs(305)
  const items = sheet.layout.inBrackets(() => entries.map((entry) => entryText(entry, sheet)))
  return `{${items.join(', ')}}`
}

function entryText({ key, value }: Dict['entries'][number], sheet: Sheet): string {
  if (key === null) return `${sheet.lead(value)}**${sheet.print(value, LEVEL.bitOr)}`
  // Of a constant key it is often not known on which line it stood: then on that of its value.
  const isWithValue = key.kind === 'Constant' && !sheet.layout.isLater(key)
  const lead = isWithValue ? sheet.lead(value) : ''
  return `${lead}${sheet.print(key, LEVEL.test)}: ${sheet.print(value, LEVEL.test)}`
}

export function comprehensionText(node: Comprehension, sheet: Sheet): string {
  const text = sheet.layout.inBrackets(() => insideText(node, sheet))
  if (node.kind === 'ListComp') return `[${text}]`
  return node.kind === 'GeneratorExp' ? `(${text})` : `{${text}}`
}

/** A generator that is the only argument of a call needs no parentheses of its own. */
export function bareGeneratorText(node: Comprehension, sheet: Sheet): string {
  sheet.note(node.at)
  return insideText(node, sheet)
}

function insideText({ kind, element, value, generators }: Comprehension, sheet: Sheet): string {
  sheet.expects(generators.length > 0 && (kind === 'DictComp') === (value !== null))
  if (element.kind === 'Starred') sheet.needs(315)
  const key = elementText(element, sheet)
  const first = value === null ? key : `${key}: ${sheet.print(value, LEVEL.test)}`
  return first + generators.map((generator) => generatorText(generator, sheet)).join('')
}

function generatorText(
  { target, iter, ifs, isAsync }: Comprehension['generators'][number],
  sheet: Sheet,
): string {
  if (isAsync) sheet.needs(306)
  const lead = sheet.lead(target)
  const names = targetText(target, LEVEL.tuple, sheet)
  const walked = iterableText(iter, LEVEL.or, sheet)
  const conditions = ifs.map(
    (condition) => `${sheet.lead(condition)} if ${sheet.print(condition, LEVEL.or)}`,
  )
  return `${lead}${isAsync ? ' async' : ''} for ${names} in ${walked}${conditions.join('')}`
}
