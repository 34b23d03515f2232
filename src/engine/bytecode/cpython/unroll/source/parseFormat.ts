// f-strings. https://docs.python.org/3/reference/lexical_analysis.html#formatted-string-literals
import type { FormattedValue, JoinedStr } from '../../decompile/ast.ts'
import { unescaped, type StringLiteral } from './stringLiteral.ts'
import type { TokenReader } from './TokenReader.ts'
import { tokenize } from './tokenize.ts'

type Parts = JoinedStr['parts']

/** The parts of an f-string whose content begins at `start` of the text. */
export function parseFormat(
  outer: TokenReader,
  start: number,
  { text, isRaw }: Pick<StringLiteral, 'text' | 'isRaw'>,
): Parts {
  return outer.nested(() => {
    const parts: Parts[number][] = []
    let plain = ''
    const flush = () => {
      if (plain === '') return
      const at = { offset: outer.source.byteAt(start), length: text.length }
      const value = isRaw ? plain : unescaped(plain, false)
      parts.push({
        kind: 'Constant',
        value: { kind: 'text', text: value, codePoints: null, ...at },
        at,
      })
      plain = ''
    }
    for (let at = 0; at < text.length; at++) {
      const unit = text.charAt(at)
      const isDoubled = (unit === '{' || unit === '}') && text.charAt(at + 1) === unit
      if (unit === '{' && !isDoubled) {
        flush()
        const end = fieldEnd(text, at + 1)
        parts.push(parseField(outer, start + at + 1, { text: text.slice(at + 1, end), isRaw }))
        at = end
        continue
      }
      if (isDoubled) at++
      plain += unit
    }
    flush()
    return parts
  })
}

/** Where the field that begins at `start` is closed. */
function fieldEnd(text: string, start: number): number {
  let depth = 0
  let quote = ''
  for (let at = start; at < text.length; at++) {
    const unit = text.charAt(at)
    if (quote !== '') quote = unit === quote ? '' : quote
    else if (unit === "'" || unit === '"') quote = unit
    else if (unit === '}' && depth === 0) return at
    else depth += nesting(unit)
  }
  return text.length
}

function nesting(unit: string): number {
  if ('([{'.includes(unit)) return 1
  return ')]}'.includes(unit) ? -1 : 0
}

const CONVERSIONS = { s: 'str', r: 'repr', a: 'ascii' } as const

function parseField(
  outer: TokenReader,
  start: number,
  { text, isRaw }: { readonly text: string; readonly isRaw: boolean },
): FormattedValue {
  const specAt = specStart(text)
  const head = text.slice(0, specAt < 0 ? text.length : specAt)
  const conversion = /!([sra])\s*$/.exec(head)?.[1] ?? null
  const expression = head.replace(/![sra]\s*$/, '').replace(/=\s*$/, '')
  const [line] = tokenize(outer.source.text, start, start + expression.length)
  if (line === undefined) throw outer.wrong('an empty field of an f-string')
  const reader = outer.inner(line.tokens)
  const value = reader.grammar.tuple(reader)
  const spec =
    specAt < 0
      ? null
      : parseFormat(outer, start + specAt + 1, { text: text.slice(specAt + 1), isRaw })
  return {
    kind: 'FormattedValue',
    value,
    conversion: toConversion(conversion),
    spec,
    at: value.at,
  }
}

function toConversion(letter: string | null): FormattedValue['conversion'] {
  if (letter === 's' || letter === 'r' || letter === 'a') return CONVERSIONS[letter]
  return null
}

/** Where the colon before a format specification stands; -1 without one. */
function specStart(text: string): number {
  let depth = 0
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at)
    if (quote !== '') quote = unit === quote ? '' : quote
    else if (unit === "'" || unit === '"') quote = unit
    else if (unit === ':' && depth === 0) return at
    else depth += nesting(unit)
  }
  return -1
}
