import type { Analysis, Source } from '../../engine/index.ts'
import { setAsideOf, type JournalLine } from '../../engine/model/journal.ts'
import { withSetAside } from '../../engine/model/withSetAside.ts'
import type { Entry } from '../shared/entries.ts'
import { merged, type Journals } from './journals.ts'

/** What a session needs to set findings aside. */
export interface Desk {
  /** Under what a file's journal is kept; null until every byte was read. */
  readonly keyOf: (source: Source) => string | null
  readonly journals: Journals
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
