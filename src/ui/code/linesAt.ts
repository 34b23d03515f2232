import type { CodeObject, Location, Range } from '../../engine/index.ts'
import { escapeText } from '../../engine/model/escapeText.ts'
import { locationKey } from '../../engine/model/Location.ts'
import { extentOf } from '../shared/location.ts'
import type { LineRange } from '../shared/monaco/LineNote.ts'
import type { TextDocument } from './TextDocument.ts'

const OPCODE = /\b[A-Z][A-Z0-9_]{2,}\b/
const SHOWN_START = 40 // characters of a constant that must stand in a line that uses it

/** The range of `location` inside `outer`; null when it lies elsewhere, or is all of it. */
export function rangeInside(outer: Location, location: Location): Range | null {
  const around = extentOf(outer)
  const inner = extentOf(location)
  if (inner.length === null || locationKey(around.base) !== locationKey(inner.base)) return null
  const offset = inner.offset - around.offset
  const isInside = offset >= 0 && offset + inner.length <= (around.length ?? Infinity)
  const isAll = offset === 0 && inner.length === around.length
  return isInside && !isAll ? { offset, length: inner.length } : null
}

/** The lines, from 1, that speak of a location's bytes; none when it lies elsewhere. */
export function linesAt({ at, ranges }: TextDocument, location: Location): readonly LineRange[] {
  const wanted = rangeIn(at, location)
  return wanted === null ? [] : linesOf(ranges, wanted)
}

/**
 * The lines, from 1, that speak of `wanted`. A line that speaks of more than that, as the first line of a function
 * does of all of it, is one of them only when no line speaks of less; then the closest ones are.
 */
export function linesOf(ranges: TextDocument['ranges'], wanted: Range): readonly LineRange[] {
  const close = closeLines(ranges, wanted)
  if (close.length > 0) return close
  const around = linesNear(ranges, wanted)
  const least = around.reduce((length, { range }) => Math.min(length, range.length), Infinity)
  return runsOf(around.filter(({ range }) => range.length === least).map(({ line }) => line))
}

/** The lines that speak of `wanted`, or of a piece of it, and not of more than all of it. */
function closeLines(ranges: TextDocument['ranges'], wanted: Range): readonly LineRange[] {
  const close = linesNear(ranges, wanted).filter(({ range }) => !isAround(range, wanted))
  return runsOf(close.map(({ line }) => line))
}

function linesNear(ranges: TextDocument['ranges'], wanted: Range) {
  return ranges.flatMap((range, at) =>
    range !== null && overlap(range, wanted) ? [{ line: at + 1, range }] : [],
  )
}

/** As `linesAt`; for the bytes of a constant or name, the first line that uses it. */
export function codeLinesAt(
  code: CodeObject,
  document: TextDocument,
  location: Location,
): readonly LineRange[] {
  const wanted = rangeIn(code.locations, location)
  if (wanted === null) return []
  const close = closeLines(document.ranges, wanted)
  if (close.length > 0) return close
  const string = code.strings.find((each) => overlap(each, wanted))
  const users = string === undefined ? [] : linesWith(code, document, string)
  return users.length > 0 ? users : linesOf(document.ranges, wanted)
}

/** The lines of the first instruction that shows a constant or name; else the first line that shows it. */
function linesWith(
  code: CodeObject,
  document: TextDocument,
  string: CodeObject['strings'][number],
): readonly LineRange[] {
  const start = escapeText(string.text).slice(0, SHOWN_START)
  const user = instructionWith(code, start)
  const lines = user === null ? [] : linesOf(document.ranges, user)
  if (lines.length > 0) return lines
  const line = document.lines.findIndex((text) => text.includes(start)) + 1
  return runsOf(line === 0 ? [] : [line])
}

/** Line numbers in order, as runs of neighbours. */
export function runsOf(lines: readonly number[]): readonly LineRange[] {
  const runs: { first: number; last: number }[] = []
  for (const line of lines) {
    const run = runs.at(-1)
    if (run !== undefined && run.last === line - 1) run.last = line
    else runs.push({ first: line, last: line })
  }
  return runs
}

/** The bytes of a line, from 1, as a location in the first place where they stand; null for a line of ours. */
export function locationOfLine(document: TextDocument, line: number): Location | null {
  const { kind, lines, ranges, at } = document
  const range = ranges[line - 1] ?? null
  const [outer] = at
  if (range === null || outer === undefined) return null
  const opcode = kind === 'instruction' ? OPCODE.exec(lines[line - 1] ?? '')?.[0] : undefined
  const { offset, length } = range
  return [...outer, { kind, name: opcode ?? `line ${line}`, offset, length, via: 'same' }]
}

function rangeIn(places: readonly Location[], location: Location): Range | null {
  for (const outer of places) {
    const range = rangeInside(outer, location)
    if (range !== null) return range
  }
  return null
}

/** The bytes of the first instruction whose line of the disassembly shows `text`. */
function instructionWith({ disassembly, lines }: CodeObject, text: string): Range | null {
  const found = disassembly.indexOf(text)
  if (found === -1) return null
  const line = disassembly.slice(0, found).split('\n').length - 1
  return lines[line] ?? null
}

function overlap(a: Range, b: Range): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length
}

/** Whether `a` holds all of `b` and more. */
function isAround(a: Range, b: Range): boolean {
  const isWide = a.offset <= b.offset && b.offset + b.length <= a.offset + a.length
  return isWide && a.length > b.length
}
