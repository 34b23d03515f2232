import type { Attribute, Call, Expression, Keyword, Slice, Subscript } from '../ast.ts'
import { indexText } from './constant.ts'
import { bareGeneratorText, elementText, hasStar } from './displays.ts'
import { LEVEL } from './level.ts'
import { nameText } from './name.ts'
import type { Sheet } from './Sheet.ts'

type Primary = Attribute | Call | Subscript

/** `a.b(c)[d]`: what stands first may lie thousands of steps to the left, so it is walked to, not entered. */
export function primaryText(node: Primary, sheet: Sheet): string {
  const chain: Primary[] = [node]
  let first = baseOf(node)
  while (first.kind === 'Attribute' || first.kind === 'Call' || first.kind === 'Subscript') {
    chain.push(first)
    first = baseOf(first)
  }
  let text = baseText(first, chain.at(-1), sheet)
  for (let index = chain.length - 1; index >= 0; index--) {
    const [link, next] = [chain[index], chain[index - 1]]
    if (link !== undefined) text += linkText(link, next, sheet)
  }
  return text
}

function baseOf(node: Primary): Expression {
  return node.kind === 'Call' ? node.func : node.value
}

/** `1.real` would be a broken number, and `....real` is hard to read. */
function baseText(node: Expression, link: Primary | undefined, sheet: Sheet): string {
  const text = sheet.print(node, LEVEL.atom)
  if (node.kind !== 'Constant' || link?.kind !== 'Attribute') return text
  const { kind } = node.value
  return (kind === 'integer' || kind === 'ellipsis') && !text.startsWith('(') ? `(${text})` : text
}

function linkText(link: Primary, next: Primary | undefined, sheet: Sheet): string {
  if (link.kind === 'Attribute') {
    const lead = sheet.breakAt(link.at)
    sheet.note(link.at)
    return `${lead}.${nameText(link.attr, sheet)}`
  }
  sheet.note(link.at)
  const { line } = sheet.layout
  const inside = sheet.layout.inBrackets(() => {
    const text =
      link.kind === 'Subscript'
        ? subscriptText(link.slice, sheet)
        : argumentsText(link.args, link.keywords, sheet)
    // Where the arguments are several lines, what closes them stands on the line of what is next.
    const isBroken = sheet.layout.line !== line && next?.kind === 'Attribute'
    return isBroken ? text + sheet.breakAt(next.at) : text
  })
  return link.kind === 'Subscript' ? `[${inside}]` : `(${inside})`
}

/** What stands between the parentheses of a call. */
export function argumentsText(
  args: readonly Expression[],
  keywords: readonly Keyword[],
  sheet: Sheet,
): string {
  const [only] = args
  if (!sheet.has(305)) {
    // One star and two stars, each at the end.
    sheet.expects(args.slice(0, -1).every(({ kind }) => kind !== 'Starred'))
    sheet.expects(keywords.slice(0, -1).every(({ arg }) => arg !== null))
  }
  if (args.length === 1 && keywords.length === 0 && only?.kind === 'GeneratorExp')
    return bareGeneratorText(only, sheet)
  return [
    ...args.map((argument) => elementText(argument, sheet)),
    ...keywordTexts(keywords, sheet),
  ].join(', ')
}

/** `a=b` and `**c`, in order. */
function keywordTexts(keywords: readonly Keyword[], sheet: Sheet): readonly string[] {
  const names = keywords.flatMap(({ arg }) => (arg === null ? [] : [arg]))
  sheet.expects(new Set(names).size === names.length)
  return keywords.map(({ arg, value }) =>
    arg === null
      ? `${sheet.lead(value)}**${sheet.print(value, LEVEL.test)}`
      : `${sheet.lead(value)}${nameText(arg, sheet)}=${sheet.print(value, LEVEL.test)}`,
  )
}

function subscriptText(slice: Expression, sheet: Sheet): string {
  if (slice.kind !== 'Tuple' || slice.elements.length === 0)
    return slice.kind === 'Starred' ? sheet.print(slice, LEVEL.test) : itemText(slice, sheet)
  if (hasStar(slice) && !sheet.has(311)) return sheet.print(slice, LEVEL.test)
  sheet.note(slice.at)
  const items = slice.elements.map((element) => itemText(element, sheet, LEVEL.test))
  return items.length === 1 ? `${items.join('')},` : items.join(', ')
}

/** One item between the brackets. A constant tuple is bare, unless it is itself an item of a tuple. */
function itemText(node: Expression, sheet: Sheet, least: number = LEVEL.tuple): string {
  if (node.kind === 'Slice') return sliceText(node, sheet)
  if (node.kind !== 'Constant') return elementText(node, sheet)
  if (least > LEVEL.tuple && node.value.kind === 'tuple') return sheet.print(node, least)
  const lead = sheet.lead(node)
  sheet.note(node.at)
  return lead + indexText(node.value, sheet)
}

function sliceText({ at, lower, upper, step }: Slice, sheet: Sheet): string {
  sheet.note(at)
  const [first = '', last = '', by = ''] = [lower, upper, step].map((part) =>
    part === null ? '' : sheet.print(part, LEVEL.test),
  )
  return `${first}:${last}${by === '' ? '' : `:${by}`}`
}
