import type { Report } from '../../engine/index.ts'
import type { JournalLine } from '../../engine/model/journal.ts'
import type { Note } from './Note.ts'

export const CASE_SCHEMA = 'lambdascope-case/1'

/** Everything on one model that one analyst hands to another, but the model itself: `docs/case.schema.json`. */
export interface CaseFile {
  readonly schema: typeof CASE_SCHEMA
  /** ISO 8601 in UTC. */
  readonly made: string
  /** The program and its version. */
  readonly by: string
  /** Which file: fields of a link. */
  readonly source: {
    readonly src: string | null
    readonly sha256: string | null
    readonly size: number | null
    readonly name: string | null
  }
  /** What was chosen in it, and how it was shown: fields of a link. */
  readonly selection: {
    readonly sel: string | null
    readonly view: string | null
    readonly py: string | null
    readonly tab: string | null
  }
  readonly report: Report
  readonly journal: readonly JournalLine[]
  readonly notes: readonly Note[]
  /** YARA rules that were scanned for beside the bundled ones; '' when there were none. */
  readonly rules: string
}

/** What a case file brings beside a link. */
export type BroughtCase = Pick<CaseFile, 'made' | 'by' | 'journal' | 'notes'>
