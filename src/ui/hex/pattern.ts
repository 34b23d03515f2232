// What is typed into the search of bytes, as a pattern.
import type { Pattern } from '../../engine/index.ts'

export const SEARCH_KINDS = ['text', 'UTF-16', 'hex'] as const
export type SearchKind = (typeof SEARCH_KINDS)[number]

/** `anyCase`: ASCII letters fit in either case. */
export interface Wanted {
  readonly text: string
  readonly kind: SearchKind
  readonly anyCase: boolean
}

const MAX_BYTES = 4_096
const CASE_BIT = 0x20

/** The pattern, or why there is none. `hex` takes digits in pairs, `??` for any byte and `?` for any digit. */
export function toPattern({ text, kind, anyCase }: Wanted): Pattern | { readonly problem: string } {
  if (text === '') return { problem: 'Type what to find' }
  const pattern = kind === 'hex' ? parseHex(text) : toText(text, kind, anyCase)
  if ('problem' in pattern) return pattern
  if (pattern.values.length > MAX_BYTES) return { problem: `At most ${MAX_BYTES} bytes` }
  if (pattern.masks.every((mask) => mask === 0)) return { problem: 'Any byte is found everywhere' }
  return pattern
}

function parseHex(text: string): Pattern | { readonly problem: string } {
  const digits = text.toLowerCase().replace(/0x|[\s,]/g, '')
  if (!/^[0-9a-f?]+$/.test(digits)) return { problem: 'Hexadecimal digits, or ? for any' }
  if (digits.length % 2 === 1) return { problem: 'Two digits for each byte' }
  const values: number[] = []
  const masks: number[] = []
  for (let at = 0; at < digits.length; at += 2) {
    const [high = '', low = ''] = digits.slice(at, at + 2)
    values.push((nibble(high) << 4) | nibble(low))
    masks.push((high === '?' ? 0 : 0xf0) | (low === '?' ? 0 : 0x0f))
  }
  return { values, masks }
}

function nibble(digit: string): number {
  return digit === '?' ? 0 : Number.parseInt(digit, 16)
}

function toText(text: string, kind: 'text' | 'UTF-16', anyCase: boolean): Pattern {
  const bytes = kind === 'text' ? [...new TextEncoder().encode(text)] : utf16(text)
  const isLetter = (at: number) => {
    const byte = bytes[at] ?? 0
    const isWide = kind === 'UTF-16' && (at % 2 === 1 || bytes[at + 1] !== 0)
    return anyCase && !isWide && /[a-z]/i.test(String.fromCharCode(byte))
  }
  return {
    values: bytes.map((byte, at) => (isLetter(at) ? byte & ~CASE_BIT : byte)),
    masks: bytes.map((_, at) => (isLetter(at) ? 0xff & ~CASE_BIT : 0xff)),
  }
}

/** Little-endian, as Windows and HDF5's own tools write. */
function utf16(text: string): readonly number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at)).flatMap((unit) => [
    unit & 0xff,
    unit >> 8,
  ])
}
