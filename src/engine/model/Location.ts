/**
 * Where something is, as a path of windows: file → member → attribute → JSON value → decoded bytes →
 * instruction. Each window knows its range in the one before it, where it has one.
 */
export type Location = readonly Window[]

export interface Window {
  readonly kind: WindowKind
  /** A name from the file or its format: hostile text, to be shown escaped. */
  readonly name: string
  /** First byte, in the window before; null when the bytes do not lie there in one piece. */
  readonly offset: number | null
  /** Bytes taken in the window before (the whole size for a `file`). */
  readonly length: number
  /** `same`: the window's bytes are that range. Anything else: they are derived, and kept in `contents`. */
  readonly via: Derivation
}

export type WindowKind =
  | 'file'
  | 'member'
  | 'attribute'
  | 'dataset'
  | 'message'
  | 'value'
  | 'payload'
  | 'code'
  | 'instruction'
  | 'range'

export type Derivation =
  | 'same'
  | 'inflated'
  | 'decompressed'
  | 'base64'
  | 'raw-unicode-escape'
  | 'unescaped'
  | 'text'
  | 'repaired'
  | 'unrolled'

/** The location of a whole file. */
export function fileLocation(name: string, size: number): Location {
  return [{ kind: 'file', name, offset: 0, length: size, via: 'same' }]
}

/** `location` with one more window inside it. */
export function within(location: Location, window: Window): Location {
  return [...location, window]
}

/** A piece of the last window, whose bytes are those of that range. */
export function rangeWithin(
  location: Location,
  piece: Pick<Window, 'kind' | 'name' | 'offset' | 'length'>,
): Location {
  return within(location, { ...piece, via: 'same' })
}

/** A key that two locations share only when their paths and ranges are the same. */
export function locationKey(location: Location): string {
  return JSON.stringify(
    location.map(({ kind, name, offset, length, via }) => [kind, name, offset, length, via]),
  )
}

/** What a person reads: `model.h5 › model_config › lambda_3 › code`. */
export function locationText(location: Location): string {
  return location.map(({ name }) => name).join(' › ')
}
