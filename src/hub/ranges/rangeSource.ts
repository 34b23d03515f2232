import { byteSource, type ByteSource } from '../../engine/index.ts'
import type { Interruption } from './Interrupted.ts'
import { costOf, NOTHING_KEPT, type Cost, type Kept } from './Kept.ts'
import { joined } from './joined.ts'
import { meteredReader, type RangeLimit, type RangeReader } from './meteredReader.ts'

const PAGE_BYTES = 4_096 // what is kept and counted
const WINDOW_PAGES = 6 // of one request: what describes an object lies together, and far from the next
const BEFORE_PAGES = 2 // of them before what was asked for: the objects of a group stand on both sides of its index
const START_PAGES = 16 // 64 KiB from the start on: most of what decides stands there
const MAX_AHEAD_PAGES = 256 // 1 MiB: sequential reading ends soon in what is read of models
const MAX_KEPT_PAGES = 16_384 // 64 MiB; the oldest go first

/** Which bytes were read, for the report and for the line that says what it cost. */
export interface RangeMeter extends Cost {
  /** Merged and in order: pairs of first byte and the byte behind the last. */
  readonly ranges: () => readonly (readonly [start: number, end: number])[]
}

export interface RangeSource extends ByteSource {
  readonly meter: RangeMeter
  /** From now on a request that would go beyond `limit` throws `ReadingEnded` instead; null lifts it. */
  limit(limit: RangeLimit | null): void
  /** Why a read was not served; null when all were. */
  readonly interruption: () => Interruption | null
  /** What is here of the file, for a later reading to go on from. */
  readonly kept: () => Kept
}

/**
 * A source that reads by pages, asks once for pages that lie side by side, and reads further ahead the longer it is
 * read in sequence. What was `kept` of an earlier reading is not asked for again. After `read` has thrown `Interrupted`
 * it is asked for nothing more: what is not here throws it again, with where it was met and how much was read.
 */
export function rangeSource(
  size: number,
  read: RangeReader,
  kept: Kept = NOTHING_KEPT,
): RangeSource {
  const pages = new Map<number, Uint8Array>()
  const fetched = new Set<number>()
  const meter: RangeMeter = { ...kept.cost, ranges: () => merged(fetched, size) }
  const asking = meteredReader(size, read, meter)
  let ahead = START_PAGES
  let lastEnd = -1
  for (const { offset, bytes } of kept.pieces) keep(offset / PAGE_BYTES, bytes)

  function fetchPages(page: number, wanted: number): void {
    const isNext = page === lastEnd
    ahead = isNext ? Math.min(ahead * 2, MAX_AHEAD_PAGES) : START_PAGES / 2
    const first = isNext || page < START_PAGES ? page : page - runBefore(page, fetched)
    const least = page < START_PAGES ? START_PAGES - page : WINDOW_PAGES
    const most = Math.max(page - first + wanted, isNext ? ahead : least)
    const offset = first * PAGE_BYTES
    const length = Math.min(runFrom(first, most) * PAGE_BYTES, size - offset)
    keep(first, asking.ask(offset, length))
  }

  /** How many pages from `first` on are missing, `most` at the most, within the file. */
  function runFrom(first: number, most: number): number {
    const end = Math.ceil(size / PAGE_BYTES)
    let count = 1
    while (count < most && first + count < end && !pages.has(first + count)) count++
    return count
  }

  function keep(first: number, bytes: Uint8Array): void {
    const count = Math.ceil(bytes.length / PAGE_BYTES)
    lastEnd = first + count
    for (let index = 0; index < count; index++) {
      pages.set(first + index, bytes.subarray(index * PAGE_BYTES, (index + 1) * PAGE_BYTES))
      fetched.add(first + index)
    }
    while (pages.size > Math.max(MAX_KEPT_PAGES, count)) pages.delete(oldest(pages))
  }

  const source = byteSource(size, (offset, length) => {
    const first = Math.floor(offset / PAGE_BYTES)
    const last = Math.floor((offset + length - 1) / PAGE_BYTES)
    const bytes = new Uint8Array(length)
    for (let index = first; index <= last; index++) {
      if (!pages.has(index)) fetchPages(index, last - index + 1)
      const page = pages.get(index) ?? new Uint8Array(0)
      const from = Math.max(offset - index * PAGE_BYTES, 0)
      const until = Math.min(offset + length - index * PAGE_BYTES, page.length)
      bytes.set(page.subarray(from, until), index * PAGE_BYTES + from - offset)
    }
    return bytes
  })
  return {
    ...source,
    meter,
    limit: asking.limit,
    interruption: asking.interruption,
    kept: () => ({ pieces: joined(pages, PAGE_BYTES), cost: costOf(meter) }),
  }
}

/** How many pages before `page` were never read, as many as a request takes with it. */
function runBefore(page: number, fetched: ReadonlySet<number>): number {
  let count = 0
  while (count < BEFORE_PAGES && page - count > 0 && !fetched.has(page - count - 1)) count++
  return count
}

function oldest(pages: ReadonlyMap<number, Uint8Array>): number {
  for (const index of pages.keys()) return index
  return -1
}

function merged(fetched: ReadonlySet<number>, size: number): (readonly [number, number])[] {
  const ranges: [number, number][] = []
  for (const index of [...fetched].sort((one, other) => one - other)) {
    const start = index * PAGE_BYTES
    const end = Math.min(start + PAGE_BYTES, size)
    const last = ranges.at(-1)
    if (last !== undefined && last[1] === start) last[1] = end
    else ranges.push([start, end])
  }
  return ranges
}
