// String and bytes literals. https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals
import { ParseError } from '../../../../bytes/ParseError.ts'

export interface StringLiteral {
  readonly kind: 'text' | 'bytes' | 'format'
  /** What stands between the quotes, escapes undone but for `format`. */
  readonly text: string
  readonly isRaw: boolean
  /** Where that begins in the token. */
  readonly start: number
}

/** Takes a token apart. Throws `ParseError` for a wrong escape. */
export function readString(token: string): StringLiteral {
  const open = token.search(/['"]/)
  const prefix = token.slice(0, open).toLowerCase()
  const mark = token.charAt(open)
  const isTriple = token.length - open >= 6 && token.startsWith(mark.repeat(3), open)
  const start = open + (isTriple ? 3 : 1)
  const inside = token.slice(start, token.length - (isTriple ? 3 : 1))
  const isRaw = prefix.includes('r')
  if (/[ft]/.test(prefix)) return { kind: 'format', text: inside, isRaw, start }
  const kind = prefix.includes('b') ? 'bytes' : 'text'
  const text = isRaw ? inside : unescaped(inside, kind === 'bytes')
  return { kind, text, isRaw, start }
}

const SIMPLE: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['t', '\t'],
  ['r', '\r'],
  ['a', '\u0007'],
  ['b', '\b'],
  ['f', '\f'],
  ['v', '\v'],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['\n', ''],
])
const NUMERIC: readonly (readonly [string, RegExp])[] = [
  ['x', /[0-9a-fA-F]{2}/y],
  ['u', /[0-9a-fA-F]{4}/y],
  ['U', /[0-9a-fA-F]{8}/y],
]
const OCTAL = /[0-7]{1,3}/y
const LAST_POINT = 0x10ffff

/** Undoes escapes; `\u`, `\U` and `\N` stand for themselves in bytes. A name of `\N` becomes `?`. */
export function unescaped(text: string, isBytes: boolean): string {
  let made = ''
  for (let at = 0; at < text.length;) {
    const next = text.indexOf('\\', at)
    if (next < 0 || next === text.length - 1) return made + text.slice(at)
    made += text.slice(at, next)
    const { value, length } = escapeAt(text, next + 1, isBytes)
    made += value
    at = next + 1 + length
  }
  return made
}

function escapeAt(
  text: string,
  at: number,
  isBytes: boolean,
): { readonly value: string; readonly length: number } {
  const letter = text.charAt(at)
  const simple = SIMPLE.get(letter)
  if (simple !== undefined) return { value: simple, length: 1 }
  const octal = matched(OCTAL, text, at)
  if (octal !== '') return { value: pointText(Number.parseInt(octal, 8), at), length: octal.length }
  const isKnown = letter === 'x' || !isBytes
  const digits = NUMERIC.find(([name]) => name === letter)
  if (digits !== undefined && isKnown) {
    const found = matched(digits[1], text, at + 1)
    if (found === '') throw new ParseError(`no digits after \\${letter}`, at)
    return { value: pointText(Number.parseInt(found, 16), at), length: 1 + found.length }
  }
  const close = text.startsWith('N{', at) && !isBytes ? text.indexOf('}', at) : -1
  return close < 0 ? { value: `\\${letter}`, length: 1 } : { value: '?', length: close - at + 1 }
}

function matched(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? ''
}

function pointText(point: number, at: number): string {
  if (point > LAST_POINT) throw new ParseError(`code point ${point}`, at)
  return String.fromCodePoint(point)
}
