import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { contentOf, type FakeCommit, type FakeContent } from './hub/FakeRepo.ts'
import { sparseContent } from './hub/sparse.ts'
import { startSecureHub, type SecureHub } from './hub/secureHub.ts'
import { dropFiles, openPage, type Opened } from './openPage.ts'

const SAMPLE = 'public/samples/runs-a-command.h5'
const COMMAND = new Uint8Array(readFileSync(SAMPLE))
const TOKEN = 'hf_exampleOfATokenThatOpensNothing'
const HOSTILE = 'evil\u202egnp.h5'
const PADDED_BYTES = 12 * 1024 * 1024
const BIG_BYTES = 64 * 1024 * 1024

let hub: SecureHub
let browser: Browser
let opened: Opened
let page: Page

function padded(size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  bytes.set(COMMAND)
  return bytes
}

/** A model with zeros behind it: large, and the same at its begin. */
function big(): FakeContent {
  return {
    size: BIG_BYTES,
    sha256: 'b'.repeat(64),
    isLfs: true,
    read(offset, length) {
      const bytes = new Uint8Array(Math.min(length, BIG_BYTES - offset))
      bytes.set(COMMAND.subarray(offset, offset + bytes.length))
      return bytes
    },
  }
}

function commit(title: string, files: Readonly<Record<string, FakeContent>>): FakeCommit {
  const date = '2026-03-01T12:00:00.000Z'
  return { title, author: 'somebody', date, files: new Map(Object.entries(files)) }
}

const JSON_MODEL = new TextEncoder().encode(
  '{"class_name":"Sequential","config":{"name":"m","layers":[]}}',
)
const readme = contentOf(new TextEncoder().encode('# A model\n'), false)
/** Where its branches lead to: they move while they are read. */
const refs = new Map([['refs/heads/old', 0]])
const scans = new Map([
  [
    'model.h5',
    {
      status: 'unsafe',
      avScan: { status: 'safe', message: 'No security issues detected' },
      pickleImportScan: { status: 'unscanned' },
      protectAiScan: { status: 'unsafe', message: 'Lambda layer' },
    },
  ],
])

beforeAll(async () => {
  hub = await startSecureHub({
    token: TOKEN,
    repos: [
      {
        id: 'org/model',
        commits: [
          commit('First', { 'README.md': readme, 'model.h5': contentOf(JSON_MODEL) }),
          commit('Second', {
            'README.md': readme,
            'model.h5': contentOf(COMMAND),
            'sub/other.json': readme,
            [HOSTILE]: contentOf(JSON_MODEL),
          }),
        ],
        refs: new Map([['refs/pr/1', 0]]),
        scans,
      },
      {
        id: 'org/moved',
        commits: [
          commit('First', { 'model.h5': contentOf(padded(8 * 1024 * 1024)) }),
          commit('Second', { 'model.h5': contentOf(JSON_MODEL) }),
        ],
        refs,
      },
      { id: 'org/far', commits: [commit('Adds it', { 'model.h5': sparseContent('saved-3g.h5') })] },
      {
        id: 'org/padded',
        commits: [commit('Adds it', { 'model.h5': contentOf(padded(PADDED_BYTES)) })],
      },
      { id: 'org/big', commits: [commit('Adds it', { 'model.h5': big() })] },
      {
        id: 'org/gated',
        gated: 'manual',
        commits: [commit('Adds it', { 'model.h5': contentOf(COMMAND) })],
      },
    ],
  })
  browser = await launchChromium(hub.chromiumArgs)
})
afterAll(async () => {
  await browser.close()
  await hub.close()
})
beforeEach(async () => {
  hub.asked.length = 0
  Object.assign(hub.manners, { tooMany: 0, cuts: 0, afterContents: 0, ignoresRanges: false })
  Object.assign(hub.manners, { speed: null, signedForSeconds: 3_600 })
  opened = await openPage(browser)
  page = opened.page
})
afterEach(async () => {
  expect(opened.complaints.filter((line) => !line.includes('Failed to load resource'))).toEqual([])
  await opened.close()
})

async function open(text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Open from Hugging Face' }).fill(text)
  await page.keyboard.press('Enter')
}

async function paste(text: string): Promise<void> {
  await page.evaluate((pasted) => {
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', pasted)
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, text)
}

const verdict = () => page.getByRole('region', { name: 'Verdict' })
const onTheHub = () => page.getByRole('region', { name: 'On the Hub' })

test('every form of address of a repository opens it', async () => {
  for (const text of [
    'org/model',
    'https://huggingface.co/org/model',
    'hf.co/org/model',
    'hf://org/model',
    'git clone https://huggingface.co/org/model.git',
    'from_pretrained("org/model")',
  ]) {
    await open(text)
    await page.getByRole('heading', { name: 'org/model' }).waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
  }
})

test('an address that is pasted anywhere opens, and what is no model is explained', async () => {
  await open('https://huggingface.co/datasets/org/data')
  await page.getByText('That is one of the Hub’s datasets, not a model.').waitFor()
  await open('https://example.com/org/model')
  const dialog = page.getByRole('dialog', { name: 'Another host' })
  await dialog.getByText('example.com', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  expect(hub.asked).toEqual([])
  await paste('https://huggingface.co/org/model/tree/refs%2Fpr%2F1')
  await page.getByRole('heading', { name: 'org/model' }).waitFor()
  expect(await page.getByLabel('Revision').inputValue()).toBe('refs/pr/1')
})

test('a file is read by ranges, and the page says at which commit and at what cost', async () => {
  await open('https://huggingface.co/org/big/blob/main/model.h5')
  await verdict()
    .filter({ hasText: 'MALICIOUS' })
    .or(verdict().filter({ hasText: 'Malicious' }))
    .waitFor()
  await onTheHub().getByText('the hash was not verified').waitFor()
  await onTheHub().getByText('pinned to commit').waitFor()
  await page.getByText('Verify: download the other').waitFor()
  const contents = hub.asked.filter(({ path }) => !path.startsWith('/api/'))
  expect(contents.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(2_000_000)
  expect(contents.length).toBeLessThan(20)
  expect(hub.asked.filter(({ method }) => method === 'OPTIONS')).toEqual([])
  expect(hub.asked.filter(({ headers }) => 'referer' in headers)).toEqual([])
})

test('what is verified is downloaded whole at the pinned commit, although its branch has moved', async () => {
  await open('https://huggingface.co/org/moved/blob/old/model.h5')
  await onTheHub().getByText('old, pinned to commit').waitFor()
  refs.set('refs/heads/old', 1)
  await page.getByRole('button', { name: 'Verify' }).click()
  await onTheHub().getByText('the SHA-256 is the one that the Hub lists').waitFor()
  const contents = hub.asked.filter(
    ({ origin, path }) => origin === 'hub' && path.includes('/resolve/'),
  )
  for (const { path } of contents)
    expect(path).toMatch(/^\/org\/moved\/resolve\/[0-9a-f]{40}\/model\.h5$/u)
})

test('a repository shows its files, what the scanners of the Hub say, and hostile names escaped', async () => {
  await open('org/model')
  const files = page.getByRole('grid', { name: 'Files of the repository' })
  await files.getByText('unsafe', { exact: false }).first().waitFor()
  const row = files.getByRole('row').filter({ hasText: 'model.h5' }).first()
  expect(await row.innerText()).toMatch(/unsafe Protect AI/u)
  expect(await row.innerText()).toMatch(/unscanned picklescan, JFrog, VirusTotal/u)
  expect(await page.locator('main').innerText()).not.toContain('\u202e')
  await files.getByText('evil').waitFor()
  await page.getByLabel('Revision').selectOption('refs/pr/1')
  await page.getByText('2 files').waitFor()
  await page.getByRole('button', { name: 'Analyse model.h5 alone' }).click()
  await verdict().getByText('Keras model as JSON').waitFor()
})

test('the repository view has no serious fault that axe finds', async () => {
  await open('org/gated')
  await page.getByText('Gated: the files').waitFor()
  await page.getByText('unscanned').first().waitFor()
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document))
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})

test('all that is chosen is analysed, into the table of files', async () => {
  await open('org/model')
  await page.getByRole('button', { name: 'Analyse 2 files' }).click()
  const table = page.getByRole('grid', { name: 'Files' })
  await table.getByText('Malicious').waitFor()
  expect(await table.getByRole('row').count()).toBe(2)
})

test('a gated model names the place to accept its terms, and a token opens it', async () => {
  await open('https://huggingface.co/org/gated/blob/main/model.h5')
  await page.getByText('Its terms are accepted at').waitFor()
  expect(await page.getByRole('link', { name: 'huggingface.co/org/gated' }).count()).toBe(1)
  await page.getByLabel('Token, for private and gated models').fill(TOKEN)
  await page.keyboard.press('Enter')
  await verdict()
    .filter({ hasText: /malicious/iu })
    .waitFor()
  const carriers = hub.asked.filter(({ headers, path }) =>
    JSON.stringify([headers, path]).includes(TOKEN),
  )
  expect(carriers.length).toBeGreaterThan(0)
  for (const { origin, headers, path } of carriers) {
    expect(origin).toBe('hub')
    expect(headers['authorization']).toBe(`Bearer ${TOKEN}`)
    expect(path).not.toContain(TOKEN)
  }
  expect(await keptAnywhere(page)).not.toContain(TOKEN)
  await expect.poll(() => keptInDatabases(page), { timeout: 10_000 }).toContain('model.h5')
  expect(await keptInDatabases(page)).not.toContain(TOKEN)
  for (const form of ['Save as JSON', 'Save as a page'])
    expect(await savedReport(page, form)).not.toContain(TOKEN)
})

async function savedReport(shown: Page, form: string): Promise<string> {
  await shown.getByRole('button', { name: 'Report', exact: true }).click()
  const [download] = await Promise.all([
    shown.waitForEvent('download'),
    shown.getByRole('button', { name: form }).click(),
  ])
  return readFileSync(await download.path(), 'utf8')
}

/** All rows of all databases, and the names of what is cached. */
function keptInDatabases(shown: Page): Promise<string> {
  return shown.evaluate(async () => {
    const result = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result)
        request.onerror = () => reject(new Error('no database'))
      })
    const kept: unknown[] = [await caches.keys()]
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await result(indexedDB.open(name))
      for (const store of database.objectStoreNames)
        kept.push(await result(database.transaction(store).objectStore(store).getAll()))
      database.close()
    }
    return JSON.stringify(kept)
  })
}

/** Without the answers that only say where to or why not. */
function bytesOfContents(): number {
  const contents = hub.asked.filter(({ origin, status }) => origin === 'cdn' && status < 300)
  return contents.reduce((sum, { bytes }) => sum + bytes, 0)
}

function keptAnywhere(shown: Page): Promise<string> {
  return shown.evaluate(() =>
    JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
      location.href,
      document.documentElement.outerHTML,
    ]),
  )
}

test('what is not there, at no revision or in no repository, is said', async () => {
  await open('org/none')
  await page.getByText('There is no such repository, or it is private').waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  await open('hf://org/model@gone')
  await page.getByText('The repository has no such revision').waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  await open('https://huggingface.co/org/model/blob/main/none.h5')
  await page.getByText('The repository has no such file').waitFor()
  await page.getByRole('button', { name: 'Open the repository at main' }).click()
  await page.getByRole('grid', { name: 'Files of the repository' }).waitFor()
})

test('a pause that the Hub asks for is counted down, and can be cancelled', async () => {
  hub.manners.tooMany = 1
  await open('org/model')
  await page
    .getByRole('timer')
    .filter({ hasText: /asked again in \d+ seconds/u })
    .waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Drop a model.').waitFor()
})

test('a connection that is cut is tried again', async () => {
  hub.manners.cuts = 1
  await open('https://huggingface.co/org/big/blob/main/model.h5')
  await verdict()
    .filter({ hasText: /malicious/iu })
    .waitFor()
})

test('a connection that stays cut is told with what was read, and reading goes on from there', async () => {
  Object.assign(hub.manners, { cuts: 99, afterContents: 1 })
  await open('https://huggingface.co/org/far/blob/main/model.h5')
  const alert = onTheHub().getByRole('alert')
  await alert
    .getByText(/the connection was cut at byte \d+; \d+ of 3000\d+ bytes were read/u)
    .waitFor()
  await verdict()
    .filter({ hasText: /not analysed/iu })
    .waitFor()
  const first = hub.asked.find(({ origin }) => origin === 'cdn')?.headers['range']
  hub.manners.cuts = 0
  hub.asked.length = 0
  await onTheHub().getByRole('button', { name: 'Go on' }).click()
  await verdict()
    .filter({ hasText: /benign/iu })
    .waitFor()
  expect(await alert.count()).toBe(0)
  // What had come before is not asked for again.
  expect(hub.asked.map(({ headers }) => headers['range'])).not.toContain(first)
})

test('a pause in the middle of reading is counted down, and then reading goes on', async () => {
  await page.clock.install()
  Object.assign(hub.manners, { tooMany: 1, afterContents: 3 })
  await open('https://huggingface.co/org/far/blob/main/model.h5')
  await onTheHub()
    .getByRole('timer')
    .filter({ hasText: /asked again in \d+ seconds/u })
    .waitFor()
  const before = hub.asked.length
  await page.clock.fastForward(31_000)
  await verdict()
    .filter({ hasText: /benign/iu })
    .waitFor()
  await onTheHub().getByText('the hash was not verified').waitFor()
  const bytes = hub.asked.slice(before).reduce((sum, one) => sum + one.bytes, 0)
  expect(hub.asked.length).toBeGreaterThan(before)
  expect(bytes).toBeLessThan(5_000_000)
})

test('what is verified downloads only what was not read, goes on where it was cut, and asks the Hub anew when its address has run out', async () => {
  await open('https://huggingface.co/org/padded/blob/main/model.h5')
  const verify = page.getByRole('button', { name: 'Verify: download the other' })
  await verify.waitFor()
  const read = bytesOfContents()
  Object.assign(hub.manners, { cuts: 2, signedForSeconds: 0 })
  hub.asked.length = 0
  await verify.click()
  const isRefused = (): boolean => hub.asked.some(({ status }) => status === 403)
  await expect.poll(isRefused, { timeout: 10_000, interval: 20 }).toBe(true)
  hub.manners.signedForSeconds = 3_600
  await onTheHub().getByText('the SHA-256 is the one that the Hub lists').waitFor()
  await verdict()
    .filter({ hasText: /malicious/iu })
    .waitFor()
  expect(bytesOfContents()).toBeGreaterThanOrEqual(PADDED_BYTES - read)
  // The fake Hub counts a piece of 64 KiB as sent of which a cut lets half through.
  expect(bytesOfContents()).toBeLessThan(PADDED_BYTES - read + 2 * 65_536)
})

test('a download that is cancelled goes on later with what is missing', async () => {
  hub.manners.speed = { latencyMs: 1, bitsPerSecond: 40_000_000 }
  await open('https://huggingface.co/org/padded/blob/main/model.h5')
  await onTheHub().getByText('the hash was not verified').waitFor()
  await page.getByRole('button', { name: 'Verify: download the other' }).click()
  await page.getByRole('progressbar', { name: 'Download' }).waitFor()
  await page.waitForTimeout(300)
  await onTheHub().getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('button', { name: 'Go on: download the other' }).click()
  await onTheHub().getByText('the SHA-256 is the one that the Hub lists').waitFor()
})

test('a server that ignores ranges is told, and the whole is downloaded with its progress', async () => {
  hub.manners.ignoresRanges = true
  await open('https://huggingface.co/org/big/blob/main/model.h5')
  await onTheHub().getByText('The server ignores ranges').waitFor()
  const before = hub.asked.reduce((sum, { bytes }) => sum + bytes, 0)
  expect(before).toBeLessThan(BIG_BYTES / 2)
  await page.getByRole('button', { name: 'Download 67.1 MB' }).click()
  await onTheHub().getByText('the SHA-256 is NOT the one that the Hub lists').waitFor()
  await verdict()
    .filter({ hasText: /malicious/iu })
    .waitFor()
})

test('a file that is dropped asks the Hub for nothing', async () => {
  await dropFiles(page, [SAMPLE])
  await verdict().getByText('everything examined').waitFor()
  expect(hub.asked).toEqual([])
  const own = new URL(inject('address')).origin
  expect(opened.requests.filter((url) => !url.startsWith(own) && /^https?:/u.test(url))).toEqual([])
})
