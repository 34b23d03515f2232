import { readdirSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import type { FakeRepo } from './hub/FakeRepo.ts'
import { startSecureHub, type SecureHub } from './hub/secureHub.ts'
import { sparseContent } from './hub/sparse.ts'
import { openPage } from './openPage.ts'

// The worker that analyses, given a remote file: synchronous ranges under the page's own policy, counted on both origins.

const TOKEN = 'hf_exampleToken'
const saved = sparseContent('saved-3g.h5')
const archive = sparseContent('saved-3g.keras')
const scattered = sparseContent('scattered-3g.h5')
const commit = { title: 'first', author: 'ada', date: '2026-01-01T00:00:00.000Z' }
const files = new Map([
  ['saved.h5', saved],
  ['archive.keras', archive],
  ['scattered.h5', scattered],
])
const REPOS: readonly FakeRepo[] = [
  { id: 'org/big', commits: [{ ...commit, files }] },
  { id: 'org/private', private: true, commits: [{ ...commit, files }] },
]

let hub: SecureHub
let browser: Browser

beforeAll(async () => {
  hub = await startSecureHub({ repos: REPOS, token: TOKEN })
  browser = await launchChromium(hub.chromiumArgs)
})

afterAll(async () => {
  await browser.close()
  await hub.close()
})

test.each([
  ['saved.h5', 1_000_000, 30],
  ['scattered.h5', 1_000_000, 30],
  ['archive.keras', 512_000, 30],
])(
  'the code of %s costs at most %i bytes and %i requests, all of it at most 5 MB and 100',
  async (...of) => {
    const [name, mostBytes, mostRequests] = of
    const answers = await analyze('org/big', name, null)
    const [first, last] = answers.filter(({ kind }) => kind === 'analysis')
    expect(first?.verdict).toBe('benign-code')
    expect(first?.bytes).toBeLessThan(mostBytes)
    expect(first?.requests).toBeLessThan(mostRequests)
    expect(last?.verdict).toBe('benign-code')
    const bytes = hub.asked.reduce((sum, one) => sum + one.bytes, 0)
    expect(bytes).toBeLessThan(5_000_000)
    expect(hub.asked.length).toBeLessThanOrEqual(100)
    expect(hub.asked.some(({ headers }) => 'referer' in headers || 'cookie' in headers)).toBe(false)
    expect(hub.asked.some(({ method }) => method === 'OPTIONS')).toBe(false)
  },
)

test('a token goes to the Hub alone', async () => {
  const answers = await analyze('org/private', 'saved.h5', TOKEN)
  expect(answers.at(-1)?.verdict).toBe('benign-code')
  const withToken = hub.asked.filter(({ headers }) => 'authorization' in headers)
  expect(withToken.map(({ origin }) => origin)).toEqual(['hub'])
})

test('a server that ignores ranges, or refuses, is an outcome of its own', async () => {
  hub.manners.ignoresRanges = true
  const ignored = await analyze('org/big', 'saved.h5', null)
  hub.manners.ignoresRanges = false
  expect(ignored.at(-1)).toMatchObject({ kind: 'refused', refusal: 'ranges-ignored' })
  const refused = await analyze('org/private', 'saved.h5', null)
  expect(refused.at(-1)).toMatchObject({ kind: 'refused', refusal: 'hub' })
})

// Tried again: an address that lives for a second can run out each time it is used on a machine at work.
test(
  'connections that are cut and addresses that run out do not stop it',
  { retry: 2 },
  async () => {
    hub.manners.cuts = 2
    hub.manners.signedForSeconds = 1
    hub.manners.speed = { latencyMs: 60, bitsPerSecond: 50_000_000 }
    const answers = await analyze('org/big', 'saved.h5', null)
    Object.assign(hub.manners, { signedForSeconds: 3_600, speed: null })
    expect(answers.at(-1)?.verdict).toBe('benign-code')
    // The signed address was refused when it had run out, and the Hub was asked for another.
    expect(hub.asked.filter(({ status }) => status === 403).length).toBeGreaterThan(0)
    expect(hub.asked.filter(({ origin }) => origin === 'hub').length).toBeGreaterThan(1)
  },
)

interface Told {
  readonly kind: string
  readonly verdict?: string
  readonly bytes?: number
  readonly requests?: number
  readonly refusal?: string
}

/** As much of a worker's answer as is looked at. */
interface Said {
  readonly kind: string
  readonly analysis?: { readonly report: { readonly verdict: string } }
  readonly cost?: { readonly bytes: number; readonly requests: number }
  readonly refusal?: { readonly kind: string }
  readonly last?: boolean
}

/** What the worker answers to the order, started as the page starts it. */
async function analyze(repo: string, name: string, token: string | null): Promise<readonly Told[]> {
  hub.asked.length = 0
  const opened = await openPage(browser)
  const worker = readdirSync('dist/page/assets').find((file) => file.startsWith('analysis.worker'))
  const { size, sha256 } = files.get(name) ?? saved
  const url = `https://huggingface.co/${repo}/resolve/main/${name}`
  const order = {
    kind: 'analyze-remote',
    model: { url, size, name, path: name, sha256, blob: null, token },
    wish: { rules: '', kept: null, isLimited: true },
  }
  try {
    return await opened.page.evaluate(
      ({ script, sent }) =>
        new Promise<Told[]>((resolve) => {
          const told: Told[] = []
          const source = `import ${JSON.stringify(new URL(script, document.baseURI).href)}`
          const blob = new Blob([source], { type: 'text/javascript' })
          const started = new Worker(URL.createObjectURL(blob), { type: 'module' })
          started.onmessage = ({ data }: MessageEvent<Said>) => {
            const { kind, analysis, cost, refusal, last } = data
            if (analysis !== undefined)
              told.push({ kind, verdict: analysis.report.verdict, ...cost })
            else told.push({ kind, ...(refusal === undefined ? {} : { refusal: refusal.kind }) })
            if (last === true || kind === 'refused' || kind === 'failed') resolve(told)
          }
          started.postMessage(sent)
        }),
      { script: `assets/${worker ?? ''}`, sent: order },
    )
  } finally {
    await opened.close()
  }
}
