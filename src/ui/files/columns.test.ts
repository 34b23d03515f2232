import { expect, test } from 'vitest'
import { UNSEEN, type Entry } from '../shared/entries.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { cellOf, nextSorting, sorted } from './columns.ts'

const analysis = sampleAnalysis()

function entry(id: string, verdict: 'malicious' | 'clean' | null, name: string): Entry {
  const report = { ...analysis.report, verdict: verdict ?? 'clean' }
  return {
    ...UNSEEN,
    id,
    model: { name, isFolder: false, files: [{ path: name, file: new File(['x'], name) }] },
    run: { kind: 'done' },
    analysis: verdict === null ? null : { ...analysis, report },
  }
}

const entries = [
  entry('a', 'clean', 'm10.h5'),
  entry('b', null, 'm2.h5'),
  entry('c', 'malicious', 'M3.h5'),
]

test('verdicts are sorted worst first, and what is not analysed yet comes last', () => {
  const order = sorted(entries, { column: 'verdict', isDescending: false })
  expect(order.map(({ id }) => id)).toEqual(['c', 'a', 'b'])
})

test('names are sorted with their numbers as numbers', () => {
  const order = sorted(entries, { column: 'name', isDescending: true })
  expect(order.map(({ id }) => id)).toEqual(['a', 'c', 'b'])
})

test('a column is sorted by, then the other way round, then not at all', () => {
  const first = nextSorting(null, 'size')
  const second = nextSorting(first, 'size')
  expect([first, second, nextSorting(second, 'size')]).toEqual([
    { column: 'size', isDescending: false },
    { column: 'size', isDescending: true },
    null,
  ])
})

test('cells say what is known', () => {
  const [, unknown, known] = entries
  if (unknown === undefined || known === undefined) throw new Error('no entries')
  expect(
    (['format', 'keras', 'python', 'code', 'size'] as const).map((id) => cellOf(known, id)),
  ).toEqual(['Keras HDF5', '2.10.0', '3.10', 1, 1])
  expect(cellOf(unknown, 'hash')).toBe('')
})
