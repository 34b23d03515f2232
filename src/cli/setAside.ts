import { readFileSync, statSync } from 'node:fs'
import {
  journalKey,
  parseJournal,
  ParseError,
  setAsideOf,
  withSetAside,
  type JournalLine,
  type Report,
  type SetAside,
} from '../engine/index.ts'

const MAX_BYTES = 16 * 1024 * 1024 // what a hundred thousand acts take

/** What a file given with `--set-aside` holds: findings of one model, or the journal of many. */
type Asides =
  | { readonly kind: 'list'; readonly setAside: readonly SetAside[] }
  | { readonly kind: 'journal'; readonly lines: readonly JournalLine[] }

export interface SetsAside {
  readonly kind: Asides['kind']
  readonly apply: (report: Report) => Report
}

/**
 * Reads a file of findings to set aside: a JSON list of `{finding, reason, at?}` for the one model that is scanned, or
 * a journal as the page saves it, whose lines name their file. Returns what sets them aside in a report. Both throw
 * `ParseError` for what is not as it should be.
 */
export function readSetAside(path: string, now: string): SetsAside {
  const size = statSync(path).size
  if (size > MAX_BYTES) throw new ParseError(`${path} has ${size} bytes, over ${MAX_BYTES}`, 0)
  const asides = parseAsides(readFileSync(path, 'utf8'), now)
  return {
    kind: asides.kind,
    apply: (report) => withSetAside(report, ofReport(asides, report)),
  }
}

function parseAsides(text: string, now: string): Asides {
  return text.trimStart().startsWith('[')
    ? { kind: 'list', setAside: parseList(text, now) }
    : { kind: 'journal', lines: parseJournal(text) }
}

/** Of a journal only what is of this file, and still a finding of it. */
function ofReport(asides: Asides, { source, findings }: Report): readonly SetAside[] {
  if (asides.kind === 'list') return asides.setAside
  const key = journalKey(source)
  if (key === null)
    throw new ParseError('a journal goes by the SHA-256 of the file, which was not computed', 0)
  const ids = new Set(findings.map(({ id }) => id))
  return setAsideOf(asides.lines, key).filter(({ finding }) => ids.has(finding))
}

function parseList(text: string, now: string): readonly SetAside[] {
  const list = parsed(text)
  return Array.isArray(list) ? list.map((one: unknown, index) => parseItem(one, index, now)) : []
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ParseError('the list of findings to set aside is not JSON', 0, { cause })
  }
}

function parseItem(value: unknown, index: number, now: string): SetAside {
  const fields = new Map<string, unknown>(
    typeof value === 'object' && value !== null ? Object.entries(value) : [],
  )
  const [finding, reason, at = now] = ['finding', 'reason', 'at'].map((name) => fields.get(name))
  if (typeof finding === 'string' && typeof reason === 'string' && typeof at === 'string')
    return { finding, reason, at }
  throw new ParseError(
    'a finding to set aside has no text under "finding", "reason" or "at"',
    index,
  )
}
