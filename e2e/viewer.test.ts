import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import axe from 'axe-core'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { dropFiles, expectQuiet, openPage, type Opened } from './openPage.ts'

const COMMAND = resolve('public/samples/runs-a-command.h5')
const CALL = "os.system('echo this sample only prints a line')"

/**
 * What CPython 3.10 makes of
 *
 *     def hidden(x, k=2):
 *         import base64, zlib
 *         exec(zlib.decompress(base64.b64decode(b'eNoF…')))
 *         return x * k
 *
 * where the text is `import os` and `os.system('echo this sample only prints a line')`.
 */
const HIDDEN =
  '4wIAAAAAAAAAAAAAAAQAAAAGAAAAQwAAAHMsAAAAZAFkAGwAfQJkAWQAbAF9A3QCfAOgA3wCoARkAqEBoQGDAQEAfAB8ARQAUwApA07pAAAAAH' +
  'NYAAAAZU5vRndiRU53Q0FNQk1DZUtiNGphYklUUXBhd1pHT0xkOFAydVZQUE9JVmdDMzY4TFBHbnkxeUJXa3B3ZUpvZ3RsM2swVjNFZ09tVy9y' +
  'WWZqMW9WQ2c9PSkF2gZiYXNlNjTaBHpsaWLaBGV4ZWPaCmRlY29tcHJlc3PaCWI2NGRlY29kZSkE2gF42gFrcgIAAAByAwAAAKkAcgkAAAD6Cn' +
  'NhbXBsZXMucHnaBmhpZGRlbgEAAABzBgAAABABFAEIAQ=='

let browser: Browser
let opened: Opened
let folder: string
let hidden: string

beforeAll(async () => {
  browser = await launchChromium()
  folder = mkdtempSync(join(tmpdir(), 'lambdascope-'))
  hidden = join(folder, 'hidden.json')
  const config = { name: 'secret', function: [HIDDEN, [3], null], function_type: 'lambda' }
  const layers = [{ class_name: 'Lambda', config }]
  writeFileSync(hidden, JSON.stringify({ class_name: 'Sequential', config: { name: 'm', layers } }))
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  opened = await openPage(browser)
})
afterEach(async () => {
  expectQuiet(opened)
  await opened.close()
})

describe('source', () => {
  test('it stands first, and says how far it can be trusted', async () => {
    const { page } = opened
    await open(page, COMMAND)
    await has(view(page, 'Source'), CALL)
    await view(page, 'Source').getByTitle('Every instruction is accounted for').waitFor()
    expect(await view(page, 'Disassembly').count()).toBe(0)
  })

  test('side by side, a line chosen in one marks its lines in the other, and its bytes', async () => {
    const { page } = opened
    await open(page, COMMAND)
    await has(view(page, 'Source'), CALL)
    await page.keyboard.press('b')
    const [source, disassembly] = [view(page, 'Source'), view(page, 'Disassembly')]
    await lineWith(source, 'os.system(').click()
    await expectMarked(disassembly, 5)
    await page.getByText('10 bytes of 164').waitFor()
    await disassembly.locator('.monaco-editor').first().hover()
    await page.mouse.wheel(0, 400)
    await lineWith(disassembly, 'RETURN_VALUE').click()
    await expectMarked(source, 1)
    await lineWith(source, 'import os').hover()
    await disassembly.locator('[class*="pointed"]').first().waitFor()
  })

  test('whether both are shown is remembered, and a key opens one of them', async () => {
    const { page } = opened
    await open(page, COMMAND)
    await has(view(page, 'Source'), CALL)
    await page.keyboard.press('b')
    await view(page, 'Disassembly').waitFor()
    await page.reload()
    await open(page, COMMAND)
    await view(page, 'Disassembly').waitFor()
    await page.keyboard.press('b')
    await page.keyboard.press('d')
    await has(view(page, 'Disassembly'), 'LOAD_METHOD')
    expect(await view(page, 'Source').count()).toBe(0)
    await page.keyboard.press('s')
    await has(view(page, 'Source'), CALL)
  })

  test('what Keras stores beside the code stands above it', async () => {
    const { page } = opened
    await open(page, hidden)
    await has(view(page, 'Source'), '# default arguments: [3]')
  })

  test('it is copied and saved, and searched', async () => {
    const { page } = opened
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await open(page, COMMAND)
    await has(view(page, 'Source'), CALL)
    await page.getByRole('button', { name: 'Copy Source' }).click()
    await page.getByRole('button', { name: 'Copied' }).waitFor()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toMatch(/^def exploit\(x\):\n/u)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save Source' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('exploit.py')
    expect(readFileSync(await download.path(), 'utf8')).toBe(`${copied}\n`)
    await page.getByRole('button', { name: 'Find in Source' }).click()
    await page.locator('.find-widget.visible').waitFor()
  })
})

describe('the version', () => {
  test('another one reads the code again, says so, and leads back', async () => {
    const { page } = opened
    await open(page, COMMAND)
    const picker = page.getByLabel('Version of Python that the code is read as')
    expect(await picker.locator('option').allInnerTexts()).toContain('3.10 ✓')
    await picker.selectOption('3.9')
    const notice = page.getByRole('status').filter({ hasText: 'Shown as Python 3.9' })
    await has(notice, 'told was 3.10')
    await page.waitForFunction(() => location.hash.includes('py=3.9'))
    await page.getByRole('button', { name: 'Back to 3.10' }).click()
    await notice.waitFor({ state: 'detached' })
    await page.waitForFunction(() => !location.hash.includes('py='))
  })

  test('one whose code looks otherwise shows what is wrong with it', async () => {
    const { page } = opened
    await open(page, COMMAND)
    const picker = page.getByLabel('Version of Python that the code is read as')
    await picker.selectOption('3.6')
    await page.getByText('No such Python writes this bytecode').waitFor()
    await page.getByText('no code that CPython 3.6 compiles looks like this').waitFor()
    await picker.selectOption('2.7')
    await page.getByText('It cannot be read as Python 2.7: no code object begins here').waitFor()
  })
})

describe('stages', () => {
  test('what base64 and zlib hide is a stage below the payload, with its own text', async () => {
    const { page } = opened
    await open(page, hidden)
    const outline = page.getByRole('list', { name: 'Code objects and stages' })
    await has(outline, 'stage 1: Lambda')
    await outline.getByRole('button', { name: /stage 2: .*base64.*zlib/u }).click()
    await has(view(page, 'Source'), CALL)
    await page.getByText('nothing was run').waitFor()
    await page.waitForFunction(() => location.hash.includes('stage-2'))
    await outline.getByRole('button', { name: /hidden/u }).click()
    await has(view(page, 'Source'), 'b64decode')
  })
})

describe('a link', () => {
  test('restores the tab, the version and the line', async () => {
    const { page } = opened
    await open(page, COMMAND)
    await page.getByLabel('Version of Python that the code is read as').selectOption('3.9')
    await page.getByRole('status').filter({ hasText: 'Shown as Python 3.9' }).waitFor()
    await page.getByRole('tab', { name: 'Disassembly' }).click()
    await lineWith(view(page, 'Disassembly'), 'IMPORT_NAME').click()
    await page.waitForFunction(() => location.hash.includes('IMPORT_NAME'))
    const fragment = new URL(page.url()).hash
    const again = await openPage(browser, { fragment })
    await open(again.page, COMMAND)
    await again.page.getByRole('status').filter({ hasText: 'Shown as Python 3.9' }).waitFor()
    await expectMarked(view(again.page, 'Disassembly'), 1)
    expect(new URL(again.page.url()).hash).toBe(fragment)
    expectQuiet(again)
    await again.close()
  })
})

describe.each(['dark', 'light'] as const)('the %s theme', (colorScheme) => {
  test('has no fault that axe finds with both views, another version or a stage', async () => {
    const themed = await openPage(browser, { colorScheme })
    const { page } = themed
    await open(page, hidden)
    await has(view(page, 'Source'), 'b64decode')
    await page.keyboard.press('b')
    await view(page, 'Disassembly').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByLabel('Version of Python that the code is read as').selectOption('3.9')
    await page.getByRole('status').filter({ hasText: 'Shown as Python 3.9' }).waitFor()
    expect(await axeFaults(page)).toEqual([])
    await page.getByRole('button', { name: 'Back to 3.10' }).click()
    await page.getByRole('button', { name: /stage 2:/u }).click()
    await page.getByText('nothing was run').waitFor()
    expect(await axeFaults(page)).toEqual([])
    expectQuiet(themed)
    await themed.close()
  })
})

async function open(page: Page, path: string): Promise<void> {
  await dropFiles(page, [path])
  await page.getByText('everything examined').waitFor({ timeout: 20_000 })
  await page.locator('.monaco-editor .view-line').first().waitFor()
}

function view(page: Page, name: string): Locator {
  return page.getByRole('tabpanel', { name, exact: true })
}

function lineWith(panel: Locator, text: string): Locator {
  return panel.locator('.view-line').filter({ hasText: text }).first()
}

async function has(panel: Locator, text: string): Promise<void> {
  await panel.filter({ hasText: text }).first().waitFor({ timeout: 15_000 })
  expect(await panel.count()).toBe(1)
}

/** Waits until so many lines are marked as what is chosen. */
async function expectMarked(panel: Locator, count: number): Promise<void> {
  const marks = panel.locator('.view-overlays [class*="marked"]')
  await marks.nth(count - 1).waitFor()
  expect(await marks.count()).toBe(count)
}

/** Rules that axe calls serious or critical, with the elements that break them. */
async function axeFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document))
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html)].join(' '))
}
