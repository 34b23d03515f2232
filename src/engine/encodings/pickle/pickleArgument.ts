import { Cursor } from '../../bytes/Cursor.ts'
import type { ArgumentKind } from './opcodes.table.ts'

const MAX_TEXT_BYTES = 4096 // of a string that could name a module; of a longer one only its length counts

const NUMBER_BYTES = new Map<ArgumentKind, number>([
  ['byte1', 1],
  ['byte2', 2],
  ['byte4', 4],
  ['byte8', 8],
])
const SIZE_BYTES = new Map<ArgumentKind, number>([
  ['size1', 1],
  ['size4', 4],
  ['size8', 8],
])

/** The argument as text: digits, a line, two lines joined by a space; undefined when the bytes end inside it. */
export function readArgument(cursor: Cursor, kind: ArgumentKind): string | undefined {
  if (kind === 'none') return ''
  if (kind === 'line') return readLine(cursor)
  if (kind === 'twoLines') return readTwoLines(cursor)
  const width = NUMBER_BYTES.get(kind)
  return width === undefined
    ? readSized(cursor, SIZE_BYTES.get(kind) ?? 0)
    : readNumber(cursor, width)
}

function readNumber(cursor: Cursor, width: number): string | undefined {
  return cursor.left < width ? undefined : String(unsigned(cursor.take(width)))
}

function readSized(cursor: Cursor, width: number): string | undefined {
  if (cursor.left < width) return undefined
  const size = unsigned(cursor.take(width))
  if (size > cursor.left) return undefined
  if (size <= MAX_TEXT_BYTES) return cursor.text(size)
  cursor.skip(size)
  return ''
}

function readLine(cursor: Cursor): string | undefined {
  const end = cursor.bytes.indexOf(0x0a, cursor.offset)
  if (end < 0) return undefined
  const length = end - cursor.offset
  const text = new Cursor(cursor.bytes, cursor.offset).text(Math.min(length, MAX_TEXT_BYTES))
  cursor.skip(length + 1)
  return text
}

function readTwoLines(cursor: Cursor): string | undefined {
  const first = readLine(cursor)
  const second = first === undefined ? undefined : readLine(cursor)
  return second === undefined ? undefined : `${first ?? ''} ${second}`
}

/** Little-endian; not exact above 2^53, where it only has to be too large. */
function unsigned(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 256 + byte, 0)
}

const PATTERNS = new Map([
  ['PROTO', /^[0-5]$/],
  ['INT', /^\s*[-+]?[\d_]+\s*$/],
  ['LONG', /^\s*[-+]?[\d_]+L?\s*$/],
  ['FLOAT', /^\s*[-+]?(?:[\d_.]+(?:e[-+]?\d+)?|inf|nan|infinity)\s*$/i],
  ['STRING', /^(?:'.*'|".*")\s*$/s],
  ['GET', /^\s*\d+\s*$/],
  ['PUT', /^\s*\d+\s*$/],
  ['GLOBAL', /^[^\0-\x1f]+ [^\0-\x1f]+\r?$/],
  ['INST', /^[^\0-\x1f]+ [^\0-\x1f]+\r?$/],
])

/** Whether Python could read `argument`, for the opcodes that write it as a line. */
export function isPlausible(name: string, argument: string): boolean {
  return PATTERNS.get(name)?.test(argument) !== false
}
