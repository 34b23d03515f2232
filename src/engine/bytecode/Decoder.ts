import type { Listing } from '../model/Listing.ts'

/** Turns one payload of code into a listing, without running any of it. */
export interface Decoder {
  readonly id: string
  readonly title: string
  readonly explanation: string
  /**
   * Decodes the marshalled code object at the start of `payload`. `python` chooses a version; without it
   * the versions that could have written it are told from the bytes. Throws `ParseError` when no code object
   * can be read; anything less is a fault in the listing.
   */
  decode(payload: Uint8Array, python?: string): Listing
}
