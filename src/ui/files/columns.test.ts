import { expect, test } from 'vitest'
import { toRow } from '../../engine/rows/toRow.ts'
import { UNSEEN, type Entry } from '../shared/entries.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { PLAIN_TABLE } from '../shared/tableView.ts'
import { cellOf, nextSorting, sorted } from './columns.ts'
import { filtered, grouped, lineMaker, linesOf, verdictCounts } from './lines.ts'

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
const lineOf = lineMaker(({ analysis: known, model }) =>
  known === null ? null : toRow(known, model.name),
)
const lines = linesOf(entries, [], lineOf)
const row = toRow(analysis, 'old.h5')

function ids(some: readonly { readonly id: string }[]): string {
  return some.map(({ id }) => id).join(' ')
}

test('verdicts are sorted worst first, and what is not analysed yet comes last', () => {
  expect(ids(sorted(lines, { column: 'verdict', isDescending: false }))).toBe('c a b')
})

test('names are sorted with their numbers as numbers', () => {
  expect(ids(sorted(lines, { column: 'name', isDescending: true }))).toBe('a c b')
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
  const [, unknown, known] = lines
  if (unknown === undefined || known === undefined) throw new Error('no lines')
  expect(
    (['format', 'keras', 'python', 'code', 'size'] as const).map((id) => cellOf(known, id)),
  ).toEqual(['Keras HDF5', '2.10.0', '3.10', 1, 1])
  expect(cellOf(known, 'reason')).toMatch(/^Runs a process: /u)
  expect(cellOf(unknown, 'hash')).toBe('')
})

test('words are looked for in names, rules, code and hashes', () => {
  const listed = (words: string): string => ids(filtered(lines, { ...PLAIN_TABLE, words }))
  expect(listed('m3')).toBe('c')
  expect(listed('KER-001 exploit')).toBe('a c')
  expect(listed(row.code[0]?.payload ?? '')).toBe('a c')
  expect(listed('.*')).toBe('')
})

test('verdicts are chosen by their words, and each is counted', () => {
  expect(verdictCounts(lines).map(({ word, count }) => `${word} ${count}`)).toEqual([
    'Malicious 1',
    'Clean 1',
    'Reading 1',
  ])
  expect(ids(filtered(lines, { ...PLAIN_TABLE, verdicts: ['Malicious'] }))).toBe('c')
})

test('files with the same code stand together, those without it at the end', () => {
  const rows = grouped(lines, 'payload').map((each) =>
    each.kind === 'heading' ? `${each.name || 'none'} ${each.count}` : each.line.id,
  )
  expect(rows).toEqual(['exploit 2', 'a', 'c', 'none 1', 'b'])
})

test('only files with one code object are listed when that is asked for', () => {
  const hash = row.code[0]?.likeness ?? ''
  const pivot = { by: 'code', hash, name: 'exploit' } as const
  expect(ids(filtered(lines, { ...PLAIN_TABLE, pivot }))).toBe('a c')
  expect(filtered(lines, { ...PLAIN_TABLE, pivot: { ...pivot, by: 'payload' } })).toEqual([])
})

test('a file of a former visit stands there until it is dropped again, and is not called clean unless all was read', () => {
  const former = { key: 'k', at: '2026-01-01T00:00:00Z', row: { ...row, sha256: 'k' } }
  expect(ids(linesOf(entries, [former], lineOf))).toBe('a b c former-k')
  const same = { ...former, key: row.sha256 ?? '' }
  expect(ids(linesOf(entries, [same], lineOf))).toBe('a b c')
  const partly = { ...former, row: { ...row, verdict: 'clean', complete: false } } as const
  expect(linesOf([], [partly], lineOf)[0]?.look.word).toBe('Nothing found')
})

test('what is no model is said to be not recognised, and can be hidden', () => {
  const stranger = { ...row, isRecognised: false }
  const [line] = linesOf(
    entries.slice(0, 1),
    [],
    lineMaker(() => stranger),
  )
  expect(line?.look.word).toBe('Not recognised')
  const hidden = { ...PLAIN_TABLE, hidesStrangers: true }
  expect(filtered(line === undefined ? [] : [line], hidden)).toEqual([])
})
