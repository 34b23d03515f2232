import type { Location } from './Location.ts'

/** Why something could not be examined. A report with problems is never complete. */
export interface Problem {
  readonly kind: ProblemKind
  /** What, where, and what was still read. */
  readonly message: string
  readonly location: Location
}

export type ProblemKind =
  /** The file breaks its format's rules. */
  | 'malformed'
  /** A limit of ours was met. */
  | 'limit'
  /** The format is known, and this version does not look inside it. */
  | 'not-analysed'
  /** No format is known that begins like this. */
  | 'unknown-format'
  /** The bytes are not here: a Git LFS pointer, a missing shard, an encrypted member. */
  | 'absent'
  /** The connection to where the file lies was cut, or its host asked for a pause: what did not come is not known. */
  | 'interrupted'
  /** The bytes are not those that the file's host lists. */
  | 'mismatch'
  /** The analysis was stopped: cancelled, hung, or out of memory. */
  | 'stopped'
  /** We are wrong. Fails the tests. */
  | 'bug'
