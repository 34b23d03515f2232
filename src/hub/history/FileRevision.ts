import type { HubCommit, HubFile } from '../api/HubModel.ts'

/** A commit that changed a file, and the file as that commit left it. Names and dates are the pusher's own. */
export interface FileRevision {
  readonly commit: HubCommit
  readonly file: HubFile
}

/** Why a walk through the history of a file goes no further. */
export type HistoryEnd =
  /** The commit before it does not have the file. `from`: a file of the same bytes that stood there under other names. */
  | { readonly kind: 'added'; readonly from: readonly string[] }
  /** It was in the first commit that the Hub lists. */
  | { readonly kind: 'first-commit' }
  /** The Hub names a commit that its own list does not hold: a merge, or a history that was rewritten. */
  | { readonly kind: 'lost'; readonly commit: string }

export type HistoryStep =
  | { readonly kind: 'revision'; readonly revision: FileRevision }
  | { readonly kind: 'end'; readonly end: HistoryEnd }
