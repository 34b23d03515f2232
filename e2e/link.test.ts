import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { contentOf } from './hub/FakeRepo.ts'
import { startSecureHub, type SecureHub } from './hub/secureHub.ts'
import { dropFiles, openPage, type Opened } from './openPage.ts'

const SAMPLE = resolve('public/samples/runs-a-command.h5')
const OTHER = resolve('public/samples/only-computes.h5')
const COMMAND = new Uint8Array(readFileSync(SAMPLE))
const RULES = 'rule FromMyDesk { strings: $a = "os" condition: $a }'
const folder = mkdtempSync(join(tmpdir(), 'lambdascope-link-'))

let hub: SecureHub
let browser: Browser
const open: Opened[] = []

beforeAll(async () => {
  const date = '2026-03-01T12:00:00.000Z'
  const files = new Map([['sub/model.h5', contentOf(COMMAND)]])
  hub = await startSecureHub({
    repos: [{ id: 'org/model', commits: [{ title: 'Adds it', author: 'somebody', date, files }] }],
  })
  browser = await launchChromium(hub.chromiumArgs)
})
afterAll(async () => {
  await browser.close()
  await hub.close()
  rmSync(folder, { recursive: true })
})
afterEach(async () => {
  for (const opened of open.splice(0)) {
    expect(opened.complaints).toEqual([])
    await opened.close()
  }
})

/** A window of a fresh profile. */
async function fresh(fragment = ''): Promise<Page> {
  const opened = await openPage(browser, { fragment })
  open.push(opened)
  await opened.page
    .context()
    .grantPermissions(['clipboard-read', 'clipboard-write'], { origin: inject('address') })
  return opened.page
}

async function isRead(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Verdict' }).getByText('everything examined').waitFor()
}

const chosen = (page: Page) => page.locator('[role="option"][aria-selected="true"]').first()
const linkField = (page: Page) => page.getByRole('dialog').getByLabel('Link', { exact: true })

async function copied(page: Page): Promise<string> {
  await page.keyboard.press('c')
  await page.getByRole('dialog').getByText('Copied.').waitFor()
  const link = await page.evaluate(() => navigator.clipboard.readText())
  expect(link).toBe(await linkField(page).inputValue())
  await page.keyboard.press('Escape')
  return new URL(link).hash
}

/** Chooses a finding, a tab of the code and one of the drawer. */
async function choose(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Disassembly' }).click()
  await page.getByRole('tab', { name: /^YARA/u }).click()
  await page.waitForFunction(() => location.hash.includes('view=disassembly&tab=yara'))
}

async function isSameView(page: Page): Promise<void> {
  await page.waitForFunction(() => location.hash.includes('view=disassembly&tab=yara'))
  await chosen(page).waitFor()
  expect(await page.getByRole('tab', { name: /^YARA/u }).getAttribute('aria-selected')).toBe('true')
}

test('a link to a local file asks for it in a fresh profile, and opens the same view', async () => {
  const page = await fresh()
  await dropFiles(page, [SAMPLE])
  await isRead(page)
  await choose(page)
  const fragment = await copied(page)
  expect(fragment).toMatch(
    /^#v=1&sha256=[0-9a-f]{64}&size=\d+&name=runs-a-command\.h5&sel=finding:/u,
  )
  const again = await fresh(fragment)
  await again.getByText('It holds nothing of the file').waitFor()
  await dropFiles(again, [SAMPLE])
  await isRead(again)
  await isSameView(again)
  expect(new URL(again.url()).hash).toBe(fragment)
})

test('a link to a file of the Hub opens it at its commit, and verifying meets its hash', async () => {
  const page = await fresh()
  await page
    .getByRole('textbox', { name: 'Open from Hugging Face' })
    .fill('https://huggingface.co/org/model/blob/main/sub/model.h5')
  await page.keyboard.press('Enter')
  await page
    .getByText('the hash was not verified')
    .or(page.getByText('the SHA-256 is'))
    .first()
    .waitFor()
  await page.waitForFunction(() => location.hash.includes('sel=finding'))
  await choose(page)
  const fragment = await copied(page)
  expect(fragment).toMatch(/^#v=1&src=hf:models\/org\/model@[0-9a-f]{40}\/sub\/model\.h5&sha256=/u)
  hub.asked.length = 0
  const again = await fresh(fragment)
  await isSameView(again)
  const asked = hub.asked.filter(({ path }) => path.includes('/resolve/'))
  for (const { path } of asked) expect(path).toMatch(/\/resolve\/[0-9a-f]{40}\//u)
})

test('another file is said in red with both hashes, until it is closed; the right one opens then', async () => {
  const page = await fresh(`#v=1&sha256=${'0'.repeat(64)}&size=${COMMAND.length}&name=a.h5`)
  await dropFiles(page, [SAMPLE])
  const banner = page.getByRole('alert').filter({ hasText: 'not the file your colleague saw' })
  await banner.getByText('0'.repeat(64)).waitFor()
  const found = /sha256=[0-9a-f]{64}/u
  expect(await banner.innerText()).toMatch(/This file\s+SHA-256 [0-9a-f]{64}/u)
  await axeIsQuiet(page)
  await banner.getByRole('button', { name: 'Close' }).click()
  await banner.waitFor({ state: 'detached' })
  expect(new URL(page.url()).hash).toMatch(found)
  expect(new URL(page.url()).hash).not.toContain('0'.repeat(64))
})

test('rules travel in the link, and are used only once the user says so', async () => {
  const y = deflateRawSync(RULES).toString('base64url')
  const page = await fresh(`#v=1&name=runs-a-command.h5&y=${y}`)
  await dropFiles(page, [SAMPLE])
  await isRead(page)
  await page.getByText('This link brings 1 rule of its own: FromMyDesk.').waitFor()
  await page.getByRole('button', { name: 'Use them for this visit' }).click()
  await page.keyboard.press('l')
  await page.keyboard.type('FromMyDesk')
  await page.locator('#pane-findings').getByText('FromMyDesk').first().waitFor()
  await page.locator('h1').first().click()
  expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain('FromMyDesk')
  const again = await fresh(await copied(page))
  await dropFiles(again, [SAMPLE])
  await again.getByText('This link brings 1 rule of its own: FromMyDesk.').waitFor()
})

test('a link that mail would cut is not copied by itself, and a case file is offered', async () => {
  const page = await fresh()
  const text = `rule Long { strings: $a = "${randomBytes(3_000).toString('hex')}" condition: $a }`
  await page.evaluate(
    (rules) => localStorage.setItem('lambdascope.rules', rules),
    JSON.stringify([{ name: 'long.yar', text, isOn: true }]),
  )
  await page.reload()
  await dropFiles(page, [SAMPLE])
  await isRead(page)
  await page.keyboard.press('c')
  await page.getByText('Mail and chat programs cut links of more than 2,000').waitFor()
  expect(await page.getByText('Copied.').count()).toBe(0)
  await axeIsQuiet(page)
  await page.getByLabel(/With my own 1 rule/u).uncheck()
  await page.getByText('Copied.').waitFor()
})

test('a case file is shown read-only without its model, and gives its notes to the right one', async () => {
  const page = await fresh()
  await dropFiles(page, [SAMPLE])
  await isRead(page)
  await choose(page)
  await page.keyboard.press('n')
  await page.getByLabel('On the file').fill('ask the owner <b>')
  await page.getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('c')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save a case file' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('runs-a-command.h5.lambdascope-case.json')
  const path = join(folder, 'case.json')
  await download.saveAs(path)

  const again = await fresh()
  await dropFiles(again, [path])
  await again.getByText('From a case file, not examined here.').waitFor()
  const verdict = again.getByRole('region', { name: 'Verdict' })
  expect(await verdict.getByRole('heading').innerText()).toMatch(/not examined here/iu)
  expect(await again.getByRole('button', { name: 'Report' }).isDisabled()).toBe(true)
  await axeIsQuiet(again)
  await dropFiles(again, [SAMPLE])
  await isRead(again)
  await isSameView(again)
  expect(await again.getByText('From a case file').count()).toBe(0)
  await again.keyboard.press('n')
  expect(await again.getByLabel('On the file').inputValue()).toBe('ask the owner <b>')
  await again.keyboard.press('Escape')

  const other = await fresh()
  await dropFiles(other, [path])
  await other.getByText('From a case file, not examined here.').waitFor()
  await dropFiles(other, [OTHER])
  await other.getByRole('alert').getByText('not the file your colleague saw').waitFor()

  const spoiled = join(folder, 'spoiled.json')
  writeFileSync(spoiled, readFileSync(path, 'utf8').replace('"severity"', '"severitY"'))
  const last = await fresh()
  await dropFiles(last, [spoiled])
  await last.getByText('cannot be opened: report').waitFor()
})

test('hostile links ask for nothing, say nothing, and leave the page usable', async () => {
  const bomb = deflateRawSync(Buffer.alloc(50_000_000)).toString('base64url').slice(0, 49_000)
  const hostile = [
    '#v=1&src=javascript:alert(1)&name=x',
    '#v=1&src=https://me:secret@evil.example/m.h5?token=1&name=%3Cimg%20src=x%20onerror=alert(1)%3E',
    '#v=1&src=hf:models/../../x@main/..&name=%E2%80%AEgpj.h5',
    '#v=1&name=__proto__&sel=at:[[0,%22a%22,0,1,0]]&__proto__=1&constructor=2',
    `#v=1&name=a.h5&y=${bomb}`,
    `#v=1&name=${'x'.repeat(60_000)}`,
    `#v=1&sha256=${'%00'.repeat(64)}&size=1e99&tab=../../&view=%3Cscript%3E`,
    '#%E0%A4%A&name=%',
  ]
  for (const fragment of hostile) {
    const page = await fresh(fragment)
    await page.getByText('Drop a model.').waitFor()
    expect(await page.locator('img, script:not([src])').count()).toBe(0)
    expect(await page.locator('main').innerText()).not.toContain('\u202e')
    expect(await page.content()).not.toContain('secret')
    const own = new URL(inject('address')).origin
    expect(open.at(-1)?.requests.filter((url) => !url.startsWith(own))).toEqual([])
    await dropFiles(page, [SAMPLE])
    await isRead(page)
  }
})

async function axeIsQuiet(page: Page): Promise<void> {
  // What stands in the place of an editor until it is loaded.
  await page.waitForFunction(() => document.querySelector('pre[class*="_text_"]') === null)
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document))
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
}
