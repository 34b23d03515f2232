import { expect, test } from 'vitest'
import type { Analysis } from '../../engine/index.ts'
import type { analyzeFile, DroppedModel } from '../../worker/client.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { fragmentOf } from './address.ts'
import { createSession, type Desk } from './session.ts'

const analysis = sampleAnalysis()
const early: Analysis = {
  ...analysis,
  report: { ...analysis.report, source: { ...analysis.report.source, sha256: null } },
}
const HASH = analysis.report.source.sha256 ?? ''

function model(name: string): DroppedModel {
  return { name, isFolder: false, files: [{ path: name, file: new File(['x'], name) }] }
}

const desk: Desk = {
  settle: (report, setAside) => ({
    ...report,
    settled: setAside.length === 0 ? null : { verdict: 'review', reason: '', setAside },
  }),
  journals: { read: () => [], write: () => true },
  now: () => new Date('2026-01-02T03:04:05Z'),
}

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

const atOnce: typeof analyzeFile = (_model, _signal, onUpdate) => {
  onUpdate({ kind: 'analysis', analysis: early })
  return Promise.resolve(analysis)
}

const never: typeof analyzeFile = (_model, signal) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError')))
  })

test('a single model is shown at once, several as a table, and they are analysed in turn', async () => {
  const session = createSession(atOnce, desk)
  session.add([model('a.h5'), model('b.h5')])
  expect(session.store.get().shown).toBeNull()
  expect(session.store.get().entries.map(({ run }) => run.kind)).toEqual(['running', 'waiting'])
  await settled()
  expect(session.store.get().entries.map(({ run }) => run.kind)).toEqual(['done', 'done'])
  session.add([model('c.h5')])
  expect(session.store.get().shown).toBe('model-3')
})

test('cancelling works at once and starts the next analysis', async () => {
  const session = createSession(never, desk)
  session.add([model('a.h5'), model('b.h5')])
  session.cancel('model-1')
  expect(session.store.get().entries.map(({ run }) => run.kind)).toEqual(['cancelled', 'running'])
  await settled()
  session.retry('model-1')
  expect(session.store.get().entries.map(({ run }) => run.kind)).toEqual(['waiting', 'running'])
})

test('a client that fails is said to have failed, and the next analysis starts', async () => {
  const session = createSession(() => Promise.reject(new Error('no worker')), desk)
  session.add([model('a.h5'), model('b.h5')])
  await settled()
  expect(session.store.get().entries.map(({ run }) => run)).toEqual([
    { kind: 'failed', message: 'no worker' },
    { kind: 'failed', message: 'no worker' },
  ])
})

test('the first result chooses the worst finding, and the address names the file by its hash', async () => {
  const session = createSession(atOnce, desk)
  session.add([model('model.h5')])
  expect(fragmentOf(session.store.get())).toMatch(/^#h=model\.h5&s=finding/)
  await settled()
  expect(fragmentOf(session.store.get())).toMatch(`#h=${HASH}&s=finding%3AKER-001`)
})

test('a fragment is gone to once the file that it names is known by its hash', async () => {
  const session = createSession(atOnce, desk)
  const fragment = `#h=${HASH}&s=layer%3Adense&t=yara`
  session.goTo(fragment)
  expect(fragmentOf(session.store.get())).toBe(fragment)
  session.add([model('renamed.h5')])
  expect(fragmentOf(session.store.get())).toBe(fragment)
  await settled()
  expect(session.store.get()).toMatchObject({ tab: 'yara', wanted: null })
  expect(session.store.get().entries[0]?.target).toEqual({ kind: 'layer', id: 'dense' })
  expect(fragmentOf(session.store.get())).toBe(fragment)
})

test('going back to a fragment of an open file selects without a new step of history', async () => {
  const session = createSession(atOnce, desk)
  session.add([model('model.h5')])
  await settled()
  const before = fragmentOf(session.store.get())
  session.select({ kind: 'layer', id: 'dense' })
  const { moves } = session.store.get()
  session.goTo(before)
  expect(fragmentOf(session.store.get())).toBe(before)
  expect(session.store.get().moves).toBe(moves)
})
