// Patterns of `match`. https://docs.python.org/3/reference/compound_stmts.html#patterns
import type { Expression, Pattern } from '../ast.ts'
import { LEVEL } from './level.ts'
import { nameText } from './name.ts'
import { complexSum } from './number.ts'
import type { Sheet } from './Sheet.ts'

type Of<Kind extends Pattern['kind']> = Extract<Pattern, { readonly kind: Kind }>

const MAX_DEPTH = 100 // the parser's own limit on brackets is 200, and an `as` needs some of its own
const PATTERN_LEVEL = { as: 0, or: 1, closed: 2 } as const

/** The pattern of a `case`. */
export function patternText(pattern: Pattern, sheet: Sheet): string {
  return printed(pattern, PATTERN_LEVEL.as, { sheet, depth: 0 })
}

interface Place {
  readonly sheet: Sheet
  readonly depth: number
}

function printed(pattern: Pattern, least: number, { sheet, depth }: Place): string {
  if (depth > MAX_DEPTH) return sheet.mark('nested too deeply')
  sheet.note(pattern.at)
  const text = textOf(pattern, { sheet, depth: depth + 1 })
  return levelOf(pattern) < least ? `(${text})` : text
}

function levelOf(pattern: Pattern): number {
  if (pattern.kind === 'MatchOr') return PATTERN_LEVEL.or
  return pattern.kind === 'MatchAs' && pattern.pattern !== null
    ? PATTERN_LEVEL.as
    : PATTERN_LEVEL.closed
}

function textOf(pattern: Pattern, place: Place): string {
  switch (pattern.kind) {
    case 'MatchValue':
      return valueText(pattern.value, place.sheet)
    case 'MatchSequence':
      return `[${place.sheet.layout.inBrackets(() => list(pattern.patterns, place))}]`
    case 'MatchOr':
      place.sheet.expects(pattern.patterns.length > 1)
      return pattern.patterns.map((item) => printed(item, PATTERN_LEVEL.closed, place)).join(' | ')
    case 'MatchMapping':
      return place.sheet.layout.inBrackets(() => mappingText(pattern, place))
    case 'MatchClass':
      return classText(pattern, place)
    case 'MatchStar':
      return place.sheet.mark('*')
    case 'MatchAs':
      return asText(pattern, place)
  }
}

/** Items of a sequence, of which one may have a star. */
function list(patterns: readonly Pattern[], place: Place): string {
  const stars = patterns.filter(({ kind }) => kind === 'MatchStar')
  place.sheet.expects(stars.length <= 1)
  return patterns
    .map((item) => {
      if (item.kind !== 'MatchStar') return printed(item, PATTERN_LEVEL.as, place)
      place.sheet.note(item.at)
      return item.name === null ? '*_' : `*${captureText(item.name, place.sheet)}`
    })
    .join(', ')
}

function mappingText({ entries, rest }: Of<'MatchMapping'>, place: Place): string {
  const items = entries.map(
    ({ key, pattern }) =>
      `${valueText(key, place.sheet)}: ${printed(pattern, PATTERN_LEVEL.as, place)}`,
  )
  if (rest !== null) items.push(`**${captureText(rest, place.sheet)}`)
  return `{${items.join(', ')}}`
}

function classText({ cls, patterns, keywords }: Of<'MatchClass'>, place: Place): string {
  const { sheet } = place
  sheet.expects(isDotted(cls))
  const name = sheet.print(cls, LEVEL.atom)
  const items = sheet.layout.inBrackets(() => [
    ...patterns.map((item) => printed(item, PATTERN_LEVEL.as, place)),
    ...keywords.map(
      ({ name: key, pattern }) =>
        `${nameText(key, sheet)}=${printed(pattern, PATTERN_LEVEL.as, place)}`,
    ),
  ])
  return `${name}(${items.join(', ')})`
}

function asText({ pattern, name }: Of<'MatchAs'>, place: Place): string {
  if (pattern === null) return name === null ? '_' : captureText(name, place.sheet)
  const left = printed(pattern, PATTERN_LEVEL.or, place)
  const right = name === null ? place.sheet.mark('_') : captureText(name, place.sheet)
  return `${left} as ${right}`
}

/** `_` catches nothing. */
function captureText(name: string, sheet: Sheet): string {
  return name === '_' ? sheet.mark(name) : nameText(name, sheet)
}

/** A literal or a dotted name; anything else would be read as another pattern. */
function valueText(value: Expression, sheet: Sheet): string {
  if (value.kind === 'Attribute' && isDotted(value)) return sheet.print(value, LEVEL.atom)
  if (value.kind !== 'Constant' || !LITERALS.has(value.value.kind))
    return `${sheet.mark('')}(${sheet.print(value, LEVEL.test)})`
  if (value.value.kind !== 'complex') {
    sheet.expects(value.value.kind !== 'float' || !Number.isNaN(value.value.value))
    return sheet.print(value, LEVEL.factor)
  }
  sheet.note(value.at)
  const sum = complexSum(value.value.real, value.value.imaginary)
  sheet.expects(sum !== null)
  return sum ?? sheet.print(value, LEVEL.factor)
}

const LITERALS: ReadonlySet<string> = new Set([
  'none',
  'boolean',
  'integer',
  'float',
  'complex',
  'text',
  'bytes',
])

function isDotted(node: Expression): boolean {
  let first = node
  while (first.kind === 'Attribute') first = first.value
  return first.kind === 'Name'
}
