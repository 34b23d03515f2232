import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { UNSEEN } from '../shared/entries.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { FilesPane } from './FilesPane.tsx'

const analysis = sampleAnalysis()
const nothing = {
  last: null,
  onOpen: () => undefined,
  onCancel: () => undefined,
  onRetry: () => undefined,
}

function entry(id: string, name: string) {
  const model = { name, isFolder: false, files: [{ path: name, file: new File(['abc'], name) }] }
  return { ...UNSEEN, id, model } as const
}

test('each file has its verdict as a word, what is going on, and hostile names as they are', () => {
  const entries = [
    { ...entry('a', '<img onerror>.h5'), run: { kind: 'done' }, analysis },
    { ...entry('b', 'b\u202e.h5'), run: { kind: 'waiting' }, analysis: null },
  ] as const
  const markup = renderToStaticMarkup(<FilesPane entries={entries} {...nothing} />)
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
