import { afterEach, beforeEach, expect, test } from 'vitest'
import { startHub, type FakeHub } from '../../e2e/hub/FakeHub.ts'
import { contentOf, type FakeRepo } from '../../e2e/hub/FakeRepo.ts'
import { parseAddress } from './address/parseAddress.ts'
import { contentUrl, fileDetails, listCommits, listFiles, listRefs, pin } from './api/hub.ts'
import type { HubConnection } from './api/HubConnection.ts'

const TOKEN = 'hf_example'
const small = contentOf(new TextEncoder().encode('{}'), false)
const large = contentOf(new Uint8Array(200_000).fill(7))
const changed = contentOf(new Uint8Array(200_000).fill(8))
const many = new Map(Array.from({ length: 2_500 }, (_, at) => [`many/${at}.json`, small] as const))

const REPOS: readonly FakeRepo[] = [
  {
    id: 'org/name',
    commits: [
      {
        title: 'first',
        author: 'ada',
        date: '2026-01-01T00:00:00.000Z',
        files: new Map([['m.h5', large]]),
      },
      {
        title: 'second',
        author: 'bob',
        date: '2026-02-01T00:00:00.000Z',
        files: new Map([['m.h5', changed], ['config.json', small], ...many]),
      },
    ],
    refs: new Map([['refs/pr/1', 0]]),
    scans: new Map([
      ['m.h5', { status: 'unsafe', avScan: { status: 'unsafe', message: 'found' } }],
      ['many/0.json', { safe: true, avScan: { virusFound: false } }],
      ['many/1.json', { status: 'unsafe', avScan: { status: 'safe' } }],
      ['many/2.json', { status: 'safe', avScan: { status: 'something new' } }],
    ]),
  },
  {
    id: 'org/gated',
    gated: 'manual',
    commits: [{ title: 'one', author: 'ada', date: '', files: new Map([['m.h5', large]]) }],
  },
  {
    id: 'org/private',
    private: true,
    commits: [{ title: 'one', author: 'ada', date: '', files: new Map() }],
  },
]

let hub: FakeHub

beforeEach(async () => {
  hub = await startHub({ repos: REPOS, token: TOKEN })
})

afterEach(() => hub.close())

function connection(token: string | null = null): HubConnection {
  return { endpoint: hub.endpoint, fetch, token, signal: null }
}

const repo = parseAddress('org/name').repo

test('a branch is pinned to its commit, and everything is read there', async () => {
  const pinned = await pin(connection(), repo, null)
  expect(pinned).toMatchObject({ revision: 'main', gated: 'no', private: false })
  expect(pinned.commit).toMatch(/^[0-9a-f]{40}$/)
  const other = await pin(connection(), repo, 'refs/pr/1')
  expect(other.commit).not.toBe(pinned.commit)
  const files = await listFiles(connection(), other)
  expect(files.map(({ path, size, sha256 }) => [path, size, sha256])).toEqual([
    ['m.h5', 200_000, large.sha256],
  ])
})

test('a listing of several pages is read to its end, within a folder too', async () => {
  const pinned = await pin(connection(), repo, null)
  expect(await listFiles(connection(), pinned)).toHaveLength(2_502)
  expect(await listFiles(connection(), pinned, 'many')).toHaveLength(2_500)
})

test('details tell the last commit, and what each scanner says; one that says nothing is not safe', async () => {
  const pinned = await pin(connection(), repo, null)
  const [model, config] = await fileDetails(connection(), pinned, ['m.h5', 'config.json'])
  expect(model?.lastCommit?.title).toBe('second')
  expect(model?.scans).toContainEqual({ scanner: 'ClamAV', status: 'unsafe', message: 'found' })
  expect(config?.scans.every(({ status }) => status === 'unscanned')).toBe(true)
  expect(config?.sha256).toBeNull()
})

test('an old shape is not read as safe, and what the Hub concludes alone has an entry of its own', async () => {
  const pinned = await pin(connection(), repo, null)
  const [old, concluded, plain] = await fileDetails(connection(), pinned, [
    'many/0.json',
    'many/1.json',
    'many/2.json',
  ])
  for (const file of [old, plain])
    expect(file?.scans.map(({ status }) => status)).toEqual(Array(5).fill('unscanned'))
  expect(concluded?.scans.at(-1)).toEqual({ scanner: 'the Hub', status: 'unsafe', message: '' })
  const [listed] = await listFiles(connection(), pinned)
  expect(listed?.scans).toEqual([])
})

test('commits come newest first, and refs with their commits', async () => {
  const pinned = await pin(connection(), repo, null)
  const commits = await listCommits(connection(), pinned)
  expect(commits.map(({ title, authors }) => [title, authors])).toEqual([
    ['second', ['bob']],
    ['first', ['ada']],
  ])
  const { branches, pullRequests } = await listRefs(connection(), repo)
  expect(branches.map(({ name, commit }) => [name, commit])).toEqual([['main', pinned.commit]])
  expect(pullRequests.map(({ ref }) => ref)).toEqual(['refs/pr/1'])
})

test.each([
  ['org/nothing', null, 'no-repository'],
  ['org/private', null, 'no-repository'],
  ['org/name', 'no-such-branch', 'no-revision'],
] as const)('%s at %s is refused as %s', async (id, revision, kind) => {
  const { repo: asked } = parseAddress(id)
  await expect(pin(connection(), asked, revision)).rejects.toMatchObject({ kind })
})

test('a token opens what is private, and is sent to the Hub alone', async () => {
  const { repo: asked } = parseAddress('org/private')
  expect((await pin(connection(TOKEN), asked, null)).private).toBe(true)
  expect(hub.asked.every(({ origin }) => origin === 'hub')).toBe(true)
  expect(hub.asked.some(({ path }) => path.includes(TOKEN))).toBe(false)
})

test('the Hub asking for a pause says for how long', async () => {
  hub.manners.tooMany = 1
  await expect(pin(connection(), repo, null)).rejects.toMatchObject({
    kind: 'rate-limited',
    retryAfterSeconds: 30,
  })
})

test('a Hub that cannot be reached is told from one that refuses', async () => {
  const nowhere = { ...connection(), endpoint: 'http://127.0.0.1:1' }
  await expect(pin(nowhere, repo, null)).rejects.toMatchObject({ kind: 'offline' })
})

test('content is read by ranges from the address that the Hub leads to', async () => {
  const pinned = await pin(connection(), repo, null)
  const url = contentUrl(connection(), pinned, 'm.h5')
  const response = await fetch(url, { headers: { Range: 'bytes=10-19' } })
  expect(response.status).toBe(206)
  expect(response.headers.get('content-range')).toBe('bytes 10-19/200000')
  expect([...new Uint8Array(await response.arrayBuffer())]).toEqual(Array(10).fill(8))
  expect(hub.asked.at(-1)).toMatchObject({ origin: 'cdn', status: 206, bytes: 10 })
})
