import { byteSource, type ByteSource } from '../../engine/index.ts'

const BLOCK_BYTES = 65_536 // what a request costs in time reads this much at any rate
const MAX_AHEAD_BLOCKS = 16 // 1 MiB: sequential reading ends soon in what is read of models
const MAX_KEPT_BLOCKS = 1_024 // 64 MiB; the oldest go first

/** What a host reads of a file that lies elsewhere: exactly `length` bytes at `offset`, synchronously. */
export type RangeReader = (offset: number, length: number) => Uint8Array

/** Which bytes were read, for the report and for the line that says what it cost. */
export interface RangeMeter {
  requests: number
  bytes: number
  /** Merged and in order: pairs of first byte and the byte behind the last. */
  readonly ranges: () => readonly (readonly [start: number, end: number])[]
}

export interface RangeSource extends ByteSource {
  readonly meter: RangeMeter
}

/**
 * A source that reads by blocks, asks once for blocks that lie side by side, and reads further ahead the longer it is
 * read in sequence. What `read` throws goes through.
 */
export function rangeSource(size: number, read: RangeReader): RangeSource {
  const blocks = new Map<number, Uint8Array>()
  const fetched = new Set<number>()
  const meter: RangeMeter = { requests: 0, bytes: 0, ranges: () => merged(fetched, size) }
  let ahead = 1
  let lastEnd = -1

  function fetchBlocks(first: number, wanted: number): void {
    ahead = first === lastEnd ? Math.min(ahead * 2, MAX_AHEAD_BLOCKS) : 1
    const count = runOf(first, Math.max(wanted, ahead))
    const start = first * BLOCK_BYTES
    const length = Math.min(count * BLOCK_BYTES, size - start)
    const bytes = read(start, length)
    meter.requests += 1
    meter.bytes += length
    lastEnd = first + count
    for (let index = 0; index < count; index++) {
      blocks.set(first + index, bytes.subarray(index * BLOCK_BYTES, (index + 1) * BLOCK_BYTES))
      fetched.add(first + index)
    }
    while (blocks.size > Math.max(MAX_KEPT_BLOCKS, count)) blocks.delete(oldest(blocks))
  }

  /** How many blocks from `first` on are missing, `most` at the most, within the file. */
  function runOf(first: number, most: number): number {
    const end = Math.ceil(size / BLOCK_BYTES)
    let count = 1
    while (count < most && first + count < end && !blocks.has(first + count)) count++
    return count
  }

  const source = byteSource(size, (offset, length) => {
    const first = Math.floor(offset / BLOCK_BYTES)
    const last = Math.floor((offset + length - 1) / BLOCK_BYTES)
    const bytes = new Uint8Array(length)
    for (let index = first; index <= last; index++) {
      if (!blocks.has(index)) fetchBlocks(index, last - index + 1)
      const block = blocks.get(index) ?? new Uint8Array(0)
      const from = Math.max(offset - index * BLOCK_BYTES, 0)
      const until = Math.min(offset + length - index * BLOCK_BYTES, block.length)
      bytes.set(block.subarray(from, until), index * BLOCK_BYTES + from - offset)
    }
    return bytes
  })
  return { ...source, meter }
}

function oldest(blocks: ReadonlyMap<number, Uint8Array>): number {
  for (const index of blocks.keys()) return index
  return -1
}

function merged(fetched: ReadonlySet<number>, size: number): (readonly [number, number])[] {
  const ranges: [number, number][] = []
  for (const index of [...fetched].sort((one, other) => one - other)) {
    const start = index * BLOCK_BYTES
    const end = Math.min(start + BLOCK_BYTES, size)
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === start) last[1] = end
    else ranges.push([start, end])
  }
  return ranges
}
