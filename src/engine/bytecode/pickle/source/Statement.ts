import type { Range } from '../../../model/Listing.ts'

/** A statement, which may be of several lines, and the bytes that it speaks of. */
export interface Statement {
  readonly text: string
  readonly range: Range | null
}

/** A range alone, of what has one. */
export function rangeOf({ offset, length }: Range): Range {
  return { offset, length }
}
