import type { Location, Window } from '../../engine/index.ts'
import { escapeText } from '../../engine/model/escapeText.ts'
import { toOffsetText } from './quantities.ts'

/** Where bytes lie: a window that cannot be sliced from another one, and a range in it. */
export interface Extent {
  /** The path to a file, or to a window with bytes of its own. */
  readonly base: Location
  readonly offset: number
  /** Null: all of the base. */
  readonly length: number | null
}

/** What a person reads, escaped: `model.h5 › model_config › lambda_3`. */
export function locationText(location: Location): string {
  return location.map(({ name }) => escapeText(name)).join(' › ')
}

/** Sums up the windows that are plain pieces of the one before. */
export function extentOf(location: Location): Extent {
  const pieces = location.slice(1)
  const own = pieces.findLastIndex((window) => !isPiece(window)) + 1
  const base = location.slice(0, own + 1)
  const inside = location.slice(own + 1)
  const last = inside.at(-1)
  if (last === undefined) return { base, offset: 0, length: null }
  const offset = inside.reduce((sum, window) => sum + (window.offset ?? 0), 0)
  return { base, offset, length: last.length }
}

/** `location` as seen from outside its last window: where the encoded bytes of a derived window stand. */
export function encodedExtentOf(location: Location): Extent | null {
  const last = location.at(-1)
  if (last === undefined || location.length < 2 || last.offset === null) return null
  return extentOf([...location.slice(0, -1), { ...last, via: 'same' }])
}

/** A range in the window that `base` leads to. */
export function rangeIn(base: Location, offset: number, length: number): Location {
  const at = toOffsetText(offset)
  const name = length === 1 ? `byte ${at}` : `${length} bytes at ${at}`
  return [...base, { kind: 'range', name, offset, length, via: 'same' }]
}

function isPiece(window: Window): boolean {
  return window.via === 'same' && window.offset !== null
}
