import { byteSource, ReadingEnded, type ByteSource } from '../../engine/index.ts'

const PAGE_BYTES = 4_096 // what is kept and counted
const WINDOW_PAGES = 6 // of one request: what describes an object lies together, and far from the next
const BEFORE_PAGES = 2 // of them before what was asked for: the objects of a group stand on both sides of its index
const START_PAGES = 16 // 64 KiB from the start on: most of what decides stands there
const MAX_AHEAD_PAGES = 256 // 1 MiB: sequential reading ends soon in what is read of models
const MAX_KEPT_PAGES = 16_384 // 64 MiB; the oldest go first

/** What a host reads of a file that lies elsewhere: exactly `length` bytes at `offset`, synchronously. */
export type RangeReader = (offset: number, length: number) => Uint8Array

/** Which bytes were read, for the report and for the line that says what it cost. */
export interface RangeMeter {
  requests: number
  bytes: number
  /** Merged and in order: pairs of first byte and the byte behind the last. */
  readonly ranges: () => readonly (readonly [start: number, end: number])[]
}

/** What reading may cost in all. */
export interface RangeLimit {
  readonly requests: number
  readonly bytes: number
}

export interface RangeSource extends ByteSource {
  readonly meter: RangeMeter
  /** From now on a request that would go beyond `limit` throws `ReadingEnded` instead; null lifts it. */
  limit(limit: RangeLimit | null): void
}

/**
 * A source that reads by pages, asks once for pages that lie side by side, and reads further ahead the longer it is
 * read in sequence. `start` is what is known of the file already, and counts as one request. What `read` throws goes
 * through.
 */
export function rangeSource(
  size: number,
  read: RangeReader,
  start: Uint8Array = new Uint8Array(0),
): RangeSource {
  const pages = new Map<number, Uint8Array>()
  const fetched = new Set<number>()
  const meter: RangeMeter = { requests: 0, bytes: 0, ranges: () => merged(fetched, size) }
  let allowed: RangeLimit | null = null
  let ahead = START_PAGES
  let lastEnd = -1
  if (start.length > 0) keep(0, start)

  function fetchPages(page: number, wanted: number): void {
    const isNext = page === lastEnd
    ahead = isNext ? Math.min(ahead * 2, MAX_AHEAD_PAGES) : START_PAGES / 2
    const first = isNext || page < START_PAGES ? page : page - runBefore(page, fetched)
    const least = page < START_PAGES ? START_PAGES - page : WINDOW_PAGES
    const most = Math.max(page - first + wanted, isNext ? ahead : least)
    const offset = first * PAGE_BYTES
    const length = Math.min(runFrom(first, most) * PAGE_BYTES, size - offset)
    checkLimit(meter, allowed, length)
    keep(first, read(offset, length))
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
    meter.requests += 1
    meter.bytes += bytes.length
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
  return { ...source, meter, limit: (limit) => (allowed = limit) }
}

/** How many pages before `page` were never read, as many as a request takes with it. */
function runBefore(page: number, fetched: ReadonlySet<number>): number {
  let count = 0
  while (count < BEFORE_PAGES && page - count > 0 && !fetched.has(page - count - 1)) count++
  return count
}

/** Throws when a request of `length` bytes would cost more than is allowed. */
function checkLimit(meter: RangeMeter, allowed: RangeLimit | null, length: number): void {
  if (allowed === null) return
  if (meter.requests + 1 > allowed.requests || meter.bytes + length > allowed.bytes)
    throw new ReadingEnded(`reading has cost ${meter.requests} requests and ${meter.bytes} bytes`)
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
