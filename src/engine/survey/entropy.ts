// Shannon entropy along a source: what is packed or encrypted stands near 8 bits a byte, text near 4, zeros at 0.
import type { ByteSource } from '../bytes/ByteSource.ts'

/** Bits a byte, bin by bin; bins that were not read yet are missing. */
export interface Entropy {
  readonly done: number
  /** Bytes of a bin; the last may have fewer. */
  readonly binBytes: number
  readonly bits: readonly number[]
}

const MAX_BINS = 1_024 // more than a screen has points for
const MIN_BIN_BYTES = 256 // fewer bytes cannot have eight bits
const BLOCK_BYTES = 4 * 1024 * 1024
const TELL_BYTES = 16 * 1024 * 1024

/** Reads every byte once, and tells now and then how far it has come. Throws `ParseError` when reading fails. */
export function* entropyAlong(source: ByteSource): Generator<Entropy, Entropy> {
  const binBytes = Math.max(MIN_BIN_BYTES, Math.ceil(source.size / MAX_BINS))
  const bits: number[] = []
  let told = 0
  for (let start = 0; start < source.size; start += binBytes) {
    const end = Math.min(source.size, start + binBytes)
    bits.push(entropyBetween(source, start, end))
    if (end - told < TELL_BYTES) continue
    told = end
    yield { done: end, binBytes, bits }
  }
  return { done: source.size, binBytes, bits }
}

function entropyBetween(source: ByteSource, start: number, end: number): number {
  const counts = new Uint32Array(256)
  for (let at = start; at < end; at += BLOCK_BYTES)
    countBytes(source.read(at, Math.min(BLOCK_BYTES, end - at)), counts)
  return entropyOf(counts)
}

/** Adds how often each byte stands in `bytes`, of which every `step`th from `from` on is looked at. */
export function countBytes(bytes: Uint8Array, counts: Uint32Array, from = 0, step = 1): void {
  for (let at = from; at < bytes.length; at += step) {
    const byte = bytes[at] ?? 0
    counts[byte] = (counts[byte] ?? 0) + 1
  }
}

/** Bits that each of the counted needs; 0 when there is none. */
export function entropyOf(counts: Uint32Array): number {
  const total = counts.reduce((sum, count) => sum + count, 0)
  let bits = 0
  for (const count of counts) if (count > 0) bits -= (count / total) * Math.log2(count / total)
  return Math.max(0, bits)
}
