// The encoding of JSON bytes, as `json.detect_encoding` of CPython settles it.
// https://github.com/python/cpython/blob/v3.13.0/Lib/json/__init__.py
import type { JsonDocument } from './Json.ts'

export interface DetectedEncoding {
  readonly encoding: JsonDocument['encoding']
  /** Bytes of the byte order mark; 0 without one. */
  readonly markBytes: number
}

const MARKS: readonly (readonly [JsonDocument['encoding'], readonly number[]])[] = [
  ['utf-32be', [0x00, 0x00, 0xfe, 0xff]],
  ['utf-32le', [0xff, 0xfe, 0x00, 0x00]],
  ['utf-16be', [0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
]

/** The encoding that Python would decode `bytes` with: by byte order mark, else by where the zeros stand. */
export function detectEncoding(bytes: Uint8Array): DetectedEncoding {
  for (const [encoding, mark] of MARKS)
    if (mark.every((byte, index) => bytes[index] === byte))
      return { encoding, markBytes: mark.length }
  return { encoding: encodingByZeros(bytes), markBytes: 0 }
}

function encodingByZeros(bytes: Uint8Array): JsonDocument['encoding'] {
  const [first, second, third, fourth] = bytes
  if (bytes.length >= 4) {
    if (first === 0) return second === 0 ? 'utf-32be' : 'utf-16be'
    if (second === 0) return third === 0 && fourth === 0 ? 'utf-32le' : 'utf-16le'
  } else if (bytes.length === 2) {
    if (first === 0) return 'utf-16be'
    if (second === 0) return 'utf-16le'
  }
  return 'utf-8'
}
