/** A payload that no compiler wrote. */
export interface FuzzCase {
  readonly kind: string
  readonly payload: Uint8Array
  /** The version to read it as; undefined: told from the bytes. */
  readonly python: string | undefined
}

/** `own`: the version that the case is about. */
export type Made = Omit<FuzzCase, 'python'> & { readonly own?: string }
