import { readFileSync } from 'node:fs'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { commitId, contentOf, type FakeCommit, type FakeRepo } from './hub/FakeRepo.ts'
import { startSecureHub, type SecureHub } from './hub/secureHub.ts'
import { openPage, type Opened } from './openPage.ts'

const COMMAND = new Uint8Array(readFileSync('public/samples/runs-a-command.h5'))
const ORDINARY = new Uint8Array(readFileSync('public/samples/only-computes.h5'))

/** The same model with `count` zeros behind it: another file, with the same code. */
function padded(bytes: Uint8Array, count: number): Uint8Array {
  const more = new Uint8Array(bytes.length + count)
  more.set(bytes)
  return more
}

function commit(day: number, title: string, author: string, bytes: Uint8Array): FakeCommit {
  const date = `2026-03-${String(day).padStart(2, '0')}T12:00:00.000Z`
  return { title, author, date, files: new Map([['model.h5', contentOf(bytes)]]) }
}

/** Eight changes of the file: the command comes with the sixth. */
const REPO: FakeRepo = {
  id: 'org/model',
  commits: [1, 2, 3, 4, 5]
    .map((day) => commit(day, `Trains day ${day}`, 'author-a', padded(ORDINARY, day)))
    .concat([
      commit(6, 'Fixes \u202ea typo', 'author-b', padded(COMMAND, 6)),
      commit(7, 'Trains day 7', 'author-a', padded(COMMAND, 7)),
      commit(8, 'Trains day 8', 'author-a', padded(COMMAND, 8)),
    ]),
}
const BACK: FakeRepo = {
  id: 'org/back',
  commits: [
    commit(1, 'Has it', 'a', padded(COMMAND, 1)),
    commit(2, 'Has it not', 'a', padded(ORDINARY, 2)),
    commit(3, 'Has it again', 'a', padded(COMMAND, 3)),
  ],
}
const MANY: FakeRepo = {
  id: 'org/many',
  commits: Array.from({ length: 45 }, (_, at) =>
    commit(1, `Change ${at}`, 'a', padded(ORDINARY, at)),
  ),
}

let hub: SecureHub
let browser: Browser
let opened: Opened
let page: Page

beforeAll(async () => {
  hub = await startSecureHub({ repos: [REPO, BACK, MANY] })
  browser = await launchChromium(hub.chromiumArgs)
})
afterAll(async () => {
  await browser.close()
  await hub.close()
})
beforeEach(async () => {
  hub.asked.length = 0
  Object.assign(hub.manners, { tooMany: 0, cuts: 0, ignoresRanges: false, speed: null })
  opened = await openPage(browser)
  page = opened.page
})
afterEach(async () => {
  expect(opened.complaints.filter((line) => !line.includes('Failed to load resource'))).toEqual([])
  await opened.close()
})

async function openHistory(id: string): Promise<void> {
  await page
    .getByRole('textbox', { name: 'Open from Hugging Face' })
    .fill(`https://huggingface.co/${id}/blob/main/model.h5`)
  await page.keyboard.press('Enter')
  await page
    .getByRole('region', { name: 'Verdict' })
    .getByText(/everything examined/u)
    .waitFor()
  await page.getByRole('button', { name: 'History' }).click()
  await page.getByRole('heading', { name: /^History of/u }).waitFor()
}

const commits = () => page.getByRole('grid', { name: 'Commits that changed the file' })
/** The ordinary Lambda of the sample was there all the time; this one came. */
const findExploit = () =>
  page
    .getByRole('listitem')
    .filter({ hasText: 'exploit' })
    .getByRole('button', { name: 'Find its commit' })
const result = () => page.getByRole('region', { name: 'Result' })

async function faults(): Promise<unknown> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document))
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}

test('the history of a file names each commit that changed it, and what that proves not', async () => {
  await openHistory('org/model')
  await page.getByText('8 changes of the file').waitFor()
  const row = commits().getByRole('row').filter({ hasText: 'author-b' })
  expect(await row.innerText()).toContain('2026-03-06 12:00')
  expect(await row.innerText()).toContain(commitId(REPO, 5).slice(0, 10))
  expect(await page.locator('main').innerText()).not.toContain('\u202e')
  await page.getByText('Names and dates are what the pusher’s git says').waitFor()
  await page.getByText('It is there since the first commit').waitFor()
  expect(await faults()).toEqual([])
  await page.screenshot({ path: '.cache/history.png' })
})

test('the commit that brought a Lambda in is found by halving, and what that cost is said', async () => {
  await openHistory('org/model')
  await page.getByText('8 changes of the file').waitFor()
  hub.asked.length = 0
  await findExploit().click()
  await result().getByText('It came with').waitFor()
  const text = await result().innerText()
  expect(text).toContain(commitId(REPO, 5).slice(0, 10))
  expect(text).toContain('author-b')
  expect(text).toContain(`The revision before does not have it: ${commitId(REPO, 4).slice(0, 10)}`)
  const steps = page.getByRole('list', { name: 'Revisions that were looked at' })
  expect(await steps.getByRole('listitem').count()).toBe(5)
  const read = new Set(
    hub.asked
      .filter(({ path }) => path.includes('/resolve/'))
      .map(({ path }) => path.split('/')[4]),
  )
  expect(read.size).toBe(5)
  await page.getByText(/5 files read by ranges: [\d.]+ kB in \d+ requests/u).waitFor()
  expect(await faults()).toEqual([])
  await page.screenshot({ path: '.cache/history-found.png' })
  await page.getByRole('button', { name: 'Compare before and after it' }).click()
  await page.getByRole('heading', { name: 'Comparison' }).waitFor()
  await page
    .getByRole('listbox', { name: 'Differences' })
    .getByText('code object')
    .first()
    .waitFor()
})

test('ends that leave nothing to halve are said, and every revision can be read instead', async () => {
  await openHistory('org/back')
  await page.getByText('3 changes of the file').waitFor()
  await findExploit().click()
  await result().getByText('The oldest known revision has it already').waitFor()
  await page.getByRole('button', { name: 'Read every revision' }).click()
  await result().getByText('It came or went 3 times').waitFor()
  const contents = hub.asked.filter(({ path }) => path.includes('/resolve/'))
  const steps = page.getByRole('list', { name: 'Revisions that were looked at' })
  expect(await steps.getByText('not read again').count()).toBe(2)
  expect(contents.length).toBeGreaterThan(0)
})

test('two revisions are chosen by keyboard, read by ranges and compared, the older one before', async () => {
  await openHistory('org/model')
  await page.getByText('8 changes of the file').waitFor()
  await commits().focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Space')
  await page.keyboard.press('End')
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: 'Compare the two' }).click()
  const before = page.getByRole('region', { name: 'Before' })
  const after = page.getByRole('region', { name: 'After' })
  await after.getByText('Malicious').waitFor()
  await before.getByText('Benign code').waitFor()
  expect(await before.innerText()).toContain('2026-03-01')
  await page.getByText(/^Different: .*finding/u).waitFor()
  await page.screenshot({ path: '.cache/history-compare.png' })
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('heading', { name: /^History of/u }).waitFor()
  await page.keyboard.press('Escape')
})

test('a long history comes in portions, can be stopped, and waits when the Hub asks for it', async () => {
  await openHistory('org/many')
  await page.getByText('20 changes of the file so far').waitFor()
  hub.manners.tooMany = 1
  await page.getByRole('button', { name: 'Show more' }).click()
  await page
    .getByRole('timer')
    .filter({ hasText: /asked again in \d+ seconds/u })
    .waitFor()
  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.getByText('40 changes of the file so far').waitFor()
  await page.getByRole('button', { name: 'Show more' }).click()
  await page.getByText('45 changes of the file.').waitFor()
  expect(hub.asked.filter(({ path }) => path.includes('/paths-info/')).length).toBeLessThan(50)
})

test('the history is opened from the list of files of a repository too', async () => {
  await page.getByRole('textbox', { name: 'Open from Hugging Face' }).fill('org/model')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'History of model.h5' }).click()
  await page.getByText('8 changes of the file').waitFor()
  await page.getByRole('button', { name: 'Read its code by ranges' }).click()
  await page.getByRole('button', { name: 'Find its commit' }).first().waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('grid', { name: 'Files of the repository' }).waitFor()
})
