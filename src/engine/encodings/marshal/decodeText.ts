/** UTF-8 as Python's `surrogatepass` reads it, with the code points when some are surrogates. */
export interface DecodedText {
  readonly text: string
  readonly codePoints: readonly number[] | null
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const SHORT = 32 // below this one by one is faster
const CHUNK = 8_192 // arguments that String.fromCharCode surely takes at once

/** Decodes UTF-8, surrogates allowed; undefined when the bytes are not even that. */
export function decodeUtf8(bytes: Uint8Array): DecodedText | undefined {
  if (bytes.every((byte) => byte < 0x80)) return { text: decodeLatin1(bytes), codePoints: null }
  if (!hasSurrogate(bytes)) return decodeStrict(bytes)
  const codePoints = decodeCodePoints(bytes)
  if (codePoints === undefined) return undefined
  return { text: codePoints.map((point) => String.fromCodePoint(point)).join(''), codePoints }
}

/** Each byte as the character of that number, as Python reads the ASCII types. */
export function decodeLatin1(bytes: Uint8Array): string {
  let text = ''
  if (bytes.length < SHORT) for (const byte of bytes) text += String.fromCharCode(byte)
  else
    for (let at = 0; at < bytes.length; at += CHUNK)
      text += String.fromCharCode(...bytes.subarray(at, at + CHUNK))
  return text
}

function decodeStrict(bytes: Uint8Array): DecodedText | undefined {
  try {
    return { text: STRICT.decode(bytes), codePoints: null }
  } catch (error) {
    if (error instanceof TypeError) return undefined // how TextDecoder says "not UTF-8"
    throw error
  }
}

/** Only surrogates begin with ED A0 to ED BF. */
function hasSurrogate(bytes: Uint8Array): boolean {
  return bytes.some((byte, at) => byte === 0xed && (bytes[at + 1] ?? 0) >= 0xa0)
}

function decodeCodePoints(bytes: Uint8Array): readonly number[] | undefined {
  const points: number[] = []
  for (let at = 0; at < bytes.length;) {
    const length = sequenceLength(bytes[at] ?? 0)
    const point = readSequence(bytes.subarray(at, at + length), length)
    if (point === undefined) return undefined
    points.push(point)
    at += length
  }
  return points
}

function sequenceLength(first: number): number {
  if (first < 0x80) return 1
  if (first < 0xe0) return 2
  return first < 0xf0 ? 3 : 4
}

const SMALLEST = [0, 0, 0x80, 0x800, 0x10000] // by length: a shorter form is not UTF-8
const FIRST_BITS = [0, 0x7f, 0x1f, 0x0f, 0x07]

function readSequence(bytes: Uint8Array, length: number): number | undefined {
  const [first = 0, ...rest] = bytes
  if (bytes.length !== length || !isFirst(first)) return undefined
  if (rest.some((byte) => byte >> 6 !== 2)) return undefined
  const point = rest.reduce(
    (high, byte) => high * 64 + (byte & 63),
    first & (FIRST_BITS[length] ?? 0),
  )
  return point < (SMALLEST[length] ?? 0) || point > 0x10ffff ? undefined : point
}

function isFirst(byte: number): boolean {
  return byte < 0x80 || (byte >= 0xc2 && byte <= 0xf4)
}
