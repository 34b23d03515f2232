import { afterEach, beforeEach, expect, test } from 'vitest'
import { startHub, type FakeHub } from '../../../e2e/hub/FakeHub.ts'
import { contentOf, type FakeCommit } from '../../../e2e/hub/FakeRepo.ts'
import { pin } from '../api/hub.ts'
import type { HubConnection } from '../api/HubConnection.ts'
import { createExaminer, presenceOf } from './examineOnce.ts'
import type { FileRevision, HistoryStep } from './FileRevision.ts'
import { findOrigin, turnsOf, type Presence } from './findOrigin.ts'
import { walkHistory } from './walkHistory.ts'

function commit(title: string, files: Readonly<Record<string, string>>): FakeCommit {
  const entries = Object.entries(files).map(
    ([path, text]) => [path, contentOf(new TextEncoder().encode(text))] as const,
  )
  return {
    title,
    author: `author of ${title}`,
    date: '2026-03-01T12:00:00.000Z',
    files: new Map(entries),
  }
}

const MANY = Array.from({ length: 250 }, (_, at) => commit(`c${at}`, { m: at < 7 ? 'old' : 'new' }))
let hub: FakeHub

beforeEach(async () => {
  hub = await startHub({
    repos: [
      {
        id: 'org/model',
        commits: [
          commit('Nothing yet', { readme: 'r' }),
          commit('Adds it', { readme: 'r', m: '1' }),
          commit('Readme', { readme: 'r2', m: '1' }),
          commit('Changes it', { readme: 'r2', m: '2' }),
        ],
      },
      { id: 'org/many', commits: MANY },
      {
        id: 'org/renamed',
        commits: [commit('Old name', { old: 'same' }), commit('Renames', { m: 'same' })],
      },
    ],
  })
})
afterEach(() => hub.close())

function connection(): HubConnection {
  return { endpoint: hub.endpoint, fetch, token: null, signal: null }
}

async function walked(id: string): Promise<readonly HistoryStep[]> {
  const repo = await pin(connection(), { type: 'models', id }, null)
  const walk = walkHistory(connection(), repo, 'm')
  const steps: HistoryStep[] = []
  for (;;) {
    const step = await walk.next()
    steps.push(step)
    if (step.kind === 'end') return steps
  }
}

function told(steps: readonly HistoryStep[]): readonly unknown[] {
  return steps.map((step) =>
    step.kind === 'end' ? step.end : [step.revision.commit.title, step.revision.commit.authors],
  )
}

test('a file’s history is the commits that changed it, with their authors, down to the one that added it', async () => {
  expect(told(await walked('org/model'))).toEqual([
    ['Changes it', ['author of Changes it']],
    ['Adds it', ['author of Adds it']],
    { kind: 'added', from: [] },
  ])
})

test('a history of many commits is walked by one request a change, and pages of a hundred', async () => {
  expect(told(await walked('org/many'))).toEqual([
    ['c7', ['author of c7']],
    ['c0', ['author of c0']],
    { kind: 'first-commit' },
  ])
  const count = (view: string): number => hub.asked.filter(({ path }) => path.includes(view)).length
  expect([count('/paths-info/'), count('/commits/')]).toEqual([2, 3])
})

test('where the bytes stood under another name before, that name is told', async () => {
  expect(told(await walked('org/renamed'))).toEqual([
    ['Renames', ['author of Renames']],
    { kind: 'added', from: ['old'] },
  ])
})

test('a step that the Hub refuses may be asked again', async () => {
  const repo = await pin(connection(), { type: 'models', id: 'org/model' }, null)
  const walk = walkHistory(connection(), repo, 'm')
  hub.manners.tooMany = 1
  await expect(walk.next()).rejects.toThrow('pause')
  expect(await walk.next()).toMatchObject({ kind: 'revision' })
})

test('a file that is not there has no history', async () => {
  const repo = await pin(connection(), { type: 'models', id: 'org/model' }, null)
  await expect(walkHistory(connection(), repo, 'none').next()).rejects.toThrow('no such file')
})

/** Presences of revisions, oldest first; counts the questions. */
function fake(presences: readonly Presence[]) {
  const asked: number[] = []
  return {
    asked,
    revisions: presences.map((_, at) => at),
    isIn: (at: number): Promise<Presence> => {
      asked.push(at)
      return Promise.resolve(presences[at] ?? 'unknown')
    },
  }
}

test('of a hundred revisions halving asks nine, whichever brought it in', async () => {
  for (const first of [1, 2, 50, 98, 99]) {
    const history = fake(Array.from({ length: 100 }, (_, at) => (at >= first ? 'yes' : 'no')))
    const origin = await findOrigin(history.revisions, history.isIn)
    expect(origin).toEqual({ kind: 'found', brought: first, before: first - 1, between: [] })
    expect(history.asked.length).toBeLessThanOrEqual(9)
    expect(new Set(history.asked).size).toBe(history.asked.length)
  }
})

test('ends that leave nothing to halve are told apart', async () => {
  const kinds = async (...presences: Presence[]): Promise<string> => {
    const history = fake(presences)
    return (await findOrigin(history.revisions, history.isIn)).kind
  }
  expect(await kinds('yes')).toBe('from-the-start')
  expect(await kinds('yes', 'no', 'yes')).toBe('from-the-start')
  expect(await kinds('no', 'yes', 'no')).toBe('not-in-newest')
  expect(await kinds('no', 'unknown')).toBe('not-in-newest')
  expect(await kinds('unknown', 'yes')).toBe('oldest-unknown')
})

test('revisions that cannot be told are gone round, and named when they lie between', async () => {
  const history = fake(['no', 'no', 'unknown', 'unknown', 'yes', 'yes'])
  expect(await findOrigin(history.revisions, history.isIn)).toEqual({
    kind: 'found',
    brought: 4,
    before: 1,
    between: [2, 3],
  })
})

test('what comes and goes has a turn for each', () => {
  const steps = (['no', 'yes', 'unknown', 'no', 'yes'] as const).map((presence, revision) => ({
    revision,
    presence,
  }))
  expect(turnsOf(steps)).toEqual([
    { revision: 1, before: 0, change: 'came' },
    { revision: 3, before: 1, change: 'went' },
    { revision: 4, before: 3, change: 'came' },
  ])
})

const COST = { bytes: 1_000, requests: 2 }

function revision(sha256: string): FileRevision {
  const commit = { id: sha256, title: '', authors: [], date: '' }
  const file = { path: 'm', size: 1, sha256, blob: sha256, lastCommit: null, scans: [] }
  return { commit, file }
}

test('the same bytes are examined once, and the cost is that of what was read', async () => {
  const read: string[] = []
  const { report } = { report: REPORT }
  const examiner = createExaminer(({ file }) => {
    read.push(file.sha256 ?? '')
    return Promise.resolve({ report, cost: COST })
  })
  for (const sha256 of ['a', 'b', 'a']) await examiner.examine(revision(sha256))
  expect(read).toEqual(['a', 'b'])
  expect((await examiner.examine(revision('b'))).isReused).toBe(true)
  expect(examiner.total()).toEqual({ bytes: 2_000, requests: 4, files: 2 })
})

test('what was not seen is absent only where everything was examined', () => {
  const wanted = { kind: 'code', sha256: 'a' } as const
  expect(presenceOf(REPORT, wanted)).toBe('no')
  const problem = { kind: 'malformed', message: '', location: [] } as const
  expect(presenceOf({ ...REPORT, problems: [problem] }, wanted)).toBe('unknown')
})

const REPORT: Parameters<typeof presenceOf>[0] = {
  schema: 'lambdascope-report/1',
  source: { name: 'm', size: 1, sha256: null, listedSha256: null, ranges: null, files: [] },
  format: 'keras-json',
  formatTitle: '',
  verdict: 'clean',
  reason: '',
  complete: true,
  passes: { structure: 'done', content: 'pending' },
  facts: [],
  graph: { layers: [], notes: [] },
  tensors: [],
  code: [],
  references: [],
  parts: [],
  yara: [],
  operations: [],
  outside: [],
  findings: [],
  effects: [],
  indicators: [],
  settled: null,
  problems: [],
}
