import type { Severity } from '../../../engine/index.ts'

/** Something that is known of a line: a sign in the margin, and what it says when one points at it. */
export interface LineNote {
  /** From 1. */
  readonly line: number
  readonly severity: Severity
  /** A rule's id. */
  readonly rule: string
  /** Plain text; it may come from a file. */
  readonly text: string
}

/** Lines from 1, both of them included. */
export interface LineRange {
  readonly first: number
  readonly last: number
}
