import { byteSource, type ByteSource } from './ByteSource.ts'

const BLOCK_BYTES = 65_536 // one FileReaderSync call costs 1.5 ms however small: read this much at once
const MAX_BLOCKS = 256 // 16 MiB at the most; the oldest goes first

/** Keeps recently read blocks of a slow source. Reads longer than a block go past the cache. */
export function cachedSource(source: ByteSource): ByteSource {
  const blocks = new Map<number, Uint8Array>()
  return byteSource(source.size, (offset, length) => {
    if (length > BLOCK_BYTES) return source.read(offset, length)
    const first = Math.floor(offset / BLOCK_BYTES)
    const start = offset - first * BLOCK_BYTES
    const block = blockAt(source, blocks, first)
    if (start + length <= block.length) return block.subarray(start, start + length)
    return joined(block.subarray(start), blockAt(source, blocks, first + 1), length)
  })
}

function blockAt(source: ByteSource, blocks: Map<number, Uint8Array>, index: number): Uint8Array {
  const known = blocks.get(index)
  if (known !== undefined) {
    blocks.delete(index)
    blocks.set(index, known)
    return known
  }
  const offset = index * BLOCK_BYTES
  const block = source.read(offset, Math.min(BLOCK_BYTES, source.size - offset))
  blocks.set(index, block)
  if (blocks.size > MAX_BLOCKS) blocks.delete(oldest(blocks, index))
  return block
}

function oldest(blocks: Map<number, Uint8Array>, fallback: number): number {
  for (const index of blocks.keys()) return index
  return fallback
}

function joined(head: Uint8Array, next: Uint8Array, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  bytes.set(head)
  bytes.set(next.subarray(0, length - head.length), head.length)
  return bytes
}
