// Numbers as the text of protocols 0 and 1 writes them. CPython reads them as C strings: a NUL ends them.
// https://github.com/python/cpython/blob/v3.13.0/Modules/_pickle.c (load_int, load_long, load_float)
import { PickleEnd, broken } from './PickleEnd.ts'

const MAX_DIGITS = 100_000 // reading digits takes the square of their number; CPython refuses over 4,300 of them

const DECIMAL = /^[-+]?\d+(?:_\d+)*$/
const ZEROS = /^[-+]?0+(?:_0+)*$/
const PREFIXED = /^([-+]?)0([xob])_?([\da-f]+(?:_[\da-f]+)*)$/i
const OCTAL = /^([-+]?)0([0-7]+)$/

/** The text of an INT, base 0 as `strtol` and `int(…, 0)` read it. Throws `PickleEnd` when it is no number. */
export function parseInt0(line: string): bigint {
  const text = cString(line).trim()
  const octal = OCTAL.exec(text) // only strtol takes it, and only INT asks strtol
  return octal === null ? parseLong(text) : signed(octal[1], `0o${octal[2] ?? ''}`, text)
}

/** The text of a LONG, with or without its L. */
export function parseLong(line: string): bigint {
  const text = cString(line).replace(/L$/, '').trim()
  if (text.length > MAX_DIGITS)
    throw new PickleEnd('limit', `a number of ${text.length} digits is over ${MAX_DIGITS}`)
  const prefixed = PREFIXED.exec(text)
  if (prefixed !== null)
    return signed(prefixed[1], `0${prefixed[2] ?? ''}${prefixed[3] ?? ''}`.toLowerCase(), text)
  const isPlain = DECIMAL.test(text) && (ZEROS.test(text) || !/^[-+]?0/.test(text))
  if (!isPlain) throw notANumber(text)
  return signed(/^[-+]/.exec(text)?.[0], text.replace(/^[-+]/, ''), text)
}

/** The text of a GET or a PUT: decimal digits. */
export function parseIndex(line: string): bigint {
  const text = cString(line).trim()
  if (text.length > MAX_DIGITS || !DECIMAL.test(text)) throw notANumber(text)
  return signed(/^[-+]/.exec(text)?.[0], text.replace(/^[-+]/, ''), text)
}

const FLOAT = /^[-+]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[-+]?\d+)?$/i
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ['inf', Infinity],
  ['infinity', Infinity],
  ['nan', NaN],
])

/** The text of a FLOAT. */
export function parseFloat0(line: string): number {
  const text = cString(line).trim()
  const sign = text.startsWith('-') ? -1 : 1
  const special = SPECIAL.get(text.replace(/^[-+]/, '').toLowerCase())
  if (special !== undefined) return sign * special
  if (!FLOAT.test(text)) throw notANumber(text)
  return Number(text.replaceAll('_', ''))
}

/** Two's complement, the lowest byte first, as LONG1 and LONG4 write it. */
export function decodeLong(bytes: Uint8Array): bigint {
  if (bytes.length === 0) return 0n
  if (bytes.length > MAX_DIGITS)
    throw new PickleEnd('limit', `a number of ${bytes.length} bytes is over ${MAX_DIGITS}`)
  let hex = '0x'
  for (let at = bytes.length - 1; at >= 0; at--)
    hex += (bytes[at] ?? 0).toString(16).padStart(2, '0')
  return BigInt.asIntN(bytes.length * 8, BigInt(hex))
}

function cString(line: string): string {
  const end = line.indexOf('\0')
  return end < 0 ? line : line.slice(0, end)
}

function signed(sign: string | undefined, digits: string, text: string): bigint {
  const bare = digits.replaceAll('_', '')
  try {
    return sign === '-' ? -BigInt(bare) : BigInt(bare)
  } catch (error) {
    if (error instanceof SyntaxError) throw notANumber(text) // 0b2
    throw error
  }
}

const SHOWN = 40

function notANumber(text: string): PickleEnd {
  return broken(`${JSON.stringify(text.slice(0, SHOWN))} is no number`)
}
