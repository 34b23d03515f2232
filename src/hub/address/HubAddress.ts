/** A place on the Hugging Face Hub, as far as what was pasted tells it. */
export interface HubAddress {
  readonly repo: HubRepo
  /** A branch, a tag, a commit or `refs/pr/N`; null when none was named, which means `main`. */
  readonly revision: string | null
  /** A file, or a folder when the address says so; null for the whole repository. */
  readonly path: string | null
  readonly pathKind: 'file' | 'folder' | 'unknown'
}

export interface HubRepo {
  readonly type: RepoType
  /** `org/name`, or a bare `name` of the Hub's first models. */
  readonly id: string
}

export type RepoType = 'models' | 'datasets' | 'spaces'

/** The types by the first part of an address. */
export const REPO_TYPES: ReadonlyMap<string, RepoType> = new Map([
  ['models', 'models'],
  ['datasets', 'datasets'],
  ['spaces', 'spaces'],
])

/** What was pasted is no place on the Hub that can be opened; the message says why, in a sentence for people. */
export class AddressError extends Error {
  override readonly name = 'AddressError'
}
