import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { Report } from '../../engine/index.ts'
import { UNSEEN, type Entry, type Run } from '../shared/entries.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { VerdictBand } from './VerdictBand.tsx'

const analysis = sampleAnalysis()

function shown(report: Partial<Report> | null, run: Run): string {
  const entry: Entry = {
    ...UNSEEN,
    id: 'model-1',
    model: {
      name: 'model.h5',
      isFolder: false,
      files: [{ path: 'model.h5', file: new File(['abc'], 'model.h5') }],
    },
    run,
    analysis: report === null ? null : { ...analysis, report: { ...analysis.report, ...report } },
  }
  const nothing = () => undefined
  return renderToStaticMarkup(
    <VerdictBand
      entry={entry}
      onCancel={nothing}
      onRetry={nothing}
      onProblems={nothing}
      onCell={nothing}
      onJournal={nothing}
    />,
  )
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
}

test('the verdict comes first, then its reason, then the facts in one line', () => {
  expect(shown({}, { kind: 'done' })).toMatch(
    /^ Malicious Runs os\.system.* Keras HDF5 Keras 2\.10\.0 CPython 3\.10 12\.4 MB sha256 9f3c51aa…51aa 9 layers 1 code object everything examined/,
  )
})

test('while bytes are read it says what is done, how far, and can be cancelled', () => {
  const progress = { doing: 'reading every byte of model.h5', done: 4_000_000, total: 12_437_112 }
  const report = { verdict: 'clean', passes: { structure: 'done', content: 'pending' } } as const
  const text = shown(report, { kind: 'running', progress })
  expect(text).toContain('Nothing found so far')
  expect(text).toContain('reading every byte of model.h5 4.00 MB of 12.4 MB Cancel')
  expect(text).not.toContain('Clean')
})

test('what was not examined is said in the facts', () => {
  const problem = { kind: 'limit', message: 'too much', location: [] } as const
  const text = shown({ verdict: 'clean', complete: false, problems: [problem] }, { kind: 'done' })
  expect(text).toMatch(/Nothing found .* not everything examined: 1 problem/)
})

test('a cancelled analysis can be started again', () => {
  expect(shown(null, { kind: 'cancelled' })).toMatch(/Cancelled .* Analyse again/)
})
