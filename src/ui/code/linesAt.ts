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

/** The lines, from 1, that speak of a location's bytes; null when none does. */
export function linesAt({ at, ranges }: TextDocument, location: Location): LineRange | null {
  const wanted = at.map((outer) => rangeInside(outer, location)).find((range) => range !== null)
  if (wanted === undefined) return null
  const first = ranges.findIndex((range) => range !== null && overlap(range, wanted))
  if (first === -1) return null
  const last = ranges.findLastIndex((range) => range !== null && overlap(range, wanted))
  return { first: first + 1, last: last + 1 }
}

/** As `linesAt`; for the bytes of a constant or name, the first line that uses it. */
export function codeLinesAt(
  code: CodeObject,
  document: TextDocument,
  location: Location,
): LineRange | null {
  const direct = linesAt(document, location)
  if (direct !== null) return direct
  const wanted = code.locations.map((at) => rangeInside(at, location)).find((each) => each !== null)
  const string = code.strings.find((each) => wanted !== undefined && overlap(each, wanted))
  if (string === undefined) return null
  const start = escapeText(string.text).slice(0, SHOWN_START)
  const line = document.lines.findIndex((text) => text.includes(start)) + 1
  return line === 0 ? null : { first: line, last: line }
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

function overlap(a: Range, b: Range): boolean {
  return a.offset < b.offset + b.length && b.offset < a.offset + a.length
}
