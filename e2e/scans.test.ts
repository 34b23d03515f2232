import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { contentOf, type FakeContent } from './hub/FakeRepo.ts'
import { startSecureHub, type SecureHub } from './hub/secureHub.ts'
import { openPage, type Opened } from './openPage.ts'

// What the Hub's scanners say, of many files and beside what is found here; and at which commit it is read.

const COMMAND = contentOf(new Uint8Array(readFileSync('public/samples/runs-a-command.h5')))
const PLAIN = contentOf(
  new TextEncoder().encode('{"class_name":"Sequential","config":{"name":"m","layers":[]}}'),
)
const note = contentOf(new TextEncoder().encode('text\n'), false)
const MANY = new Map<string, FakeContent>([
  ...Array.from({ length: 640 }, (_, at) => [`model${at}.h5`, PLAIN] as const),
  ...Array.from({ length: 60 }, (_, at) => [`note${at}.txt`, note] as const),
])
const said = { author: 'somebody', date: '2026-03-01T12:00:00.000Z' }
const scans = new Map<string, unknown>([
  ['model639.h5', { status: 'unsafe', pickleImportScan: { status: 'unsafe' } }],
  ['note59.txt', { status: 'caution', avScan: { status: 'caution' } }],
])
const doubted = new Map<string, unknown>([
  ['bad.h5', { status: 'safe', avScan: { status: 'safe' }, pickleImportScan: { status: 'safe' } }],
  ['calm.json', { status: 'unsafe', avScan: { status: 'safe' }, jFrogScan: { status: 'unsafe' } }],
])
const doubtedFiles = new Map([
  ['bad.h5', COMMAND],
  ['calm.json', PLAIN],
])
/** Where the branches, tags and pull requests of a repository lead to: a branch moves while it is read. */
const refs = new Map([
  ['refs/heads/next', 0],
  ['refs/tags/v1', 0],
  ['refs/pr/7', 0],
])
let hub: SecureHub
let browser: Browser
let opened: Opened
let page: Page

beforeAll(async () => {
  hub = await startSecureHub({
    repos: [
      { id: 'org/many', commits: [{ ...said, title: 'All', files: MANY }], scans },
      {
        id: 'org/doubted',
        commits: [{ ...said, title: 'Both', files: doubtedFiles }],
        scans: doubted,
      },
      {
        id: 'org/refs',
        commits: [
          { ...said, title: 'First', files: new Map([['model.h5', COMMAND]]) },
          { ...said, title: 'Second', files: doubtedFiles },
        ],
        refs,
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
  opened = await openPage(browser)
  page = opened.page
})
afterEach(async () => {
  expect(opened.complaints).toEqual([])
  await opened.close()
})

async function open(text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Open from Hugging Face' }).fill(text)
  await page.keyboard.press('Enter')
}

const files = () => page.getByRole('grid', { name: 'Files of the repository' })

test('of 700 files the scans of all that can be analysed are asked for, then of the others on a wish', async () => {
  await open('org/many')
  await page.getByText('Asked for last commits and scan results: 640 of 700.').waitFor()
  const questions = () => hub.asked.filter(({ path }) => path.includes('/paths-info/'))
  expect(questions()).toHaveLength(7)
  const last = files().getByRole('row').filter({ hasText: 'model639.h5' })
  await files().evaluate((grid) => grid.scrollTo(0, 620 * 28))
  await last.getByText('unsafe picklescan').waitFor()
  await files().evaluate((grid) => grid.scrollTo(0, grid.scrollHeight))
  const other = files().getByRole('row').filter({ hasText: 'note59.txt' })
  await other.getByText('not asked yet').waitFor()
  await page.getByRole('button', { name: 'Ask for 60 more' }).click()
  await other.getByText('caution ClamAV').waitFor()
  expect(await page.getByRole('button', { name: /^Ask for/u }).count()).toBe(0)
  expect(questions()).toHaveLength(8)
})

const onTheHub = () => page.getByRole('region', { name: 'On the Hub' })

test('what the scanners say stands beside the verdict, and neither changes the other', async () => {
  await open('org/doubted')
  await files().getByText('unsafe JFrog').waitFor()
  await page.getByRole('button', { name: 'Analyse bad.h5 alone' }).click()
  await onTheHub()
    .getByText(
      'ClamAV safe, picklescan safe, Protect AI unscanned, JFrog unscanned, VirusTotal unscanned; here: Malicious. Their “safe” does not lower',
    )
    .waitFor()
  await onTheHub().getByRole('button', { name: 'org/doubted' }).click()
  const bad = files().getByRole('row').filter({ hasText: 'bad.h5' })
  await bad.getByText('here: Malicious').waitFor()
  await page.getByRole('button', { name: 'Analyse calm.json alone' }).click()
  const alert = onTheHub().getByRole('alert').filter({ hasText: 'JFrog unsafe' })
  await alert.getByText('They warn of what was not found here').waitFor()
})

test('a file that is opened before its scans are known asks for them by itself', async () => {
  await page.route('**/paths-info/**', (route) => route.abort())
  await open('org/doubted')
  await page.getByText('Branches, commits or scan results of files are missing').waitFor()
  await page.unroute('**/paths-info/**')
  await page.getByRole('button', { name: 'Analyse bad.h5 alone' }).click()
  await onTheHub().getByText('ClamAV safe, picklescan safe').waitFor()
  opened.complaints.length = 0 // the browser tells of the request that was cut
})

test('branches, tags and pull requests are picked, and what is read stays at the commit that was pinned', async () => {
  await open('org/refs')
  const picker = page.getByLabel('Revision')
  await picker.locator('option', { hasText: 'refs/pr/7' }).waitFor({ state: 'attached' })
  const shown = page.getByTitle(/^Everything is read at commit/u)
  const newest = await shown.getAttribute('title')
  for (const revision of ['refs/pr/7', 'v1', 'next']) {
    await picker.selectOption(revision)
    await files().getByText('model.h5', { exact: true }).waitFor()
    expect(await picker.inputValue()).toBe(revision)
    expect(await shown.getAttribute('title')).not.toBe(newest)
    await picker.selectOption('main')
    await files().getByText('calm.json').waitFor()
    expect(await shown.getAttribute('title')).toBe(newest)
  }
  await picker.selectOption('next')
  await files().getByText('model.h5', { exact: true }).waitFor()
  const pinned = (await shown.getAttribute('title'))?.slice(-40) ?? ''
  refs.set('refs/heads/next', 1)
  hub.asked.length = 0
  await page.getByRole('button', { name: 'Analyse model.h5 alone' }).click()
  await onTheHub().getByText('here: Malicious').waitFor()
  const contents = hub.asked.filter(({ path }) => path.includes('/resolve/'))
  expect(contents.length).toBeGreaterThan(0)
  for (const { path } of contents) expect(path).toBe(`/org/refs/resolve/${pinned}/model.h5`)
  expect(await onTheHub().innerText()).toContain(pinned.slice(0, 10))
})

test('the page and its workers reach the Hub and no other origin', async () => {
  await open('https://huggingface.co/org/refs/blob/main/bad.h5')
  await onTheHub().getByText('here: Malicious').waitFor()
  const workers = page.workers()
  expect(workers.length).toBeGreaterThan(0)
  const api = 'https://huggingface.co/api/models/org/refs/refs'
  const places = [
    (url: string) => page.evaluate(reach, url),
    ...workers.map((worker) => (url: string) => worker.evaluate(reach, url)),
  ]
  for (const from of places) {
    expect(await from(api)).toBe('reached')
    expect(await from('https://huggingface.co.example.com/')).toBe('refused')
    expect(await from(`http://127.0.0.1:${hub.hubPort}/`)).toBe('refused')
  }
  const refusals = opened.complaints.splice(0)
  expect(refusals.filter((line) => !/Content Security Policy/u.test(line))).toEqual([])
})

async function reach(url: string): Promise<string> {
  try {
    await fetch(url)
    return 'reached'
  } catch {
    return 'refused'
  }
}

test.each([
  'https://huggingface.co/org/refs/blob/main/bad.h5',
  'https://huggingface.co/org/refs/resolve/main/bad.h5?download=true',
  'https://huggingface.co/org/refs/raw/main/bad.h5',
  'https://huggingface.co/org/refs/blame/main/bad.h5',
  'https://huggingface.co/org/refs?show_file_info=bad.h5',
  'huggingface.co/org/refs/blob/main/bad.h5',
  'hf.co/org/refs/blob/main/bad.h5',
  'hf://org/refs/bad.h5',
  'hf://models/org/refs@main/bad.h5',
  'hf download org/refs bad.h5',
  'huggingface-cli download org/refs bad.h5 --revision main',
  'hf_hub_download(repo_id="org/refs", filename="bad.h5")',
])('%s opens that file', async (text) => {
  await open(text)
  await onTheHub().getByText('here: Malicious').waitFor()
  await onTheHub().getByText('main, pinned to commit').waitFor()
  const contents = hub.asked.filter(({ path }) => path.includes('/resolve/'))
  expect(contents.length).toBeGreaterThan(0)
  for (const { path } of contents) expect(path).toMatch(/^\/org\/refs\/resolve\/\w{40}\/bad\.h5$/u)
})
