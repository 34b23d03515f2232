import { ParseError } from '../../bytes/ParseError.ts'

/** The bytes of pairs of hexadecimal digits; throws `ParseError` for anything else, as `binascii.unhexlify` does. */
export function decodeHex(text: string): Uint8Array {
  if (text.length % 2 !== 0)
    throw new ParseError('an odd number of hexadecimal digits', text.length)
  const bytes = new Uint8Array(text.length / 2)
  for (let at = 0; at < bytes.length; at++) {
    const pair = text.slice(at * 2, at * 2 + 2)
    if (!/^[0-9a-f]{2}$/i.test(pair)) throw new ParseError('no hexadecimal digits', at * 2)
    bytes[at] = Number.parseInt(pair, 16)
  }
  return bytes
}
