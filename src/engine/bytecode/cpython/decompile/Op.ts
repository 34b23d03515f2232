import type { MarshalValue } from '../../../encodings/marshal/Marshal.ts'
import type { Range } from '../../../model/Listing.ts'

/** One step of the stack machine, under a name that all versions share. */
export interface Op {
  readonly name: string
  readonly argument: number
  /** The variable, attribute or global it names; '' when it names none. */
  readonly label: string
  /** What LOAD_CONST loads. */
  readonly constant: MarshalValue | null
  /** Offset in `co_code`. */
  readonly index: number
  /** Offset in `co_code` of where it can jump to; null when it does not jump. */
  readonly target: number | null
  /** Its line in the source, as the line table says. */
  readonly line: number | null
  /** The line of the instruction before it. */
  readonly lineAbove: number | null
  /** Its bytes in the payload. */
  readonly at: Range
}
