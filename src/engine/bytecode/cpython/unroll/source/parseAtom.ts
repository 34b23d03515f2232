import type { Constant, Expression, JoinedStr } from '../../decompile/ast.ts'
import type { MarshalValue } from '../../../../encodings/marshal/Marshal.ts'
import type { Range } from '../../../../model/Listing.ts'
import { parseBraces, parseList, parseParenthesis, parseYield } from './parseDisplay.ts'
import { parseFormat } from './parseFormat.ts'
import { readString } from './stringLiteral.ts'
import type { TokenReader } from './TokenReader.ts'

/** A name, a literal or a display. */
export function parseAtom(reader: TokenReader): Expression {
  const { token } = reader
  if (token.kind === 'string') return parseStrings(reader)
  if (token.kind === 'number') return parseNumber(reader)
  if (token.kind === 'name') return parseName(reader)
  if (token.text === '(') return parseParenthesis(reader)
  if (token.text === '[') return parseList(reader)
  if (token.text === '{') return parseBraces(reader)
  if (reader.take('...'))
    return constant({ kind: 'ellipsis', ...reader.range(token) }, reader.range(token))
  throw reader.wrong('no expression')
}

const KEYWORDS: ReadonlySet<string> = new Set([
  ...['and', 'as', 'assert', 'async', 'break', 'class', 'continue', 'def', 'del', 'elif', 'else'],
  ...['except', 'finally', 'for', 'from', 'global', 'if', 'import', 'in', 'is', 'lambda'],
  ...['nonlocal', 'not', 'or', 'pass', 'raise', 'return', 'try', 'while', 'with'],
])

function parseName(reader: TokenReader): Expression {
  if (reader.is('yield')) return parseYield(reader)
  if (KEYWORDS.has(reader.token.text)) throw reader.wrong('a keyword where a value is expected')
  const token = reader.next()
  const at = reader.range(token)
  if (token.text === 'None') return constant({ kind: 'none', ...at }, at)
  if (token.text === 'True' || token.text === 'False')
    return constant({ kind: 'boolean', value: token.text === 'True', ...at }, at)
  return { kind: 'Name', id: token.text, at }
}

function constant(value: MarshalValue, at: Range): Constant {
  return { kind: 'Constant', value, at }
}

const MAX_DIGITS = 20_000 // of a decimal number: reading it takes the square of that

function parseNumber(reader: TokenReader): Constant {
  const token = reader.next()
  const at = reader.range(token)
  const digits = token.text.replaceAll('_', '').replace(/[lL]$/, '')
  if (/^0[xob]/i.test(digits) || /^\d+$/.test(digits)) {
    const isDecimal = /^\d+$/.test(digits)
    if (isDecimal && digits.length > MAX_DIGITS) throw reader.wrong(`over ${MAX_DIGITS} digits`)
    const isOctal = isDecimal && /^0[0-7]+$/.test(digits)
    const value = BigInt(isOctal ? `0o${digits.slice(1)}` : digits)
    return constant({ kind: 'integer', value, isLong: false, ...at }, at)
  }
  if (/j$/i.test(digits))
    return constant({ kind: 'complex', real: 0, imaginary: Number(digits.slice(0, -1)), ...at }, at)
  return constant({ kind: 'float', value: Number(digits), ...at }, at)
}

/** Strings that follow each other are one. */
function parseStrings(reader: TokenReader): Constant | JoinedStr {
  const start = reader.token
  const parts: JoinedStr['parts'][number][] = []
  let isBytes = false
  let isFormat = false
  while (reader.token.kind === 'string') {
    const token = reader.next()
    const literal = readString(token.text)
    isBytes ||= literal.kind === 'bytes'
    isFormat ||= literal.kind === 'format'
    const at = reader.range(token)
    if (literal.kind === 'format')
      parts.push(...parseFormat(reader, token.start + literal.start, literal))
    else parts.push(constant({ kind: 'text', text: literal.text, codePoints: null, ...at }, at))
  }
  const at = reader.range(start)
  if (isFormat) return { kind: 'JoinedStr', isTemplate: false, parts, at }
  const text = parts
    .map((part) => (part.kind === 'Constant' && part.value.kind === 'text' ? part.value.text : ''))
    .join('')
  if (!isBytes) return constant({ kind: 'text', text, codePoints: null, ...at }, at)
  const bytes = Uint8Array.from(text, (unit) => unit.charCodeAt(0))
  return constant({ kind: 'bytes', bytes, at: at.offset, ...at }, at)
}
