import { numberOf, type Code } from './Code.ts'
import type { Version } from './versions/Version.ts'

/** A range of `co_code` and its source line; null where it has none. */
interface LineRange {
  readonly start: number
  readonly end: number
  readonly line: number | null
}

/**
 * The source line that begins at each offset, as `dis.findlinestarts` of that version finds them; null where
 * a range without a line begins and that version prints so.
 */
export function lineStarts(code: Code, { lines }: Version): ReadonlyMap<number, number | null> {
  const known = found.get(code)
  if (known?.lines === lines) return known.starts
  const starts = readStarts(code, lines)
  found.set(code, { lines, starts })
  return starts
}

/** Listing and decompiler ask for the same ones. */
const found = new WeakMap<
  Code,
  { readonly lines: Version['lines']; readonly starts: ReadonlyMap<number, number | null> }
>()

function readStarts(code: Code, lines: Version['lines']): ReadonlyMap<number, number | null> {
  switch (lines) {
    case 'unsigned pairs':
    case 'signed pairs':
    case 'signed pairs within the code':
      return pairStarts(code, lines)
    case 'ranges':
      return rangeStarts(readRanges(code))
    case 'locations':
      return locationStarts(code, false)
    case 'locations with gaps':
      return locationStarts(code, true)
  }
}

/** How many bytes of code the table speaks of: ranges must cover all, pairs stop short of the end. */
export function lineTableReach(code: Code, { lines }: Version): number {
  if (lines === 'ranges') return readRanges(code).at(-1)?.end ?? 0
  if (lines.startsWith('locations')) return locationReach(code)
  let reach = 0
  for (let at = 0; at < code.lineTable.length; at += 2) reach += code.lineTable[at] ?? 0
  return reach
}

/** `co_lnotab` (Objects/lnotab_notes.txt). */
function pairStarts(
  code: Code,
  kind: 'unsigned pairs' | 'signed pairs' | 'signed pairs within the code',
): ReadonlyMap<number, number> {
  const starts = new Map<number, number>()
  const table = code.lineTable
  let line = numberOf(code, 'firstlineno')
  let last: number | null = null
  let offset = 0
  for (let at = 0; at + 1 < table.length; at += 2) {
    const [forward = 0, step = 0] = table.subarray(at, at + 2)
    if (forward > 0) {
      if (line !== last) starts.set(offset, line)
      last = line
      offset += forward
      if (kind === 'signed pairs within the code' && offset >= code.bytes.length) return starts
    }
    line += kind === 'unsigned pairs' ? step : toSigned(step)
  }
  if (line !== last) starts.set(offset, line)
  return starts
}

function toSigned(byte: number): number {
  return byte >= 0x80 ? byte - 0x100 : byte
}

function rangeStarts(ranges: readonly LineRange[]): ReadonlyMap<number, number | null> {
  const starts = new Map<number, number | null>()
  let last: number | null = null
  for (const { start, end, line } of ranges) {
    if (start === end || line === last || line === null) continue
    last = line
    starts.set(start, line)
  }
  return starts
}

const NO_LINE_310 = -128

/** `co_linetable` of 3.10 (Objects/lnotab_notes.txt). */
function readRanges(code: Code): readonly LineRange[] {
  const table = code.lineTable
  const ranges: LineRange[] = []
  let line = numberOf(code, 'firstlineno')
  let start = 0
  for (let at = 0; at + 1 < table.length; at += 2) {
    const [forward = 0, byte = 0] = table.subarray(at, at + 2)
    const step = toSigned(byte)
    if (step !== NO_LINE_310) line += step
    ranges.push({ start, end: start + forward, line: step === NO_LINE_310 ? null : line })
    start += forward
  }
  return ranges
}

// Kinds of entries in the location table (Objects/locations.md)
const FIRST_ONE_LINE = 10
const NO_COLUMNS = 13
const LONG = 14
const NONE = 15

/** Of `co_linetable` of 3.11 and later. Entry by entry, without a list of them: each is a few bytes of code. */
function locationStarts(code: Code, withGaps: boolean): ReadonlyMap<number, number | null> {
  const { lineTable } = code
  const starts = new Map<number, number | null>()
  let line = numberOf(code, 'firstlineno')
  let last: number | null | undefined
  let start = 0
  for (let at = 0; at < lineTable.length; at = entryEnd(lineTable, at)) {
    const kind = kindAt(lineTable, at)
    line += lineStep(lineTable, at + 1, kind)
    const here = kind === NONE ? null : line
    if (here !== last && (here !== null || withGaps)) {
      last = here
      starts.set(start, here)
    }
    start += coveredAt(lineTable, at)
  }
  return starts
}

/** Bytes of code that the table speaks of. */
function locationReach({ lineTable }: Code): number {
  let reach = 0
  for (let at = 0; at < lineTable.length; at = entryEnd(lineTable, at))
    reach += coveredAt(lineTable, at)
  return reach
}

function kindAt(table: Uint8Array, at: number): number {
  return ((table[at] ?? 0) >> 3) & 15
}

/** Bytes of code that the entry at `at` speaks of. */
function coveredAt(table: Uint8Array, at: number): number {
  return 2 * (((table[at] ?? 0) & 7) + 1)
}

/** Where the next entry begins: each does at a byte with the high bit set. */
function entryEnd(table: Uint8Array, at: number): number {
  let next = at + 1
  while (next < table.length && ((table[next] ?? 0) & 0x80) === 0) next++
  return next
}

/** An entry of the location table: the bytes of code that it speaks of, and where it stands in the table. */
export interface LocationEntry {
  readonly start: number
  readonly end: number
  readonly kind: number
  readonly at: number
  readonly length: number
}

/** The entries of a location table. */
export function locationEntries({ lineTable }: Code): readonly LocationEntry[] {
  const entries: LocationEntry[] = []
  let start = 0
  for (let at = 0; at < lineTable.length;) {
    const next = entryEnd(lineTable, at)
    const end = start + coveredAt(lineTable, at)
    entries.push({ start, end, kind: kindAt(lineTable, at), at, length: next - at })
    start = end
    at = next
  }
  return entries
}

function lineStep(table: Uint8Array, at: number, kind: number): number {
  if (kind === NO_COLUMNS || kind === LONG) return readSigned(table, at)
  return kind >= FIRST_ONE_LINE && kind < NO_COLUMNS ? kind - FIRST_ONE_LINE : 0
}

/** A number in groups of six bits, the lowest first; its last bit is its sign. */
function readSigned(table: Uint8Array, start: number): number {
  let value = 0
  let scale = 1
  for (let at = start; at < table.length && scale < 2 ** 32; at++, scale *= 64) {
    const byte = table[at] ?? 0
    value += (byte & 63) * scale
    if ((byte & 64) === 0) break
  }
  const size = Math.floor(value / 2)
  return value % 2 === 1 ? -size : size
}
