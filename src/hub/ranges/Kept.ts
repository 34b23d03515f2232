/** What reading has cost. */
export interface Cost {
  readonly bytes: number
  readonly requests: number
}

/** Bytes of a remote file, from `offset` on. */
export interface Piece {
  readonly offset: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** What an earlier reading of the same file left to go on from. */
export interface Kept {
  /** In order, and apart from each other. */
  readonly pieces: readonly Piece[]
  readonly cost: Cost
}

export const NOTHING_KEPT: Kept = { pieces: [], cost: { bytes: 0, requests: 0 } }

/** The two numbers alone. */
export function costOf({ bytes, requests }: Cost): Cost {
  return { bytes, requests }
}
