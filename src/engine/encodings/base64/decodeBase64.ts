// Base64 as CPython's `codecs.decode(text.encode('ascii'), 'base64')` reads it, leniencies and all.
// https://github.com/python/cpython/blob/v3.13.0/Modules/binascii.c (binascii_a2b_base64_impl, not strict)

export type Base64 =
  | {
      readonly kind: 'decoded'
      readonly bytes: Uint8Array
      /** Characters that Python skips: neither base64 nor line breaks, and "=" where it means nothing. */
      readonly skipped: number
      /** Characters after the padding, which Python does not read; line breaks are not counted. */
      readonly unread: number
    }
  | { readonly kind: 'refused'; readonly reason: string }

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const OTHER = 64
const PAD = 0x3d

const SEXTETS = new Uint8Array(256).fill(OTHER)
for (let sextet = 0; sextet < ALPHABET.length; sextet++)
  SEXTETS[ALPHABET.charCodeAt(sextet)] = sextet

/** The bytes that Keras takes from `text`, or why Python refuses it. Never throws. */
export function decodeBase64(text: string): Base64 {
  const ascii = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit > 0x7f) return { kind: 'refused', reason: `character ${index} is not ASCII` }
    ascii[index] = unit
  }
  return decodeBase64Bytes(ascii)
}

/** The same for ASCII text as bytes. Bytes over 0x7F are skipped, as `binascii` does. */
export function decodeBase64Bytes(text: Uint8Array): Base64 {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4))
  let length = 0
  let bits = 0
  let sextets = 0 // of the current four
  let pads = 0 // since the last sextet
  let skipped = 0
  for (let at = 0; at < text.length; at++) {
    const unit = text[at] ?? 0
    const sextet = sextetOf(unit)
    if (sextet !== OTHER) {
      pads = 0
      bits = (bits << 6) | sextet
      sextets = (sextets + 1) % 4
      if (sextets !== 1) bytes[length++] = bits >> (((4 - sextets) % 4) * 2)
    } else if (unit === PAD && sextets >= 2 && sextets + ++pads >= 4) {
      const unread = countOthers(text.subarray(at + 1))
      return { kind: 'decoded', bytes: bytes.slice(0, length), skipped: skipped - pads + 1, unread }
    } else if (!isLineBreak(unit)) skipped++
  }
  if (sextets === 0) return { kind: 'decoded', bytes: bytes.slice(0, length), skipped, unread: 0 }
  return { kind: 'refused', reason: 'incorrect padding' }
}

function sextetOf(unit: number): number {
  return SEXTETS[unit] ?? OTHER
}

function countOthers(text: Uint8Array): number {
  return text.reduce((count, unit) => (isLineBreak(unit) ? count : count + 1), 0)
}

function isLineBreak(unit: number): boolean {
  return unit === 0x0a || unit === 0x0d
}
