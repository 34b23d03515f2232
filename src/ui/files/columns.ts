import type { Line } from './lines.ts'

export const COLUMNS = [
  { id: 'verdict', title: 'Verdict' },
  { id: 'name', title: 'Name' },
  { id: 'reason', title: 'Top finding' },
  { id: 'format', title: 'Format' },
  { id: 'keras', title: 'Keras' },
  { id: 'python', title: 'Python' },
  { id: 'code', title: 'Code' },
  { id: 'size', title: 'Size' },
  { id: 'hash', title: 'SHA-256' },
] as const
export type ColumnId = (typeof COLUMNS)[number]['id']

/** By which column the table is sorted; null: in the order in which the files came. */
export type Sorting = { readonly column: ColumnId; readonly isDescending: boolean } | null

// Worst first; files of no known format after all models, and last what is not analysed yet.
const RANKS = ['malicious', 'suspicious', 'review', 'not-analysed', 'benign-code', 'clean'] as const
const STRANGER = RANKS.length
const UNKNOWN = STRANGER + 1

const CELLS: Readonly<Record<ColumnId, (line: Line) => string | number>> = {
  verdict: ({ row }) => {
    if (row === null) return UNKNOWN
    return row.isRecognised ? RANKS.indexOf(row.verdict) : STRANGER
  },
  name: ({ name }) => name,
  reason: ({ look, row }) => topText(row) ?? look.reason,
  format: ({ row }) => row?.formatTitle ?? '',
  keras: ({ row }) => row?.keras ?? '',
  python: ({ row }) => row?.python ?? '',
  code: ({ row }) => row?.codeCount ?? '',
  size: ({ size }) => size,
  hash: ({ row }) => row?.sha256 ?? '',
}

const NOTEWORTHY: readonly string[] = ['critical', 'high', 'medium']

/** What weighs enough to be a reason; otherwise the reason of the verdict says more. */
function topText(row: Line['row']): string | null {
  if (row === null || row.top === null || !NOTEWORTHY.includes(row.top.severity)) return null
  return `${row.top.title}: ${row.top.message}`
}

/** The text of a cell, not yet escaped; sizes and counts as numbers. */
export function cellOf(line: Line, column: ColumnId): string | number {
  return CELLS[column](line)
}

/** The first click on a column sorts by it, the second the other way round, the third not at all. */
export function nextSorting(sorting: Sorting, column: ColumnId): Sorting {
  if (sorting?.column !== column) return { column, isDescending: false }
  return sorting.isDescending ? null : { column, isDescending: true }
}

const COLLATOR = new Intl.Collator('en', { numeric: true })

export function sorted(lines: readonly Line[], sorting: Sorting): readonly Line[] {
  if (sorting === null) return lines
  const { column, isDescending } = sorting
  const order = isDescending ? -1 : 1
  return lines.toSorted((a, b) => order * compare(cellOf(a, column), cellOf(b, column)))
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return COLLATOR.compare(String(a), String(b))
}
