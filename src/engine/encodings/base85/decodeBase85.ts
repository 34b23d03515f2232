// Base85 as Python's base64 module reads it: b85decode, a85decode, z85decode.
// https://github.com/python/cpython/blob/v3.13.0/Lib/base64.py
import { ParseError } from '../../bytes/ParseError.ts'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const B85 = `${DIGITS}!#$%&()*+-;<=>?@^_\`{|}~`
const Z85 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#'
const A85 = String.fromCharCode(...Array.from({ length: 85 }, (_, digit) => 0x21 + digit))
const SPACE = /^[ \t\n\r\v]$/
const WORD = 0xffffffff

/** `base64.b85decode`; throws `ParseError` where Python raises. */
export function decodeB85(text: string): Uint8Array {
  return decode(text, B85)
}

/** `base64.z85decode`. */
export function decodeZ85(text: string): Uint8Array {
  return decode(text, Z85)
}

/** `base64.a85decode`: `z` is four zeros, `y` four blanks; `isAdobe`: between `<~` and `~>`. */
export function decodeA85(text: string, isAdobe = false): Uint8Array {
  const inside = isAdobe ? text.replace(/^<~/, '').replace(/~>$/, '') : text
  let plain = ''
  for (const [at, character] of Array.from(inside).entries()) {
    if (SPACE.test(character)) continue
    const isWhole = plain.length % 5 === 0
    if (character === 'z' && isWhole) plain += '!!!!!'
    else if (character === 'y' && isWhole) plain += '+<VdL'
    else if (A85.includes(character)) plain += character
    else throw new ParseError(`no Ascii85 digit: ${character}`, at)
  }
  return decode(plain, A85)
}

/** Five digits a word; the last word is filled up with the highest digit, and that many bytes are dropped. */
function decode(text: string, alphabet: string): Uint8Array {
  const missing = (5 - (text.length % 5)) % 5
  const whole = text + (alphabet.at(-1) ?? '').repeat(missing)
  const bytes: number[] = []
  for (let at = 0; at < whole.length; at += 5) {
    let word = 0
    for (let digit = at; digit < at + 5; digit++) {
      const value = alphabet.indexOf(whole.charAt(digit))
      if (value < 0) throw new ParseError('no base85 digit', digit)
      word = word * 85 + value
    }
    if (word > WORD) throw new ParseError('a base85 word of over 32 bits', at)
    bytes.push(word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255)
  }
  return Uint8Array.from(bytes.slice(0, bytes.length - missing))
}
