import type { Location, Range } from '../../engine/index.ts'
import type { LineRange } from '../shared/monaco/LineNote.ts'

/** Lines to show, each with the bytes that it speaks of. */
export interface TextDocument {
  /** Each line is escaped: it holds no character that does not show. */
  readonly lines: readonly string[]
  /** For each line its bytes at `at`; null for a line of ours. */
  readonly ranges: readonly (Range | null)[]
  /** What a line is, as a window. */
  readonly kind: 'instruction' | 'value' | 'range'
  /** Where the ranges count; the same bytes may stand in several places. */
  readonly at: readonly Location[]
  /** Lines that stand for something that could not be told. */
  readonly uncertain: readonly LineRange[]
  /** What is kept when the user saves it. */
  readonly saved: Saved
}

export interface Saved {
  readonly name: string
  readonly content: string | Uint8Array
}

/** A line of a document before it is one. */
export interface Line {
  readonly text: string
  readonly range: Range | null
  /** Whether it stands for something that could not be told. */
  readonly isUncertain?: boolean
}

export const MAX_LINES = 200_000 // what the editor still opens at once; a save has all
