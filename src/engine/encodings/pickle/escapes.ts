// The two escapes of protocol 0: those of string literals (STRING), and \uXXXX alone (UNICODE).
// https://docs.python.org/3/library/codecs.html#python-specific-encodings

/** What letters behind a backslash stand for. */
const SIMPLE: ReadonlyMap<number, number> = new Map([
  [0x5c, 0x5c],
  [0x27, 0x27],
  [0x22, 0x22],
  [0x61, 0x07],
  [0x62, 0x08],
  [0x74, 0x09],
  [0x6e, 0x0a],
  [0x76, 0x0b],
  [0x66, 0x0c],
  [0x72, 0x0d],
])
const BACKSLASH = 0x5c
const NEWLINE = 0x0a
const LOWER_X = 0x78

/** `codecs.escape_decode`; undefined when an `\x` has no two digits, or a backslash stands last. */
export function decodeEscapes(bytes: Uint8Array): Uint8Array | undefined {
  if (!bytes.includes(BACKSLASH)) return bytes
  const output = new Uint8Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at++] ?? 0
    if (byte !== BACKSLASH) {
      output[length++] = byte
      continue
    }
    const escaped = readEscape(bytes, at)
    if (escaped === undefined) return undefined
    for (const value of escaped.values) output[length++] = value
    at = escaped.end
  }
  return output.slice(0, length)
}

interface Escape {
  readonly values: readonly number[]
  readonly end: number
}

/** What stands behind a backslash; an escape that Python does not know stays as it is. */
function readEscape(bytes: Uint8Array, at: number): Escape | undefined {
  const letter = bytes[at]
  if (letter === undefined) return undefined
  if (letter === NEWLINE) return { values: [], end: at + 1 }
  const simple = SIMPLE.get(letter)
  if (simple !== undefined) return { values: [simple], end: at + 1 }
  if (letter === LOWER_X) {
    const digits = hexDigits(bytes, at + 1, 2)
    return digits === undefined ? undefined : { values: [digits], end: at + 3 }
  }
  return readOctal(bytes, at) ?? { values: [BACKSLASH, letter], end: at + 1 }
}

function readOctal(bytes: Uint8Array, start: number): Escape | undefined {
  let value = 0
  let at = start
  for (; at < start + 3; at++) {
    const digit = (bytes[at] ?? 0) - 0x30
    if (digit < 0 || digit > 7) break
    value = value * 8 + digit
  }
  return at === start ? undefined : { values: [value & 0xff], end: at }
}

/** Digits behind \u and \U. */
const WIDTHS: ReadonlyMap<number, number> = new Map([
  [0x75, 4],
  [0x55, 8],
])

/** The `raw-unicode-escape` codec; undefined when digits are missing or make no character. */
export function decodeRawUnicode(bytes: Uint8Array): string | undefined {
  const parts: string[] = []
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at++] ?? 0
    const letter = bytes[at]
    if (byte !== BACKSLASH || letter === undefined) {
      parts.push(String.fromCharCode(byte))
      continue
    }
    const width = WIDTHS.get(letter)
    const point = width === undefined ? letter : hexDigits(bytes, at + 1, width)
    if (point === undefined || point > 0x10ffff) return undefined
    parts.push(width === undefined ? '\\' : '', String.fromCodePoint(point))
    at += 1 + (width ?? 0)
  }
  return parts.join('')
}

function hexDigits(bytes: Uint8Array, start: number, count: number): number | undefined {
  const digits = String.fromCharCode(...bytes.subarray(start, start + count))
  return digits.length === count && /^[\da-fA-F]+$/.test(digits) ? parseInt(digits, 16) : undefined
}
