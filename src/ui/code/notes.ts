import type { CodeObject, Location, Report } from '../../engine/index.ts'
import { locationKey } from '../../engine/model/Location.ts'
import type { LineNote, LineRange } from '../shared/monaco/LineNote.ts'
import { codeLinesAt, linesAt } from './linesAt.ts'
import type { TextDocument } from './TextDocument.ts'

const MAX_NOTES = 1_000 // a margin with more says no more

/** Findings and YARA matches whose bytes a document shows, each at its first line. */
export function notesFor(
  { findings, yara }: Report,
  document: TextDocument,
  code: CodeObject | null,
): readonly LineNote[] {
  const lineOf = (location: Location): LineRange | undefined =>
    linesIn(document, code, location)[0] ??
    (code !== null && isWhole(code, location) ? TOP : undefined)
  const ofFindings = findings.flatMap(({ rule, severity, title, message, why, location }) => {
    const line = lineOf(location)?.first
    return line === undefined
      ? []
      : [{ line, severity, rule, text: `${title}: ${message}\n${why}` }]
  })
  const ofMatches = yara.flatMap(({ rule, severity, location, strings }) =>
    strings.flatMap(({ id, offset, length }): LineNote[] => {
      const at: Location = [...location, { kind: 'range', name: id, offset, length, via: 'same' }]
      const line = linesIn(document, code, at)[0]?.first
      return line === undefined ? [] : [{ line, severity, rule, text: `${id} matches here` }]
    }),
  )
  return withoutTwins([...ofFindings, ...ofMatches]).slice(0, MAX_NOTES)
}

const TOP: LineRange = { first: 1, last: 1 }

/** The lines of a document that speak of a location; `code` is the one that it shows, if any. */
export function linesIn(
  document: TextDocument,
  code: CodeObject | null,
  location: Location,
): readonly LineRange[] {
  return code === null ? linesAt(document, location) : codeLinesAt(code, document, location)
}

function isWhole(code: CodeObject, location: Location): boolean {
  const key = locationKey(location)
  return code.locations.some((at) => locationKey(at) === key)
}

function withoutTwins(notes: readonly LineNote[]): readonly LineNote[] {
  const byKey = new Map(notes.map((note) => [`${note.line} ${note.rule} ${note.text}`, note]))
  return [...byKey.values()]
}
