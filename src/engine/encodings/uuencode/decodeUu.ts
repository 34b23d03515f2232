// One line of uuencode, as binascii.a2b_uu reads it.
// https://github.com/python/cpython/blob/v3.13.0/Modules/binascii.c
import { ParseError } from '../../bytes/ParseError.ts'

/** The bytes of a line; throws `ParseError` where Python raises. */
export function decodeUu(line: Uint8Array): Uint8Array {
  const [head = 0] = line
  const bytes = new Uint8Array((head - 0x20) & 63)
  let [held, count, at] = [0, 0, 1]
  for (let length = 0; length < bytes.length; at++) {
    held = ((held << 6) | digitAt(line, at)) & 0x3fff
    count += 6
    if (count < 8) continue
    count -= 8
    bytes[length++] = (held >> count) & 255
  }
  return bytes
}

/** The end of the line counts as blanks, which editors cut off. */
function digitAt(line: Uint8Array, at: number): number {
  const byte = line[at]
  if (byte === undefined || byte === 0x0a || byte === 0x0d) return 0
  if (byte < 0x20 || byte > 0x60) throw new ParseError('no uuencode digit', at)
  return (byte - 0x20) & 63
}
