// UTF-8 as CPython's `bytes.decode('utf-8', 'surrogatepass')` reads it: surrogates are let through, all else is strict.
// https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-3/#G7404 (table 3-7)
import { ParseError } from '../../bytes/ParseError.ts'

const CHUNK_UNITS = 8192 // well below the number of arguments that engines allow in one call

/** The text of `bytes`; throws `ParseError` where they are not UTF-8. `base` is the offset of the first byte, for messages. */
export function decodeUtf8(bytes: Uint8Array, base: number): string {
  const units = new Uint16Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length;) {
    const lead = bytes[at] ?? 0
    const count = sequenceLength(lead)
    const point = count === 1 ? lead : codePoint(bytes, at, count)
    if (point < 0)
      throw new ParseError(`byte 0x${lead.toString(16)} begins no UTF-8 character`, base + at)
    at += count
    if (point < 0x10000) units[length++] = point
    else {
      units[length++] = 0xd7c0 + (point >> 10)
      units[length++] = 0xdc00 + (point & 0x3ff)
    }
  }
  return fromCodeUnits(units.subarray(0, length))
}

/** The string of UTF-16 units; lone surrogates stay as they are. */
export function fromCodeUnits(units: Uint16Array): string {
  let text = ''
  for (let start = 0; start < units.length; start += CHUNK_UNITS)
    text += String(
      Reflect.apply(String.fromCharCode, null, units.subarray(start, start + CHUNK_UNITS)),
    )
  return text
}

function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1
  if (lead < 0xe0) return 2
  return lead < 0xf0 ? 3 : 4
}

const SMALLEST = [0, 0, 0x80, 0x800, 0x10000] // by length: what is below has a shorter form

/** The code point of `count` bytes; -1 when they are not one. */
function codePoint(bytes: Uint8Array, at: number, count: number): number {
  const lead = bytes[at] ?? 0
  if (lead < 0xc2 || lead > 0xf4) return -1
  let point = lead & (0x7f >> count)
  for (let index = 1; index < count; index++) {
    const byte = bytes[at + index] ?? 0
    if ((byte & 0xc0) !== 0x80) return -1
    point = (point << 6) | (byte & 0x3f)
  }
  return point < (SMALLEST[count] ?? 0) || point > 0x10ffff ? -1 : point
}
