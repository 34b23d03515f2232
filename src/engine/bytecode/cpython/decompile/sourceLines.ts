import type { Code } from '../Code.ts'
import { gatherCodes } from '../gatherCodes.ts'
import { lineStarts } from '../lineStarts.ts'
import type { Reading } from '../Reading.ts'
import type { LineOf } from './print/Layout.ts'

interface Span {
  readonly start: number
  readonly end: number
  readonly code: Code
}

/** What the line tables of a code object and of those inside it say of the bytes of the payload. */
export function sourceLines({ code: root, version }: Reading): LineOf {
  const spans = [...gatherCodes(root.value).all.values()]
    .map(({ code }): Span => ({ start: code.at, end: code.at + code.bytes.length, code }))
    .toSorted((first, second) => first.start - second.start)
  const tables = new Map<Code, readonly (readonly [offset: number, line: number | null])[]>()
  const tableOf = (code: Code) => {
    const table = tables.get(code) ?? [...lineStarts(code, version)].toSorted(byOffset)
    tables.set(code, table)
    return table
  }
  return (at) => {
    const span = at === null ? undefined : lastUpTo(spans, at.offset, ({ start }) => start)
    if (at === null || span === undefined || at.offset >= span.end) return null
    const [, line] =
      lastUpTo(tableOf(span.code), at.offset - span.start, ([offset]) => offset) ?? []
    return line ?? null
  }
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
