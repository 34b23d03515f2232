import type { Analysis, Source } from '../../engine/index.ts'
import { setAsideOf, type JournalLine } from '../../engine/model/journal.ts'
import { withSetAside } from '../../engine/model/withSetAside.ts'
import type { Entry } from '../shared/entries.ts'
import { mergedNotes, withNote } from '../shared/Note.ts'
import { merged, type Journals } from './journals.ts'
import { isMet } from './links.ts'
import type { KeptNotes } from './notes.ts'

/** What a session needs to set findings aside. */
export interface Desk {
  /** Under what a file's journal is kept; null until every byte was read. */
  readonly keyOf: (source: Source) => string | null
  readonly journals: Journals
  readonly notes: KeptNotes
  readonly now: () => Date
}

/** An analysis settled by its journal. */
export interface Written extends Pick<Entry, 'journal' | 'journalKept'> {
  readonly analysis: Analysis
}

const NO_KEY = '' // of lines that were written before every byte was read

/** A line for what was done just now; `reason` null: the finding was taken back. */
export function journalLine(finding: string, reason: string | null, desk: Desk): JournalLine {
  const action = reason === null ? 'restored' : 'set-aside'
  return { at: desk.now().toISOString(), sha256: NO_KEY, finding, action, reason: reason ?? '' }
}

/** Settles an analysis by its journal, which is kept as soon as its key is known. */
export function settled(analysis: Analysis, own: readonly JournalLine[], desk: Desk): Written {
  const { report, contents } = analysis
  const key = desk.keyOf(report.source)
  const { journal, journalKept } = kept(key, own, desk)
  const known = new Set(report.findings.map(({ id }) => id))
  const setAside = setAsideOf(journal, key ?? NO_KEY).filter(({ finding }) => known.has(finding))
  return { analysis: { report: withSetAside(report, setAside), contents }, journal, journalKept }
}

function kept(
  key: string | null,
  own: readonly JournalLine[],
  { journals }: Desk,
): Pick<Entry, 'journal' | 'journalKept'> {
  if (key === null) return { journal: own, journalKept: 'waits' }
  const before = journals.read(key)
  const journal = merged(
    before,
    own.map((line) => ({ ...line, sha256: key })),
  )
  const isKept = journal.length === before.length || journals.write(key, journal)
  return { journal, journalKept: isKept ? 'kept' : 'refused' }
}

/** An entry with the notes that were kept of it, and those of its case file. They are kept once its key is known. */
export function withNotes(entry: Entry, { keyOf, notes: kept }: Desk): Entry {
  const key = entry.analysis === null ? null : keyOf(entry.analysis.report.source)
  if (key === null) return entry
  const brought = isMet(entry) ? (entry.link?.brought?.notes ?? []) : []
  const before = kept.read(key)
  const notes = mergedNotes(mergedNotes(before, entry.notes), brought)
  if (notes !== before) kept.write(key, notes)
  return { ...entry, notes }
}

/** An entry with one note in the place of that on the same thing; an empty one takes it away. */
export function noted(entry: Entry, finding: string | null, text: string, desk: Desk): Entry {
  const notes = withNote(entry.notes, { finding, text, at: desk.now().toISOString() })
  const key = entry.analysis === null ? null : desk.keyOf(entry.analysis.report.source)
  if (key !== null && entry.run.kind !== 'case') desk.notes.write(key, notes)
  return { ...entry, notes }
}
