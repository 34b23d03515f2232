import { expect, test } from 'vitest'
import type { Analysis } from '../../engine/index.ts'
import type { JournalLine } from '../../engine/model/journal.ts'
import type { DroppedModel } from '../../worker/client.ts'
import { linkDifference } from '../shared/entries.ts'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { fragmentOf } from './address.ts'
import type { Desk } from './desk.ts'
import { withLinkClosed } from './links.ts'
import type { Analyze } from './queue.ts'
import { createSession } from './session.ts'

const analysis = sampleAnalysis()
const early: Analysis = {
  ...analysis,
  report: { ...analysis.report, source: { ...analysis.report.source, sha256: null } },
}
const HASH = analysis.report.source.sha256 ?? ''

function model(name: string): DroppedModel {
  return { name, isFolder: false, files: [{ path: name, file: new File(['x'], name) }] }
}

function deskOf(memory: Map<string, readonly JournalLine[]>): Desk {
  let seconds = 0
  return {
    keyOf: ({ sha256 }) => sha256,
    journals: {
      read: (key) => memory.get(key) ?? [],
      write: (key, journal) => {
        memory.set(key, journal)
        return true
      },
    },
    notes: { read: () => [], write: () => undefined },
    now: () => new Date(Date.UTC(2026, 0, 2, 3, 4, seconds++)),
  }
}

const desk = deskOf(new Map())
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

const atOnce: Analyze = (_model, _signal, onUpdate) => {
  onUpdate({ kind: 'analysis', analysis: early })
  return Promise.resolve(analysis)
}

const never: Analyze = (_model, signal) =>
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
  expect(fragmentOf(session.store.get())).toMatch(/^#v=1&size=1&name=model\.h5&sel=finding/)
  await settled()
  expect(fragmentOf(session.store.get())).toContain(
    `#v=1&sha256=${HASH}&size=1&name=model.h5&sel=finding:KER-001`,
  )
})

test('a link is gone to once its file is dropped, whatever that is called here', async () => {
  const session = createSession(atOnce, desk)
  const fragment = `#v=1&sha256=${HASH}&name=a.h5&sel=layer:dense&tab=yara&later=1`
  session.goTo(fragment)
  expect(fragmentOf(session.store.get())).toBe(fragment)
  session.add([model('renamed.h5')])
  expect(fragmentOf(session.store.get())).toBe(fragment)
  await settled()
  expect(session.store.get()).toMatchObject({ tab: 'yara', wanted: null })
  const [entry] = session.store.get().entries
  expect(entry?.target).toEqual({ kind: 'layer', id: 'dense' })
  expect(entry === undefined ? '' : linkDifference(entry)).toBeNull()
  expect(fragmentOf(session.store.get())).toBe(
    `#v=1&sha256=${HASH}&size=1&name=renamed.h5&sel=layer:dense&tab=yara&later=1`,
  )
})

test('links of before version 1 lead to the same place', async () => {
  const session = createSession(atOnce, desk)
  session.goTo(`#h=${HASH}&s=layer%3Adense&t=yara`)
  session.add([model('renamed.h5')])
  await settled()
  expect(session.store.get()).toMatchObject({
    tab: 'yara',
    entries: [{ target: { kind: 'layer', id: 'dense' } }],
  })
})

test('a place in a file is found although the file is called otherwise here', async () => {
  const session = createSession(atOnce, desk)
  const sel = 'at:[[0,"a.h5",0,1,0],[2,"model_config",2048,5,0]]'
  session.goTo(`#${new URLSearchParams({ sha256: HASH, sel }).toString()}`)
  session.add([model('renamed.h5')])
  await settled()
  expect(session.store.get().entries[0]?.target).toMatchObject({
    location: [{ name: 'renamed.h5' }, { name: 'model_config' }],
  })
})

test('another file is said to be another, in the address too, until the user closes it', async () => {
  const session = createSession(atOnce, desk)
  const other = '0'.repeat(64)
  session.goTo(`#v=1&sha256=${other}&size=1`)
  session.add([model('model.h5')])
  const difference = () => session.store.get().entries.map(linkDifference)
  expect(difference()).toEqual([null])
  await settled()
  expect(difference()).toEqual([
    {
      meant: { sha256: other, size: 1 },
      found: { sha256: HASH, size: 1 },
      isListed: false,
    },
  ])
  expect(fragmentOf(session.store.get())).toContain(`sha256=${other}`)
  session.add([model('next.h5')])
  expect(session.store.get().entries[1]?.link?.address.sha256).toBe(other)
  session.store.set((state) => withLinkClosed(state, 'model-2'))
  await settled()
  expect(fragmentOf(session.store.get())).toContain(`sha256=${HASH}`)
  session.add([model('last.h5')])
  expect(session.store.get().entries[2]?.link).toBeNull()
})

test('of many files that are dropped, the one that the link means is shown', async () => {
  const session = createSession(atOnce, desk)
  session.goTo(`#v=1&sha256=${HASH}&sel=layer:dense`)
  session.add([model('a.h5'), model('b.h5')])
  expect(session.store.get().shown).toBeNull()
  await settled()
  expect(session.store.get()).toMatchObject({
    shown: 'model-1',
    entries: [{ target: { kind: 'layer', id: 'dense' } }, {}],
  })
})

test('what the user chose meanwhile is not taken back by a link', async () => {
  const session = createSession(atOnce, desk)
  session.goTo(`#v=1&sha256=${HASH}&sel=layer:dense`)
  session.add([model('a.h5')])
  session.select({ kind: 'layer', id: 'conv2d' })
  await settled()
  expect(session.store.get().entries[0]?.target).toEqual({ kind: 'layer', id: 'conv2d' })
})

test('what is waited for stays while nothing else is shown', () => {
  const session = createSession(atOnce, desk)
  session.goTo(`#v=1&sha256=${HASH}`)
  session.show(null)
  expect(session.store.get()).toMatchObject({ wanted: { sha256: HASH }, moves: 0 })
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

test('what is set aside is kept once the hash is known, and settles the same file again', async () => {
  const memory = new Map<string, readonly JournalLine[]>()
  const finding = analysis.report.findings[0]?.id ?? ''
  const before = createSession(atOnce, deskOf(memory))
  before.add([model('a.h5')])
  before.setAside(finding, 'our own sample')
  expect(memory.size).toBe(0)
  expect(before.store.get().entries[0]?.journalKept).toBe('waits')
  await settled()
  expect(memory.get(HASH)).toMatchObject([{ finding, action: 'set-aside', sha256: HASH }])

  const after = createSession(atOnce, deskOf(memory))
  after.add([model('renamed.h5')])
  await settled()
  const entry = after.store.get().entries[0]
  expect(entry?.analysis?.report).toMatchObject({
    verdict: 'malicious',
    settled: { verdict: 'suspicious', setAside: [{ finding, reason: 'our own sample' }] },
  })
  after.setAside(finding, null)
  expect(after.store.get().entries[0]?.analysis?.report.settled).toBeNull()
  expect(memory.get(HASH)?.map(({ action }) => action)).toEqual(['set-aside', 'restored'])
})

test('a finding that is gone stays in the journal and settles nothing', async () => {
  const line = {
    at: '2026-01-01T00:00:00Z',
    sha256: HASH,
    action: 'set-aside',
    reason: 'x',
  } as const
  const session = createSession(atOnce, deskOf(new Map([[HASH, [{ ...line, finding: 'gone' }]]])))
  session.add([model('a.h5')])
  await settled()
  expect(session.store.get().entries[0]).toMatchObject({
    journal: [{ finding: 'gone' }],
    analysis: { report: { settled: null } },
  })
})
