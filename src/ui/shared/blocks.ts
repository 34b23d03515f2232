import { readBytes, type ByteStore } from './bytesAt.ts'

/** Bytes of a store as far as they have been read. A file is read in blocks, when they are first asked for. */
export interface Blocks {
  readonly size: number
  /** One byte; null while its block is being read. */
  readonly byteAt: (offset: number) => number | null
  /** Sees to it that a range is read. Listeners hear of each block. */
  readonly want: (offset: number, length: number) => void
  readonly subscribe: (listener: () => void) => () => void
  /** Grows with each block that was read. */
  readonly version: () => number
}

const BLOCK_BYTES = 65_536
const MAX_BLOCKS = 64 // 4 MiB of a file at the most: what is far from the view is read again

export function createBlocks(store: ByteStore): Blocks {
  return store.kind === 'memory' ? inMemory(store.bytes) : fromFile(store)
}

function inMemory(bytes: Uint8Array): Blocks {
  return {
    size: bytes.length,
    byteAt: (offset) => bytes[offset] ?? null,
    want: () => undefined,
    subscribe: () => () => undefined,
    version: () => 0,
  }
}

function fromFile(store: ByteStore): Blocks {
  const blocks = new Map<number, Uint8Array | null>()
  const listeners = new Set<() => void>()
  let version = 0

  const read = async (index: number): Promise<void> => {
    blocks.set(index, null)
    try {
      blocks.set(index, await readBytes(store, index * BLOCK_BYTES, BLOCK_BYTES))
    } catch {
      blocks.set(index, new Uint8Array(0)) // the file is gone or was changed: its bytes stay unknown
    }
    if (blocks.size > MAX_BLOCKS) blocks.delete(farthest(blocks.keys(), index))
    version++
    for (const listener of listeners) listener()
  }

  return {
    size: store.size,
    byteAt(offset) {
      const index = Math.floor(offset / BLOCK_BYTES)
      return blocks.get(index)?.[offset - index * BLOCK_BYTES] ?? null
    },
    want(offset, length) {
      const last = Math.floor(Math.min(offset + length, store.size) / BLOCK_BYTES)
      for (let index = Math.floor(offset / BLOCK_BYTES); index <= last; index++)
        if (!blocks.has(index)) void read(index)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    version: () => version,
  }
}

function farthest(indices: Iterable<number>, from: number): number {
  return [...indices].reduce((a, b) => (Math.abs(a - from) > Math.abs(b - from) ? a : b), from)
}
