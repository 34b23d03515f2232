// UTF-7 (RFC 2152), as Python's 'utf-7' codec reads it.
import { ParseError } from '../../bytes/ParseError.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The text of UTF-7; throws `ParseError` where Python raises. */
export function decodeUtf7(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte > 0x7f) throw new ParseError('no UTF-7', at)
    if (byte !== 0x2b) {
      text += String.fromCharCode(byte)
      continue
    }
    const run = runAt(bytes, at + 1)
    text += run.length === 0 && bytes[at + 1] === 0x2d ? '+' : unitsOf(run)
    at += run.length
    if (bytes[at + 1] === 0x2d) at++
  }
  return text
}

/** The base64 digits that begin at `start`. */
function runAt(bytes: Uint8Array, start: number): readonly number[] {
  const run: number[] = []
  for (let at = start; at < bytes.length; at++) {
    const value = ALPHABET.indexOf(String.fromCharCode(bytes[at] ?? 0))
    if (value < 0) break
    run.push(value)
  }
  return run
}

function unitsOf(run: readonly number[]): string {
  let text = ''
  let [held, count] = [0, 0]
  for (const value of run) {
    held = ((held << 6) | value) & 0x3fffff
    count += 6
    if (count < 16) continue
    count -= 16
    text += String.fromCharCode((held >> count) & 0xffff)
  }
  return text
}
