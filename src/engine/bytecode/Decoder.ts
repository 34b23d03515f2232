import type { Listing } from '../model/Listing.ts'

/** A listing with what stays out of reports. */
export interface Decoded extends Listing {
  /** The bytes of each stage by its id; of a text in UTF-8. */
  readonly stageBytes: ReadonlyMap<string, Uint8Array>
}

/** Turns one payload of code into a listing, without running any of it. */
export interface Decoder {
  readonly id: Listing['machine']
  readonly title: string
  readonly explanation: string
  /**
   * Decodes the marshalled code object at the start of `payload`. `python` chooses a version; without it
   * the versions that could have written it are told from the bytes. Throws `ParseError` when no code object
   * can be read; anything less is a fault in the listing.
   */
  decode(payload: Uint8Array, python?: string): Decoded
}
