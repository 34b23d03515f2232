import type { ByteSource } from '../bytes/ByteSource.ts'
import { sha256Stream } from '../sha256.ts'

const BLOCK_BYTES = 4 * 1024 * 1024

/** SHA-256 of a range, told block by block; lower-case hex, null until the end. Throws `ParseError` outside the source. */
export function* hashAlong(
  source: ByteSource,
  offset: number,
  length: number,
): Generator<Hashed, Hashed> {
  const hash = sha256Stream()
  for (let done = 0; done < length; done += BLOCK_BYTES) {
    hash.update(source.read(offset + done, Math.min(BLOCK_BYTES, length - done)))
    yield { done: Math.min(length, done + BLOCK_BYTES), sha256: null }
  }
  return { done: length, sha256: hash.hex() }
}

interface Hashed {
  /** Bytes. */
  readonly done: number
  readonly sha256: string | null
}
