// Finds bytes in a source of any size, block by block.
import type { ByteSource } from '../bytes/ByteSource.ts'

/** Bytes to look for; each fits where `(byte & mask) === value`. A mask of 0 fits any byte. */
export interface Pattern {
  readonly values: readonly number[]
  readonly masks: readonly number[]
}

/** How far a search has come. */
export interface Search {
  /** Bytes looked at. */
  readonly done: number
  /** How many there are; may be more than offsets are kept. */
  readonly count: number
  /** The first of them, in order. */
  readonly offsets: readonly number[]
}

const BLOCK_BYTES = 4 * 1024 * 1024
const MAX_KEPT = 100_000 // offsets; more cannot be gone through
const EXACT = 0xff

/** Looks for `pattern`, and tells after each block how far it has come. Throws `ParseError` when reading fails. */
export function* searchBytes(source: ByteSource, pattern: Pattern): Generator<Search, Search> {
  const { length } = pattern.values
  const offsets: number[] = []
  let count = 0
  if (length === 0 || length > source.size) return { done: source.size, count, offsets }
  const find = finderOf(pattern)
  for (let start = 0; start + length <= source.size; start += BLOCK_BYTES) {
    const wanted = Math.min(BLOCK_BYTES + length - 1, source.size - start)
    const block = source.read(start, wanted)
    for (let at = find(block, 0); at >= 0; at = find(block, at + 1)) {
      count++
      if (offsets.length < MAX_KEPT) offsets.push(start + at)
    }
    yield { done: Math.min(source.size, start + BLOCK_BYTES), count, offsets }
  }
  return { done: source.size, count, offsets }
}

type Find = (block: Uint8Array, from: number) => number

/** Goes by the longest run of exact bytes, skipping as Horspool does; the rest is compared where that fits. */
function finderOf(pattern: Pattern): Find {
  const { start, length } = longestExact(pattern)
  const anchor = pattern.values.slice(start, start + length)
  const findAnchor = anchorFinder(anchor)
  return (block, from) => {
    const last = block.length - pattern.values.length
    for (let at = from; at <= last; at++) {
      const found = findAnchor(block, at + start)
      if (found < 0 || found - start > last) return -1
      at = found - start
      if (fits(block, at, pattern)) return at
    }
    return -1
  }
}

function anchorFinder(anchor: readonly number[]): Find {
  const [first] = anchor
  if (first === undefined) return everyPlace
  return anchor.length === 1 ? findByte(first) : horspool(anchor)
}

function everyPlace(_: Uint8Array, from: number): number {
  return from
}

function findByte(byte: number): Find {
  return (block, from) => block.indexOf(byte, from)
}

function horspool(anchor: readonly number[]): Find {
  const last = anchor.length - 1
  const skips = new Int32Array(256).fill(anchor.length)
  anchor.forEach((byte, at) => {
    if (at < last) skips[byte] = last - at
  })
  return (block, from) => {
    const end = block.length - anchor.length
    for (let at = from; at <= end; at += skips[block[at + last] ?? 0] ?? 1) {
      let compared = last
      while (compared >= 0 && block[at + compared] === anchor[compared]) compared--
      if (compared < 0) return at
    }
    return -1
  }
}

function fits(block: Uint8Array, at: number, { values, masks }: Pattern): boolean {
  for (let index = 0; index < values.length; index++)
    if (((block[at + index] ?? 0) & (masks[index] ?? 0)) !== values[index]) return false
  return true
}

function longestExact({ masks }: Pattern): { readonly start: number; readonly length: number } {
  let best = { start: 0, length: 0 }
  let start = 0
  masks.forEach((mask, at) => {
    if (mask !== EXACT) start = at + 1
    else if (at + 1 - start > best.length) best = { start, length: at + 1 - start }
  })
  return best
}
