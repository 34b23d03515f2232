import { expect, test } from 'vitest'
import { toRow } from '../../engine/rows/toRow.ts'
import { UNSEEN, type Entry, type PageState } from '../shared/entries.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { createStore } from '../shared/Store.ts'
import type { FormerRow } from '../shared/tableView.ts'
import { toFormerRow, type RowBase } from './rowBase.ts'
import { createShelf, rowMaker } from './shelf.ts'

const analysis = sampleAnalysis()
const HASH = analysis.report.source.sha256 ?? ''
const rowOf = rowMaker(({ analysis: known }) => known && toRow(known, 'd/a.h5'))
const entry: Entry = {
  ...UNSEEN,
  id: 'model-1',
  model: { name: 'a.h5', isFolder: false, files: [] },
  run: { kind: 'done' },
  analysis,
}

function memoryBase(rows: Map<string, FormerRow>): RowBase {
  return {
    all: () => Promise.resolve([...rows.values()]),
    put(some) {
      for (const row of some) rows.set(row.key, row)
      return Promise.resolve()
    },
    remove(keys) {
      for (const key of keys) rows.delete(key)
      return Promise.resolve()
    },
  }
}

const REFUSING: RowBase = {
  all: () => Promise.reject(new Error('no storage here')),
  put: () => Promise.reject(new Error('no storage here')),
  remove: () => Promise.reject(new Error('no storage here')),
}

function shelfOver(base: RowBase, onRefused = (): void => undefined) {
  const session = createStore<PageState>({
    ...{ entries: [], shown: null, last: null, wanted: null, tab: 'hex', moves: 0 },
    pace: { isPaused: false, ended: 0, ms: 0 },
  })
  const now = (): Date => new Date('2026-01-02T03:04:05Z')
  return { session, shelf: createShelf({ base, session, rowOf, now, onRefused }) }
}

const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

test('a file that was read to its end is kept once, and is there in the next visit', async () => {
  const rows = new Map<string, FormerRow>()
  const { session } = shelfOver(memoryBase(rows))
  session.set((state) => ({
    ...state,
    entries: [{ ...entry, run: { kind: 'running', progress: null } }],
  }))
  await later(600)
  expect(rows.size).toBe(0)
  session.set((state) => ({ ...state, entries: [entry] }))
  await later(600)
  expect([...rows.keys()]).toEqual([HASH])
  const next = shelfOver(memoryBase(rows))
  await later(0)
  expect(next.shelf.store.get()).toMatchObject([{ key: HASH, at: '2026-01-02T03:04:05.000Z' }])
})

test('what is kept is read back as it was, and what the page did not write is left out', () => {
  const kept = { key: HASH, at: '2026-01-02T03:04:05Z', row: toRow(analysis, 'd/a.h5') }
  expect(toFormerRow(structuredClone(kept))).toEqual(kept)
  for (const wrong of [null, 1, {}, { key: 'k', at: 'x', row: { verdict: 'fine' } }])
    expect(toFormerRow(wrong)).toBeNull()
})

test('rows are taken out and put back, and what is removed from the table is not kept', async () => {
  const row = { key: HASH, at: '', row: toRow(analysis, 'd/a.h5') }
  const rows = new Map<string, FormerRow>([[HASH, row]])
  const { shelf } = shelfOver(memoryBase(rows))
  await later(0)
  const putBack = shelf.remove([`former-${HASH}`])
  expect([shelf.store.get().length, rows.size]).toEqual([0, 0])
  putBack()
  expect([shelf.store.get().length, rows.size]).toEqual([1, 1])
  shelf.forgetEntries([entry])
  expect([shelf.store.get().length, rows.size]).toEqual([0, 0])
})

test('a browser that keeps nothing is told of once, and the table goes on', async () => {
  let told = 0
  const { session, shelf } = shelfOver(REFUSING, () => told++)
  await later(0)
  session.set((state) => ({ ...state, entries: [entry] }))
  await later(600)
  shelf.forgetEntries([entry])
  expect(told).toBe(1)
})
