import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { startHub, type FakeHub } from './hub/FakeHub.ts'
import { contentOf, type FakeContent, type FakeRepo } from './hub/FakeRepo.ts'
import { sparseContent } from './hub/sparse.ts'

const PROGRAM = resolve('dist/cli/lambdascope.js')
const TOKEN = 'hf_exampleToken'
const COMMAND = contentOf(readFileSync('public/samples/runs-a-command.h5'))
const ORDINARY = contentOf(readFileSync('public/samples/only-computes.h5'))
const README = contentOf(new TextEncoder().encode('# A model'), false)

const PADDED = contentOf(padded(readFileSync('public/samples/runs-a-command.h5'), 5_000_000))
const CONFIG = contentOf(
  new TextEncoder().encode('{"class_name":"Sequential","config":{"name":"m","layers":[]}}'),
  false,
)

const REPOS: readonly FakeRepo[] = [
  repo('org/padded', { 'm.h5': PADDED }),
  repo('org/git', { 'm.json': CONFIG, 'other.json': { ...CONFIG, blob: '0'.repeat(40) } }),
  repo('org/many', { 'm.h5': COMMAND, 'sub/o.h5': ORDINARY, 'README.md': README }),
  repo('org/saved', { 'm.h5': sparseContent('saved-3g.h5') }),
  repo('org/archive', { 'm.keras': sparseContent('saved-3g.keras') }),
  repo('org/scattered', { 'm.h5': sparseContent('scattered-3g.h5') }),
  { ...repo('org/gated', { 'm.h5': COMMAND }), gated: 'manual' },
  { ...repo('org/private', { 'm.h5': sparseContent('saved-3g.h5') }), private: true },
]

let hub: FakeHub

beforeEach(async () => {
  hub = await startHub({ repos: REPOS, token: TOKEN })
})

afterEach(() => hub.close())

test('a repository is examined file by file, and what is no model is named', async () => {
  const { status, stdout, stderr } = await scan(['hf://org/many'])
  expect(status).toBe(1)
  expect(stdout).toContain('m.h5: MALICIOUS')
  expect(stdout).toContain('o.h5: BENIGN-CODE')
  expect(stderr).toContain('README.md is of no known format by its name')
})

test.each(['hf://org/many@main/sub/o.h5', '<endpoint>/org/many/blob/main/sub/o.h5'])(
  '%s is that file alone',
  async (address) => {
    const { status, stdout } = await scan([address.replace('<endpoint>', hub.endpoint), '--json'])
    expect(status).toBe(0)
    const { source, passes } = reportOf(stdout)
    expect(source).toMatchObject({ name: 'o.h5', listedSha256: ORDINARY.sha256 })
    // So small that its hash costs no more.
    expect(source).toMatchObject({ sha256: ORDINARY.sha256, ranges: [[0, ORDINARY.size]] })
    expect(passes).toMatchObject({ content: 'done' })
  },
)

test('the code of 3 GB of HDF5 costs at most 1 MB and 30 requests, in either order of writing', async () => {
  for (const name of ['org/saved', 'org/scattered']) {
    hub.asked.length = 0
    const { stdout } = await scan([`hf://${name}/m.h5`, '--quick', '--json'])
    expect(reportOf(stdout)).toMatchObject({ verdict: 'benign-code', complete: true })
    expect(cost().bytes).toBeLessThan(1_000_000)
    expect(cost().requests).toBeLessThan(30)
  }
})

test('the code of a 3 GB archive of Keras costs at most 512 kB', async () => {
  const { stdout } = await scan(['hf://org/archive/m.keras', '--quick', '--json'])
  expect(reportOf(stdout)).toMatchObject({ verdict: 'benign-code', format: 'keras-zip' })
  expect(cost().bytes).toBeLessThan(512_000)
})

test('every header of 3 GB costs at most 5 MB and 100 requests, and the report says what was read', async () => {
  for (const path of ['org/saved/m.h5', 'org/archive/m.keras']) {
    hub.asked.length = 0
    const report = reportOf((await scan([`hf://${path}`, '--json'])).stdout)
    expect(report).toMatchObject({ complete: true, passes: { content: 'skipped' } })
    expect(report.tensors).toHaveLength(120)
    expect(report.source).toMatchObject({ sha256: null })
    expect(report.reason).toContain('the hash was not verified')
    expect(cost().bytes).toBeLessThan(5_000_000)
    expect(cost().requests).toBeLessThan(100)
    expect(covered(report.source)).toBeLessThan(5_000_000)
  }
})

test('where the headers are scattered over more requests than that, reading ends and the report says so', async () => {
  const report = reportOf((await scan(['hf://org/scattered/m.h5', '--json'])).stdout)
  expect(report).toMatchObject({ verdict: 'benign-code', passes: { content: 'skipped' } })
  expect(report.reason).toContain('not every header was read')
  expect(cost().requests).toBeLessThanOrEqual(100)
  expect(cost().bytes).toBeLessThan(5_000_000)
})

test('--download reads it whole and holds it against the hash that the Hub lists', async () => {
  const { status, stdout } = await scan(['hf://org/many/sub/o.h5', '--download', '--json'])
  expect(status).toBe(0)
  const { sha256 } = ORDINARY
  expect(reportOf(stdout).source).toMatchObject({ sha256, listedSha256: sha256, ranges: null })
})

test('a server that ignores ranges is noticed at once, and --download is named', async () => {
  hub.manners.ignoresRanges = true
  const { status, stderr } = await scan(['hf://org/saved/m.h5'])
  expect(status).toBe(2)
  expect(stderr).toContain('--download reads it whole')
  expect(cost().bytes).toBeLessThan(20_000_000)
})

test('cut connections and addresses that run out are asked for again', async () => {
  hub.manners.cuts = 2
  hub.manners.signedForSeconds = 1
  const { stdout } = await scan(['hf://org/saved/m.h5', '--quick', '--json'])
  expect(reportOf(stdout)).toMatchObject({ verdict: 'benign-code', complete: true })
})

test.each([
  ['hf://org/gated/m.h5', 'its terms must be accepted on the Hub'],
  ['hf://org/nothing', 'There is no such repository, or it is private and needs a token'],
  ['hf://org/many@no-branch', 'The repository has no such revision'],
  ['hf://org/many/other.h5', 'org/many has no "other.h5"'],
])('%s is refused with a sentence', async (address, sentence) => {
  const { status, stderr } = await scan([address])
  expect(status).toBe(2)
  expect(stderr).toContain(sentence)
})

test('another host is wrong usage unless it is allowed by name', async () => {
  const { status, stderr } = await scan(['https://example.com/m.h5', '--allow-host', 'example.org'])
  expect(status).toBe(64)
  expect(stderr).toContain('example.com is not the Hugging Face Hub; --allow-host example.com')
})

test('a pause that the Hub asks for is waited for, before and in the middle of reading', async () => {
  Object.assign(hub.manners, { tooMany: 1, pauseSeconds: 1 })
  const before = await scan(['hf://org/saved/m.h5', '--json'])
  expect(before.stderr).toContain('a pause of 1 seconds')
  expect(reportOf(before.stdout)).toMatchObject({ complete: true })
  const whole = cost()
  hub.asked.length = 0
  Object.assign(hub.manners, { tooMany: 1, afterContents: 20 })
  const midway = await scan(['hf://org/saved/m.h5', '--json'])
  expect(midway.stderr).toContain('the Hub asked for a pause at byte')
  expect(reportOf(midway.stdout)).toMatchObject({ complete: true, verdict: 'benign-code' })
  // What was read before the pause is not read again.
  expect(cost().bytes).toBeLessThan(whole.bytes + 200_000)
  expect(cost().requests).toBeLessThan(whole.requests + 5)
})

test('a connection that stays cut is told with what was read, and the report is not calm', async () => {
  Object.assign(hub.manners, { cuts: 99, afterContents: 30 })
  const { status, stdout, stderr } = await scan(['hf://org/saved/m.h5', '--json'])
  expect(status).toBe(2)
  expect(stderr).toContain('what was read is kept')
  const report = reportOf(stdout)
  expect(report).toMatchObject({ verdict: 'not-analysed', complete: false })
  expect(report.reason).toMatch(/the connection was cut at byte \d+; \d+ of \d+ bytes were read/u)
  expect(JSON.stringify(report.problems)).toContain('"kind":"interrupted"')
})

test('--download goes on where the connection was cut, and asks for no byte twice', async () => {
  hub.manners.cuts = 3
  const { status, stdout } = await scan(['hf://org/padded/m.h5', '--download', '--json'])
  expect(status).toBe(1)
  expect(reportOf(stdout).source).toMatchObject({ sha256: PADDED.sha256 })
  expect(cost().bytes).toBeLessThan(PADDED.size + 200_000)
})

test('a file of git is held against the name that git gives to its bytes', async () => {
  const [path, other] = ['hf://org/git/m.json', 'hf://org/git/other.json']
  expect(reportOf((await scan([path, '--json'])).stdout)).toMatchObject({ complete: true })
  const report = reportOf((await scan([other, '--json'])).stdout)
  expect(JSON.stringify(report.problems)).toContain('"kind":"mismatch"')
  expect(report.reason).toContain('git names its bytes')
})

test('a token opens what is private, goes to the Hub alone, and stands in no output', async () => {
  const { status, stdout, stderr } = await scan(['hf://org/private/m.h5', '--json'], {
    HF_TOKEN: TOKEN,
  })
  expect(status).toBe(0)
  expect(`${stdout}${stderr}`).not.toContain(TOKEN)
  const withToken = hub.asked.filter(({ headers }) => 'authorization' in headers)
  expect(withToken.length).toBeGreaterThan(0)
  expect(withToken.every(({ origin }) => origin === 'hub')).toBe(true)
})

/** Of content, on both origins: what the questions of the API cost stands beside it. */
function cost(): { readonly bytes: number; readonly requests: number } {
  const bytes = hub.asked.reduce((sum, one) => sum + one.bytes, 0)
  return { bytes, requests: hub.asked.length }
}

function padded(bytes: Uint8Array, size: number): Uint8Array {
  const whole = new Uint8Array(size)
  whole.set(bytes)
  return whole
}

function covered(source: unknown): number {
  const ranges: unknown = Reflect.get(Object(source), 'ranges')
  const pairs = Array.isArray(ranges) ? ranges : []
  return pairs.reduce((sum: number, [start, end]) => sum + Number(end) - Number(start), 0)
}

interface Read {
  readonly source: unknown
  readonly passes: unknown
  readonly tensors: unknown
  readonly problems: unknown
  readonly reason: string
}

function reportOf(json: string): Read {
  const report: unknown = JSON.parse(json)
  if (!isRead(report)) throw new Error('no report was printed')
  return report
}

function isRead(value: unknown): value is Read {
  return typeof value === 'object' && value !== null && 'source' in value && 'reason' in value
}

function repo(id: string, files: Readonly<Record<string, FakeContent>>): FakeRepo {
  const commit = { title: 'first', author: 'ada', date: '2026-01-01T00:00:00.000Z' }
  return { id, commits: [{ ...commit, files: new Map(Object.entries(files)) }] }
}

/** In a process of its own, while the Hub answers in this one. */
function scan(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number | null; readonly stdout: string; readonly stderr: string }> {
  const env = { ...process.env, HF_TOKEN: '', HF_ENDPOINT: hub.endpoint, ...environment }
  const child = spawn('node', [PROGRAM, 'scan', ...args], { env })
  const output = { stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text))
  return new Promise((done) => child.on('close', (status) => done({ status, ...output })))
}
