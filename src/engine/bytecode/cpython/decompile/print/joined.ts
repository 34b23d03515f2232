// f-strings and t-strings. https://docs.python.org/3/reference/lexical_analysis.html#f-strings, and PEP 701 for
// what changed in 3.12: since then the braces may hold any expression, before they held no backslash and no quote
// that stands around.
import { codePointsOf } from '../../../../encodings/python-repr/reprText.ts'
import type { Constant, Expression, FormattedValue, JoinedStr } from '../ast.ts'
import { firstAt } from './firstAt.ts'
import { LEVEL } from './level.ts'
import { DELIMITERS, escaped } from './quoted.ts'
import type { Sheet } from './Sheet.ts'
import { Unprintable } from './Unprintable.ts'

/** Where a part stands. */
interface Place {
  readonly delimiter: string
  /** How many format specifications are around: in theirs, Python allows braces, but none in those. */
  readonly depth: number
  /** Whether no line may be broken in its braces. */
  readonly isFixed: boolean
}

const MAX_SPECIFICATIONS = 2

export function joinedText(node: JoinedStr, sheet: Sheet): string {
  sheet.needs(node.isTemplate ? 314 : 306)
  const delimiters = preferred(node)
  for (const delimiter of delimiters.filter(
    (one) => !sheet.inside.some((outer) => one.includes(outer)),
  )) {
    const around = sheet.inside
    const text = sheet.tryInside([...around, delimiter], () => {
      const made = within(node, delimiter, sheet)
      if (around.some((outer) => clashes(made, outer))) throw new Unprintable()
      return made
    })
    if (text !== null) return text
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

/** A text that went over several lines was several texts side by side, or its braces did. */
function within({ isTemplate, parts }: JoinedStr, delimiter: string, sheet: Sheet): string {
  const start = (isTemplate ? 't' : 'f') + delimiter
  // The text of the expressions in a template is kept, and before 3.12 the braces hold no line feed.
  const isFixed = isTemplate || !sheet.has(312)
  const place = { delimiter, depth: 0, isFixed }
  const texts = parts.map((part, index) => {
    const at = part.kind === 'Constant' ? part.at : firstAt(part.value)
    const gap = index > 0 ? sheet.breakAt(at) : ''
    return `${gap === '' ? '' : delimiter + gap + start}${partText(part, place, sheet)}`
  })
  return start + texts.join('') + delimiter
}

function partText(part: Constant | FormattedValue, place: Place, sheet: Sheet): string {
  sheet.note(part.at)
  return part.kind === 'Constant' ? literalText(part, place, sheet) : fieldText(part, place, sheet)
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
  const print = () => sheet.print(value, endsInLambda(value) ? LEVEL.or : LEVEL.test)
  const text = place.isFixed ? sheet.layout.fixed(print) : sheet.layout.inBrackets(print)
  const start = text.startsWith('{') ? ' ' : ''
  const end = conversion === null ? '' : CONVERSIONS[conversion]
  const format =
    spec === null ? '' : `:${specText(spec, { ...place, depth, isFixed: true }, sheet)}`
  return `{${start}${text}${end}${format}}`
}

function specText(spec: JoinedStr['parts'], place: Place, sheet: Sheet): string {
  return spec.map((part) => partText(part, place, sheet)).join('')
}

/** A colon outside parentheses would begin the format specification. */
function endsInLambda(node: Expression): boolean {
  let last = node
  while (last.kind === 'IfExp') last = last.orElse
  return last.kind === 'Lambda'
}
