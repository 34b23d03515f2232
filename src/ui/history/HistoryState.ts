import type {
  Cost,
  FileRevision,
  HistoryEnd,
  Origin,
  Presence,
  Turn,
  Wanted,
} from '../../worker/client.ts'
import type { CodeObject } from '../../engine/index.ts'
import type { HubPlace } from '../shared/HubPlace.ts'

/** The history of one file of the Hub, as far as it was asked for. */
export interface HistoryView {
  /** The file at the commit from which its history is walked. */
  readonly place: HubPlace
  /** Newest first. */
  readonly revisions: readonly FileRevision[]
  /** Null: there are, or may be, older ones. */
  readonly end: HistoryEnd | null
  readonly isWalking: boolean
  /** Until when the Hub asks not to be asked, in milliseconds since 1970. */
  readonly pausedUntil: number | null
  readonly trouble: string | null
  /** Commits of the two revisions to compare. */
  readonly chosen: ReadonlySet<string>
  /** Code of the newest revision; null while it was not read. */
  readonly code: readonly CodeObject[] | null
  readonly search: Search | null
}

/** Looking for the commit that brought something in. */
export interface Search {
  readonly wanted: Wanted
  /** What is looked for, in words. */
  readonly title: string
  readonly steps: readonly SearchStep[]
  readonly state: 'running' | 'done' | 'stopped' | 'failed'
  /** What is being done now, or went wrong. */
  readonly doing: string
  readonly origin: Origin<FileRevision> | null
  /** All comings and goings, once every revision was read; null before. */
  readonly turns: readonly Turn<FileRevision>[] | null
  readonly total: Cost & { readonly files: number }
}

/** One revision that was looked at, and what that cost. */
export interface SearchStep {
  readonly revision: FileRevision
  readonly presence: Presence
  readonly cost: Cost
  /** The same bytes were read for another revision: nothing was asked for. */
  readonly isReused: boolean
}
