/** Numbers of a tensor as they stand in a file, piece by piece. */
export interface Values {
  readonly name: string
  /** As NumPy names it: `float32`, `int8`, `bool`. */
  readonly dtype: string
  readonly shape: readonly number[]
  readonly isBigEndian: boolean
  /** Bytes that the values take once they are unpacked; null when they cannot be read, see `unread`. */
  readonly bytes: number
  /** Why the values are not read; null when they are. */
  readonly unread: string | null
  /** The values in pieces of whole items, each time from the beginning. Reading may throw `ParseError`. */
  readonly pieces: () => Iterable<Uint8Array>
}
