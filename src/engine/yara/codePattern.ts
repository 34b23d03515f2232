import { bytesSource } from '../bytes/ByteSource.ts'
import { fieldsBetween, type PlacedField } from '../fields/fieldsBetween.ts'
import { layOut } from '../fields/layOut.ts'

const MOST_BYTES = 1_024 // of a pattern: what is longer is one file's own
const SLACK = 400 // bytes that a path or a table of lines may be longer or shorter

/** Fields that differ when the same code is compiled elsewhere, or stands on other lines; their lengths do too. */
const VARYING = new Set(['co_filename', 'co_lnotab', 'co_linetable'])
/** Numbers that differ; their length stays. */
const NUMBERS = new Set(['co_firstlineno'])

/**
 * Marshalled code as bytes of a YARA string: without line numbers, the path it was compiled from, and which values are
 * kept for references. Returns what stands between the braces.
 */
export function codePattern(payload: Uint8Array): string {
  const bytes = payload.subarray(0, MOST_BYTES)
  const layout = layOut(bytesSource(payload), { name: 'code', code: 'marshal' })
  const fields = fieldsBetween(layout, 0, bytes.length)
  const words = [...bytes].map(hex)
  const jumps = new Map<number, PlacedField>()
  for (const field of fields) {
    const { name, offset, length, kind } = field
    if (VARYING.has(name)) jumps.set(offset, field)
    else if (NUMBERS.has(name)) words.fill('??', offset, offset + length)
    else if (kind === 'address') words.fill('??', offset + 1, offset + length)
    else if (name === 'type') words[offset] = `?${(words[offset] ?? '??').charAt(1)}`
  }
  return joined(words, jumps)
}

/** Bytes as YARA writes them, without anything masked. */
export function bytePattern(bytes: Uint8Array): string {
  return [...bytes.subarray(0, MOST_BYTES)].map(hex).join(' ')
}

/** A string of bytes must begin and end with one that is known. */
function joined(words: readonly string[], jumps: ReadonlyMap<number, PlacedField>): string {
  const shown: string[] = []
  for (let at = 0; at < words.length;) {
    const jump = jumps.get(at)
    if (jump === undefined) {
      shown.push(words[at] ?? '??')
      at += 1
      continue
    }
    const { length } = jump
    shown.push(`[${Math.max(1, length - SLACK)}-${length + SLACK}]`)
    at += Math.max(1, length)
  }
  const isKnown = (word: string): boolean => /^[0-9A-F]{2}$/.test(word)
  return shown.slice(shown.findIndex(isKnown), shown.findLastIndex(isKnown) + 1).join(' ')
}

function hex(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, '0')
}
