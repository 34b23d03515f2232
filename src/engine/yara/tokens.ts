// The words of YARA rules: https://yara.readthedocs.io/en/v4.2.3/writingrules.html

/** A piece of the text of rules. Comments are tokens, spaces are not. */
export interface YaraToken {
  /** `string`: `$a`, `$a*`, `#a`, `@a` or `!a`. `error`: what begins no token, or a text that does not end. */
  readonly kind:
    'comment' | 'word' | 'string' | 'number' | 'text' | 'regex' | 'hex' | 'mark' | 'error'
  readonly text: string
  /** In UTF-16 units, in the text of the rules. */
  readonly start: number
  /** Lines begun since the token before: 0 when it stands on the same line. */
  readonly breaks: number
  /** Where it begins, from 1. */
  readonly line: number
}

/** Rules of more characters are not read: no set that people write is near it. */
const MAX_RULES_LENGTH = 8 * 1024 * 1024

// Sticky, and without a choice between ways to match: none can run away.
const SPACE = /\s+/y
const COMMENT = /\/\/[^\n]*|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\//y
const HEX = /\{(?:[^}/]|\/\/[^\n]*\n|\/\*[^*]*\*+(?:[^/*][^*]*\*+)*\/)*\}/y
const PATTERNS: readonly (readonly [YaraToken['kind'], RegExp])[] = [
  ['comment', COMMENT],
  ['word', /[A-Za-z_][A-Za-z0-9_]*/y],
  ['string', /\$[A-Za-z0-9_]*\*?|[#@][A-Za-z0-9_]*|![A-Za-z0-9_]+/y],
  ['number', /0x[0-9a-fA-F]+|0o[0-7]+|[0-9]+(?:\.[0-9]+)?(?:KB|MB)?/y],
  ['text', /"(?:[^"\\\n]|\\.)*"/y],
  ['regex', /\/(?:[^/\\\n]|\\.)+\/[is]*/y],
  ['mark', /==|!=|<=|>=|<<|>>|\.\.|[{}()[\]:=,.<>+*\\%&|^~-]/y],
]

/** The tokens of a text of rules, in order. Never throws; what is wrong is an `error` of one character or line. */
export function* tokensOf(rules: string): Generator<YaraToken> {
  let [line, breaks, before] = [1, 0, '']
  for (let at = 0; at < rules.length && at < MAX_RULES_LENGTH;) {
    const space = lengthAt(SPACE, rules, at)
    if (space > 0) {
      breaks += breaksIn(rules, at, at + space)
      line += breaksIn(rules, at, at + space)
      at += space
      continue
    }
    const { kind, length } = tokenAt(rules, at, before)
    const text = rules.slice(at, at + length)
    yield { kind, text, start: at, breaks, line }
    line += breaksIn(rules, at, at + length)
    breaks = 0
    if (kind !== 'comment') before = text
    at += length
  }
}

/** Only behind `=` does a brace begin bytes; a slash always begins a regular expression. */
function tokenAt(rules: string, at: number, before: string): Pick<YaraToken, 'kind'> & Sized {
  const hex = before === '=' ? lengthAt(HEX, rules, at) : 0
  if (hex > 0) return { kind: 'hex', length: hex }
  for (const [kind, pattern] of PATTERNS) {
    const length = lengthAt(pattern, rules, at)
    if (length > 0) return { kind, length }
  }
  return { kind: 'error', length: 1 }
}

interface Sized {
  readonly length: number
}

function lengthAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}

function breaksIn(text: string, start: number, end: number): number {
  let count = 0
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1))
    count += 1
  return count
}
