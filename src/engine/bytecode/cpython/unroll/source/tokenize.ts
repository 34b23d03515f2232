// Python's tokens, by logical lines. https://docs.python.org/3/reference/lexical_analysis.html

export type Token =
  | TextToken
  | { readonly kind: 'end'; readonly text: ''; readonly start: number; readonly end: number }

interface TextToken {
  readonly kind: 'name' | 'number' | 'string' | 'operator' | 'unknown'
  readonly text: string
  /** Where it begins and ends, in units of the text. */
  readonly start: number
  readonly end: number
}

/** A logical line: brackets and backslashes join lines. */
export interface Line {
  /** Columns before its first token; a tab goes on to the next multiple of eight. */
  readonly indent: number
  readonly tokens: readonly Token[]
}

const NAME = /[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*/y
const NUMBER =
  /0[xX][\da-fA-F_]+[lL]?|0[bB][01_]+|0[oO][0-7_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?[jJlL]?/y
const PREFIX = /[rbuftRBUFT]{0,3}(?=['"])/y
const OPERATOR =
  /\*\*=|\/\/=|>>=|<<=|\.\.\.|->|:=|\*\*|\/\/|>>|<<|<>|[-+*/%@&|^=!<>]=|[-+*/%@&|^~<>()[\]{},:.;=!`]/y
const SPACE = /[ \t\f\ufeff]+|\\\r?\n|#[^\n]*/y
const LINE_END = /\r?\n|\r/y
const MAX_TOKENS = 1_000_000 // a megabyte of ordinary source has a fourth of that

/** The logical lines of `source` between two places. What is no token is one of its own, of kind `unknown`. */
export function tokenize(source: string, from = 0, to = source.length): readonly Line[] {
  const text = source.slice(0, to)
  const lines: Line[] = []
  let tokens: Token[] = []
  let depth = 0
  let left = MAX_TOKENS
  const endLine = (at: number) => {
    const [first] = tokens
    if (first !== undefined)
      lines.push({ indent: columnOf(text, first.start), tokens: [...tokens, endAt(at)] })
    tokens = []
  }
  for (let at = from; at < to;) {
    const blank = matchAt(SPACE, text, at) || (depth > 0 ? matchAt(LINE_END, text, at) : 0)
    const end = blank > 0 ? 0 : matchAt(LINE_END, text, at)
    if (end > 0) endLine(at)
    at += blank + end
    if (blank + end > 0) continue
    if (left-- === 0) break
    const token = tokenAt(text, at)
    depth = Math.max(0, depth + nesting(token))
    tokens.push(token)
    at = token.end
  }
  endLine(to)
  return lines
}

function endAt(at: number): Token {
  return { kind: 'end', text: '', start: at, end: at }
}

/** The length of what the pattern, which is sticky, matches at a place. */
function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

function nesting({ kind, text }: Token): number {
  if (kind !== 'operator' || text.length !== 1) return 0
  if ('([{'.includes(text)) return 1
  return ')]}'.includes(text) ? -1 : 0
}

function tokenAt(text: string, start: number): Token {
  const stringEnd = endOfString(text, start)
  if (stringEnd > start) return token('string', text, start, stringEnd)
  for (const [kind, pattern] of PATTERNS) {
    const length = matchAt(pattern, text, start)
    if (length > 0) return token(kind, text, start, start + length)
  }
  return token('unknown', text, start, start + 1)
}

const PATTERNS = [
  ['name', NAME],
  ['number', NUMBER],
  ['operator', OPERATOR],
] as const

function token(kind: TextToken['kind'], text: string, start: number, end: number): Token {
  return { kind, text: text.slice(start, end), start, end }
}

const MAX_NESTING = 5 // f-strings in f-strings

/** Where the string that begins at `start` ends; `start` when none does, or when it does not end. */
function endOfString(text: string, start: number, depth = 0): number {
  const open = start + matchAt(PREFIX, text, start)
  const mark = text.charAt(open)
  if (mark !== "'" && mark !== '"') return start
  const triple = mark.repeat(3)
  const close = text.startsWith(triple, open) ? triple : mark
  const isFormat = depth < MAX_NESTING && /[ft]/i.test(text.slice(start, open))
  const end = isFormat ? closingOf(text, open, { close, depth: depth + 1 }) : undefined
  return end ?? closingOf(text, open, { close, depth: null }) ?? start
}

interface Closing {
  readonly close: string
  /** How deep strings in the fields of an f-string are; null: there are no fields. */
  readonly depth: number | null
}

/** Behind the quotes that close the string; since 3.12 the fields of an f-string may hold the same quotes. */
function closingOf(text: string, open: number, { close, depth }: Closing): number | undefined {
  let braces = 0
  for (let at = open + close.length; at < text.length; at++) {
    if (braces === 0 && text.startsWith(close, at)) return at + close.length
    const unit = text.charAt(at)
    if (close.length === 1 && unit === '\n') return undefined
    if (unit === '\\') at++
    if (depth === null) continue
    if (braces > 0) at = Math.max(at, endOfString(text, at, depth) - 1)
    braces = Math.max(0, braces + braceOf(unit))
  }
  return undefined
}

/** Doubled braces open and close nothing, and even out. */
function braceOf(unit: string): number {
  if (unit === '{') return 1
  return unit === '}' ? -1 : 0
}

const TAB = 8

function columnOf(text: string, at: number): number {
  let start = at
  while (start > 0 && !'\n\r'.includes(text.charAt(start - 1))) start--
  let column = 0
  for (let index = start; index < at; index++)
    column = text.charAt(index) === '\t' ? (Math.floor(column / TAB) + 1) * TAB : column + 1
  return column
}
