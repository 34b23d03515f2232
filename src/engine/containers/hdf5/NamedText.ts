import type { Location } from '../../model/Location.ts'

/** A text in an attribute. */
export interface NamedText {
  /** The object that has the attribute; empty for the root. */
  readonly path: string
  readonly attribute: string
  readonly bytes: Uint8Array
  readonly at: Location
  /** What stands behind the byte 0 that ends the text, where no loader reads; null when nothing does. */
  readonly hidden: Location | null
}
