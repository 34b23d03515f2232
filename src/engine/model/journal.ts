// The journal of what analysts set aside and took back: JSON Lines, one act a line, only ever appended to.
import { ParseError } from '../bytes/ParseError.ts'
import type { SetAside } from './SetAside.ts'
import { MAX_REASON } from './withSetAside.ts'

/** One act of the analyst on a finding of a file. */
export interface JournalLine {
  /** ISO 8601 in UTC. */
  readonly at: string
  /** Of the file, lower-case hex; `folder-…` of a folder. Ids of findings are unique in one file only. */
  readonly sha256: string
  /** `Finding.id`. */
  readonly finding: string
  readonly action: 'set-aside' | 'restored'
  /** In the analyst's words; empty when it is restored without one. */
  readonly reason: string
}

const MAX_TEXT = 16 * 1024 * 1024 // characters: what a hundred thousand acts take
const MAX_LINES = 100_000
const MAX_LINE = 16_384 // characters of one line: the longest reason with every character escaped
const MAX_ID = 200 // characters; ids of findings have about twenty

/** The journal as text, in the order given; each line ends with a line feed. */
export function journalText(lines: readonly JournalLine[]): string {
  return lines
    .map(
      ({ at, sha256, finding, action, reason }) =>
        `${JSON.stringify({ at, sha256, finding, action, reason })}\n`,
    )
    .join('')
}

/**
 * Reads a journal. Empty lines are passed over; fields that are not known are left out. Throws `ParseError` with the
 * offset of the line, in characters, for a line that is not such an act, and for a text beyond the limits.
 */
export function parseJournal(text: string): readonly JournalLine[] {
  if (text.length > MAX_TEXT)
    throw new ParseError(`the journal has ${text.length} characters, over ${MAX_TEXT}`, 0)
  const lines: JournalLine[] = []
  for (let offset = 0; offset < text.length;) {
    const end = text.indexOf('\n', offset)
    const line = text.slice(offset, end < 0 ? text.length : end).trim()
    if (lines.length === MAX_LINES)
      throw new ParseError(`the journal has more than ${MAX_LINES} lines`, offset)
    if (line !== '') lines.push(parseLine(line, offset))
    offset = end < 0 ? text.length : end + 1
  }
  return lines
}

function parseLine(line: string, offset: number): JournalLine {
  if (line.length > MAX_LINE)
    throw new ParseError(
      `a line of the journal has ${line.length} characters, over ${MAX_LINE}`,
      offset,
    )
  const fields = fieldsOf(line, offset)
  const text = (name: string, longest: number): string => textOf(fields, name, { longest, offset })
  const action = text('action', MAX_ID)
  if (action !== 'set-aside' && action !== 'restored')
    throw new ParseError('the action of a line of the journal is not known', offset)
  return {
    at: text('at', MAX_ID),
    sha256: text('sha256', MAX_ID),
    finding: text('finding', MAX_ID),
    action,
    reason: text('reason', MAX_REASON),
  }
}

function fieldsOf(line: string, offset: number): ReadonlyMap<string, unknown> {
  const value = parsed(line, offset)
  if (typeof value !== 'object' || value === null)
    throw new ParseError('a line of the journal is not a JSON object', offset)
  return new Map<string, unknown>(Object.entries(value))
}

function parsed(line: string, offset: number): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new ParseError('a line of the journal is not JSON', offset, { cause })
  }
}

function textOf(
  fields: ReadonlyMap<string, unknown>,
  name: string,
  { longest, offset }: { readonly longest: number; readonly offset: number },
): string {
  const value = fields.get(name)
  if (typeof value !== 'string')
    throw new ParseError(`a line of the journal has no text under "${name}"`, offset)
  if (value.length <= longest) return value
  throw new ParseError(`"${name}" has ${value.length} characters, over ${longest}`, offset)
}

/** What is set aside of the file `sha256` after all lines: of each finding the last line counts. */
export function setAsideOf(lines: readonly JournalLine[], sha256: string): readonly SetAside[] {
  const last = new Map<string, JournalLine>()
  for (const line of lines) {
    if (line.sha256 !== sha256) continue
    last.delete(line.finding)
    last.set(line.finding, line)
  }
  return [...last.values()].flatMap(({ action, finding, reason, at }) =>
    action === 'set-aside' ? [{ finding, reason, at }] : [],
  )
}
