// Base32 as Python's base64.b32decode reads it (RFC 4648).
import { ParseError } from '../../bytes/ParseError.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const HEX_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUV'

/** The bytes of base32; `isHex`: with the digits of b32hexdecode. Throws `ParseError` where Python raises. */
export function decodeBase32(text: string, isHex = false): Uint8Array {
  if (text.length % 8 !== 0) throw new ParseError('incorrect padding', text.length)
  const alphabet = isHex ? HEX_ALPHABET : ALPHABET
  const digits = text.replace(/={0,6}$/, '')
  const bytes = new Uint8Array(Math.floor((digits.length * 5) / 8))
  let [held, count, length] = [0, 0, 0]
  for (let at = 0; at < digits.length; at++) {
    const value = alphabet.indexOf(digits.charAt(at))
    if (value < 0) throw new ParseError('no base32 digit', at)
    held = ((held << 5) | value) & 0xfff
    count += 5
    if (count < 8) continue
    count -= 8
    bytes[length++] = (held >> count) & 255
  }
  return bytes
}
