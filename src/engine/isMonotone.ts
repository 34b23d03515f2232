// Reads as much of a YARA rule set as is needed to know how it may be scanned: https://yara.readthedocs.io/en/v4.2.3/writingrules.html

const CONDITION_WORDS = new Set(['and', 'or', 'of', 'any', 'all', 'them'])
const CONDITION_MARKS = new Set(['(', ')', ',', '}'])

/**
 * Whether every rule that matches some bytes also matches them with other bytes before and behind, after zero bytes,
 * and then has a match of one of its own strings there. True only for conditions of string names, `and`, `or` and
 * `… of …`, over strings that do not look beyond themselves; everything else, and what is not understood, is false.
 */
export function isMonotone(rules: string): boolean {
  let section: Section = 'outside'
  let before = ''
  const words = new Set<string>()
  for (const { kind, text } of tokens(rules)) {
    if (kind === 'error' || !mayStand(section, { kind, text }, before)) return false
    if (section === 'strings' && kind === 'word') words.add(text)
    section = next(section, text, before)
    before = text
  }
  // In UTF-16 the last byte of a part and the zero byte behind it look like one more letter.
  return section === 'outside' && !(words.has('wide') && words.has('fullword'))
}

type Section = 'outside' | 'head' | 'body' | 'meta' | 'strings' | 'condition'

interface Token {
  readonly kind: 'word' | 'name' | 'number' | 'text' | 'regex' | 'hex' | 'mark' | 'error'
  readonly text: string
}

function mayStand(section: Section, { kind, text }: Token, before: string): boolean {
  if (section === 'outside') return text === 'rule'
  if (section === 'strings' || section === 'body') return mayBeString(kind, text)
  return section !== 'condition' || mayBeCondition(kind, text, before)
}

function mayBeString(kind: Token['kind'], text: string): boolean {
  if (kind === 'word') return text !== 'private'
  if (kind === 'regex') return !looksAround(text)
  return kind !== 'hex' || /^\{[0-9a-fA-F?()|\s]*\}$/.test(text)
}

/** Anchors and word borders see what is beside the match; lazy repeats are matched in pieces. */
function looksAround(regex: string): boolean {
  return regex.includes('^') || /[$]|\\[bB]|\}\?/.test(regex)
}

function mayBeCondition(kind: Token['kind'], text: string, before: string): boolean {
  if (isCount(before) && text !== 'of') return false
  if (kind === 'word') return CONDITION_WORDS.has(text)
  if (kind === 'number') return isCount(text)
  return kind === 'name' || (kind === 'mark' && CONDITION_MARKS.has(text))
}

function isCount(text: string): boolean {
  return /^[1-9][0-9]*$/.test(text)
}

function next(section: Section, text: string, before: string): Section {
  if (section === 'outside') return 'head'
  if (section === 'head') return text === '{' ? 'body' : 'head'
  if (text === '}') return 'outside'
  if (text !== ':') return section
  return before === 'meta' || before === 'strings' || before === 'condition' ? before : section
}

/** The tokens of a rule set; what cannot be one is an `error`, and the last. */
function* tokens(rules: string): Generator<Token> {
  let last = ''
  for (let at = 0; at < rules.length;) {
    const { length, token } = tokenAt(rules, at, last)
    if (token !== null) yield token
    last = token?.text ?? last
    at += length
  }
}

interface Step {
  readonly length: number
  readonly token: Token | null
}

// Sticky, and without a choice between ways to match: none can run away.
const SPACE = /\s+|\/\/[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//y
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y
const NAME = /\$[A-Za-z0-9_]*\*?/y
const NUMBER = /[0-9][A-Za-z0-9.]*/y
const TEXT = /"(?:[^"\\\n]|\\.)*"/y
const REGEX = /\/(?:[^/\\\n]|\\.)+\/[is]*/y
const HEX = /\{[^}]*\}/y

function tokenAt(rules: string, at: number, last: string): Step {
  const length = lengthAt(SPACE, rules, at)
  if (length > 0) return { length, token: null }
  for (const [kind, pattern] of patternsAfter(last)) {
    const found = lengthAt(pattern, rules, at)
    if (found > 0) return { length: found, token: { kind, text: rules.slice(at, at + found) } }
  }
  const mark = rules.charAt(at)
  if (mark === '"' || mark === '/')
    return { length: rules.length, token: { kind: 'error', text: mark } }
  return { length: 1, token: { kind: 'mark', text: mark } }
}

/** Only behind `=` can a brace or a slash begin a string. */
function patternsAfter(last: string): readonly (readonly [Token['kind'], RegExp])[] {
  return last === '=' ? [...PATTERNS, ['hex', HEX], ['regex', REGEX]] : PATTERNS
}

const PATTERNS: readonly (readonly [Token['kind'], RegExp])[] = [
  ['word', WORD],
  ['name', NAME],
  ['number', NUMBER],
  ['text', TEXT],
]

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}
