// f-strings and t-strings. https://docs.python.org/3/reference/lexical_analysis.html#f-strings, and PEP 701 for
// what changed in 3.12: since then the braces may hold any expression, before they held no backslash and no quote
// that stands around.
import { codePointsOf } from '../../reprText.ts'
import type { Constant, Expression, FormattedValue, JoinedStr } from '../ast.ts'
import { LEVEL } from './level.ts'
import { DELIMITERS, escaped } from './quoted.ts'
import type { Sheet } from './Sheet.ts'
import { Unprintable } from './Unprintable.ts'

/** Where a part stands. */
interface Place {
  readonly delimiter: string
  /** How many format specifications are around: in theirs, Python allows braces, but none in those. */
  readonly depth: number
}

const MAX_SPECIFICATIONS = 2

export function joinedText(node: JoinedStr, sheet: Sheet): string {
  sheet.needs(node.isTemplate ? 314 : 306)
  const delimiters = preferred(node)
  for (const delimiter of delimiters.filter(
    (one) => !sheet.inside.some((outer) => one.includes(outer)),
  )) {
    const text = sheet.tryInside([...sheet.inside, delimiter], () => within(node, delimiter, sheet))
    if (text !== null && sheet.inside.every((outer) => !clashes(text, outer))) return text
  }
  if (sheet.inside.length > 0) throw new Unprintable()
  const text = within(node, delimiters[0] ?? "'", sheet)
  if (sheet.has(312)) return text
  sheet.isExact = false
  return `$${text}`
}

/** As repr does it: double quotes when there are single ones in the text, and no double ones. */
function preferred({ parts }: JoinedStr): readonly string[] {
  const texts = parts.map((part) =>
    part.kind === 'Constant' && part.value.kind === 'text' ? part.value.text : '',
  )
  const has = (quote: string) => texts.some((text) => text.includes(quote))
  return has("'") && !has('"') ? DELIMITERS.toReversed().toSorted(byLength) : DELIMITERS
}

function byLength(first: string, second: string): number {
  return first.length - second.length
}

function clashes(text: string, outer: string): boolean {
  return text.includes('\\') || text.includes(outer)
}

function within({ isTemplate, parts }: JoinedStr, delimiter: string, sheet: Sheet): string {
  const text = partsText(parts, { delimiter, depth: 0 }, sheet)
  return `${isTemplate ? 't' : 'f'}${delimiter}${text}${delimiter}`
}

function partsText(parts: JoinedStr['parts'], place: Place, sheet: Sheet): string {
  return parts
    .map((part) => {
      sheet.note(part.at)
      return part.kind === 'Constant'
        ? literalText(part, place, sheet)
        : fieldText(part, place, sheet)
    })
    .join('')
}

function literalText({ value }: Constant, { delimiter, depth }: Place, sheet: Sheet): string {
  if (value.kind !== 'text') return `{${sheet.mark('no text')}}`
  const points = value.codePoints ?? codePointsOf(value.text)
  const text = escaped(points, delimiter, sheet.isPrintable)
  sheet.spend(text.length)
  // A doubled brace is none in a format specification.
  if (depth > 0) return text.replaceAll('{', '\\x7b').replaceAll('}', '\\x7d')
  return text.replaceAll('{', '{{').replaceAll('}', '}}')
}

const CONVERSIONS = { str: '!s', repr: '!r', ascii: '!a' } as const

function fieldText(
  { value, conversion, spec }: FormattedValue,
  place: Place,
  sheet: Sheet,
): string {
  const depth = place.depth + 1
  sheet.expects(depth <= MAX_SPECIFICATIONS)
  if (depth > MAX_SPECIFICATIONS + 1) return `{${sheet.mark('nested too deeply')}}`
  const text = sheet.print(value, endsInLambda(value) ? LEVEL.or : LEVEL.test)
  const start = text.startsWith('{') ? ' ' : ''
  const end = conversion === null ? '' : CONVERSIONS[conversion]
  const format = spec === null ? '' : `:${partsText(spec, { ...place, depth }, sheet)}`
  return `{${start}${text}${end}${format}}`
}

/** A colon outside parentheses would begin the format specification. */
function endsInLambda(node: Expression): boolean {
  let last = node
  while (last.kind === 'IfExp') last = last.orElse
  return last.kind === 'Lambda'
}
