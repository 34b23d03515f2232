import type { Report, Verdict } from '../../engine/index.ts'
import { sizeOf, type Entry } from '../shared/entries.ts'
import { factOf, kerasText, pythonText } from '../../engine/model/facts.ts'
import { verdictLook } from '../shared/verdictLook.ts'

export const COLUMNS = [
  { id: 'verdict', title: 'Verdict' },
  { id: 'name', title: 'Name' },
  { id: 'reason', title: 'Reason' },
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

// Worst first; the type holds that none is left out.
const RANKS: Readonly<Record<Verdict, number>> = {
  malicious: 0,
  suspicious: 1,
  review: 2,
  'not-analysed': 3,
  'benign-code': 4,
  clean: 5,
}

const CELLS: Readonly<Record<ColumnId, (entry: Entry) => string | number>> = {
  verdict: ({ analysis }) => (analysis === null ? RANKS.clean + 1 : RANKS[analysis.report.verdict]),
  name: ({ model }) => model.name,
  reason: ({ analysis, run }) => verdictLook(analysis?.report ?? null, run).reason,
  format: told(({ formatTitle }) => formatTitle),
  keras: told((report) => factOf(report, 'keras_version') ?? kerasText(report)),
  python: told(pythonText),
  code: told(({ code }) => code.length),
  size: ({ model }) => sizeOf(model),
  hash: told(({ source }) => source.sha256),
}

/** The text of a cell, not yet escaped; sizes and counts as numbers. */
export function cellOf(entry: Entry, column: ColumnId): string | number {
  return CELLS[column](entry)
}

/** What only a report tells, and perhaps not even that. */
function told(read: (report: Report) => string | number | null): (entry: Entry) => string | number {
  return ({ analysis }) => (analysis === null ? '' : (read(analysis.report) ?? ''))
}

/** The first click on a column sorts by it, the second the other way round, the third not at all. */
export function nextSorting(sorting: Sorting, column: ColumnId): Sorting {
  if (sorting?.column !== column) return { column, isDescending: false }
  return sorting.isDescending ? null : { column, isDescending: true }
}

export function sorted(entries: readonly Entry[], sorting: Sorting): readonly Entry[] {
  if (sorting === null) return entries
  const { column, isDescending } = sorting
  const order = isDescending ? -1 : 1
  return entries.toSorted((a, b) => order * compare(cellOf(a, column), cellOf(b, column)))
}

function compare(a: string | number, b: string | number): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b), 'en', { numeric: true })
}
