import type { Range } from '../../../model/Listing.ts'
import type { Code } from '../Code.ts'
import { gatherCodes } from '../gatherCodes.ts'
import { lineStarts } from '../lineStarts.ts'
import type { Reading } from '../Reading.ts'
import type { PrintOptions } from './print/Sheet.ts'

interface Span {
  readonly start: number
  readonly end: number
  readonly code: Code
}

type SourceLines = Required<Pick<PrintOptions, 'lineOf' | 'isAfterNop'>>

/** What the line tables of a code object and of those inside it say of the bytes of the payload. */
export function sourceLines({ code: root, version }: Reading): SourceLines {
  const spans = [...gatherCodes(root.value).all.values()]
    .map(({ code }): Span => ({ start: code.at, end: code.at + code.bytes.length, code }))
    .toSorted((first, second) => first.start - second.start)
  const tables = new Map<Code, readonly (readonly [offset: number, line: number | null])[]>()
  const tableOf = (code: Code) => {
    const table = tables.get(code) ?? [...lineStarts(code, version)].toSorted(byOffset)
    tables.set(code, table)
    return table
  }
  const find = (at: Range | null): Run | null => {
    const span = at === null ? undefined : lastUpTo(spans, at.offset, ({ start }) => start)
    if (at === null || span === undefined || at.offset >= span.end) return null
    const found = lastUpTo(tableOf(span.code), at.offset - span.start, ([offset]) => offset)
    return found === undefined ? null : { code: span.code, start: found[0], line: found[1] }
  }
  return {
    lineOf: (at) => find(at)?.line ?? null,
    isAfterNop: (at) => {
      const run = find(at)
      if (run === null || run.start < UNIT) return null
      const before = run.code.bytes[run.start - UNIT] ?? 0
      return version.opcodes[before]?.name === 'NOP'
    },
  }
}

const UNIT = 2 // bytes of an instruction of 3.6 and later, without its caches

/** Instructions one after the other that are of one line. */
interface Run {
  readonly code: Code
  readonly start: number
  readonly line: number | null
}

function byOffset(
  [first]: readonly [number, unknown],
  [second]: readonly [number, unknown],
): number {
  return first - second
}

/** The last of the items, which are in order, whose offset is not above that one. */
function lastUpTo<Item>(
  items: readonly Item[],
  offset: number,
  offsetOf: (item: Item) => number,
): Item | undefined {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const item = items[middle]
    if (item !== undefined && offsetOf(item) <= offset) low = middle + 1
    else high = middle
  }
  return items[low - 1]
}
