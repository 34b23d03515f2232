import type { Analysis, Progress } from '../../engine/index.ts'
import type { JournalLine } from '../../engine/model/journal.ts'
import type { DroppedModel, Elsewhere } from '../../worker/client.ts'
import type { Files } from './bytesAt.ts'
import { PLAIN_VIEW, type CodeView } from './codeView.ts'
import type { Note } from './Note.ts'
import { differenceOf, type Difference, type EntryLink } from './EntryLink.ts'
import { ALL_FINDINGS, type FindingFilter } from './findingFilter.ts'
import type { Address } from './fragment.ts'
import type { HubPlace } from './HubPlace.ts'
import type { Target } from './selection.ts'

/** The state of the page: what was dropped, what is known of it, and what is chosen. */
export interface PageState {
  readonly entries: readonly Entry[]
  /** The model that fills the page; null: the table of all models, or the empty page. */
  readonly shown: string | null
  /** The model that was shown before the table: its row has the focus there. */
  readonly last: string | null
  /** What the address asks for, while the file that it means is not open. */
  readonly wanted: Address | null
  /** The open tab of the drawer. */
  readonly tab: DrawerTab
  /** Counts what the user chose: each is a step for back and forward. */
  readonly moves: number
  readonly pace: Pace
}

/** How the queue gets on. */
export interface Pace {
  readonly isPaused: boolean
  /** Analyses that ended since it began, or went on after a pause. */
  readonly ended: number
  /** Milliseconds since then. */
  readonly ms: number
}

export const DRAWER_TABS = [
  'hex',
  'structure',
  'weights',
  'indicators',
  'yara',
  'problems',
] as const
export type DrawerTab = (typeof DRAWER_TABS)[number]

/** One open model. */
export interface Entry {
  readonly id: string
  readonly model: OpenedModel
  /** Where on the Hub it lies; null when it was dropped. Also of one that was downloaded since. */
  readonly origin: HubPlace | null
  readonly run: Run
  /** What is known so far. */
  readonly analysis: Analysis | null
  readonly target: Target | null
  /** How the details show it. */
  readonly view: CodeView
  /** Which findings are listed. */
  readonly filter: FindingFilter
  /** What the analyst set aside and took back. */
  readonly journal: readonly JournalLine[]
  /** `waits`: for the digest under which it is kept. `refused`: the browser keeps nothing. */
  readonly journalKept: 'waits' | 'kept' | 'refused'
  /** What the analyst wrote on it and on its findings. */
  readonly notes: readonly Note[]
  /** The link that it was opened for; null: none. */
  readonly link: EntryLink | null
}

/** A model that lies here, or one file of the Hub or of another host that is read by ranges. */
export type OpenedModel = DroppedModel | RangedModel | ElsewhereModel

export interface RangedModel {
  readonly name: string
  readonly isFolder: false
  readonly files: Files
  readonly remote: HubPlace
}

export interface ElsewhereModel {
  readonly name: string
  readonly isFolder: false
  readonly files: Files
  readonly elsewhere: ElsewherePlace
}

/** A file on a host other than the Hub. */
export interface ElsewherePlace {
  readonly place: Elsewhere
  readonly size: number
  /** What is said of it in git, lower-case hex; null when nothing is. */
  readonly sha256: string | null
}

/** What a model comes with that nobody looked at yet. */
export const UNSEEN = {
  origin: null,
  target: null,
  view: PLAIN_VIEW,
  filter: ALL_FINDINGS,
  journal: [],
  journalKept: 'waits',
  notes: [],
  link: null,
} as const satisfies Partial<Entry>

export type Run =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'running'; readonly progress: Progress | null }
  | { readonly kind: 'done' }
  | { readonly kind: 'cancelled' }
  /** Nothing was read here: what is known of it stands in a case file that somebody made. */
  | { readonly kind: 'case' }
  /** We are wrong: what the client says. */
  | { readonly kind: 'failed'; readonly message: string }

export function shownEntry({ entries, shown }: Pick<PageState, 'entries' | 'shown'>): Entry | null {
  return entries.find(({ id }) => id === shown) ?? null
}

/** Bytes of all files of a model. */
export function sizeOf({ files }: OpenedModel): number {
  return files.reduce((sum, { file }) => sum + file.size, 0)
}

/** How an open file differs from the one that its link means; null when it does not, as far as is known. */
export function linkDifference({ link, analysis, model, origin, run }: Entry): Difference | null {
  if (run.kind === 'case') return null // there is no file yet
  const sha256 = analysis?.report.source.sha256 ?? null
  return differenceOf(link, { sha256, size: sizeOf(model) }, origin?.file.sha256 ?? null)
}
