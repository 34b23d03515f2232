import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { toRow } from '../../engine/rows/toRow.ts'
import { UNSEEN, type Entry } from '../shared/entries.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { PLAIN_TABLE } from '../shared/tableView.ts'
import { FilesPane } from './FilesPane.tsx'

const analysis = sampleAnalysis()
const row = toRow(analysis, 'old/former.h5')
const nothing = {
  last: null,
  former: [],
  view: PLAIN_TABLE,
  pace: { isPaused: false, ended: 0, ms: 0 },
  rowOf: ({ analysis: known }: Entry) => (known === null ? null : row),
  noteOf: () => '',
  onOpen: () => undefined,
  onCancel: () => undefined,
  onCancelAll: () => undefined,
  onRetry: () => undefined,
  onPause: () => undefined,
  onRemove: () => undefined,
  onForget: () => undefined,
  onExport: () => undefined,
  onCompare: null,
  onView: () => undefined,
}

function entry(id: string, name: string) {
  const model = { name, isFolder: false, files: [{ path: name, file: new File(['abc'], name) }] }
  return { ...UNSEEN, id, model } as const
}

const entries = [
  { ...entry('a', '<img onerror>.h5'), run: { kind: 'done' }, analysis },
  { ...entry('b', 'b\u202e.h5'), run: { kind: 'waiting' }, analysis: null },
] as const

test('each file has its verdict as a word, what is going on, and hostile names as they are', () => {
  const markup = renderToStaticMarkup(<FilesPane {...nothing} entries={entries} />)
  for (const text of [
    'Malicious',
    '&lt;img onerror&gt;.h5',
    'Waiting',
    '\\u202e',
    '2 files, 1 analysis to go.',
  ])
    expect(markup).toContain(text)
  expect(markup).not.toContain('\u202e')
})

test('what was read in a former visit says when, why, and how it is opened', () => {
  const former = [{ key: 'k', at: '2026-11-22T10:00:00Z', row: { ...row, sha256: 'k' } }]
  const markup = renderToStaticMarkup(<FilesPane {...nothing} entries={[]} former={former} />)
  expect(markup).toMatch(/>22 Nov 2026 · </u)
  expect(markup).toContain('1 file. All are of former visits: drop one again to open it.')
  expect(markup).not.toContain('Enter opens one')
})

test('a note is marked, and a file that failed can be analysed again', () => {
  const failed = [
    { ...entry('c', 'c.h5'), run: { kind: 'failed', message: 'x' }, analysis: null },
  ] as const
  const markup = renderToStaticMarkup(
    <FilesPane {...nothing} entries={failed} noteOf={() => 'seen before'} />,
  )
  expect(markup).toContain('has a note')
  expect(markup).toContain('Again: 1 failed or cancelled file')
})
