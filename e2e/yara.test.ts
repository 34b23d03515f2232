import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import axe from 'axe-core'
import { strToU8, zipSync } from 'fflate'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { dropFiles, expectQuiet, openPage, type Opened } from './openPage.ts'

const COMMAND = resolve('public/samples/runs-a-command.h5')
const INNOCENT = resolve('public/samples/only-computes.h5')
const MINE = rule('Mine', 'model_config')
/** Its first rule takes four quintillion steps; its second ends. */
const RUNAWAY = `rule Runaway
{
    condition:
        for all i in (0..2000000000) : ( for all j in (0..2000000000) : ( i + j >= 0 ) )
}

${rule('Ends', 'model_config')}`

let browser: Browser
let opened: Opened
let folder: string

beforeAll(async () => {
  browser = await launchChromium()
  folder = mkdtempSync(join(tmpdir(), 'lambdascope-yara-'))
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  opened = await openPage(browser)
  opened.page.setDefaultTimeout(15_000)
})
afterEach(async () => {
  expectQuiet(opened)
  await opened.close()
})

test('rules that are dropped are in the library, also those of a zip, and run when they are on', async () => {
  const { page } = opened
  await openBench(page)
  await dropFiles(page, [written('mine.yar', MINE)])
  await fileOf(page, 'mine.yar').waitFor()
  await match(page, 'Mine').first().waitFor()
  await page.getByRole('checkbox', { name: 'Use mine.yar' }).uncheck()
  await match(page, 'Mine').first().waitFor({ state: 'detached' })
  await page.getByRole('checkbox', { name: 'Use mine.yar' }).check()
  await match(page, 'Mine').first().waitFor()
  const two = { 'set/a.yar': strToU8(rule('A', 'keras_version')), 'set/b.yara': strToU8(MINE) }
  await dropFiles(page, [written('two.zip', zipSync(two))])
  await fileOf(page, 'set/a.yar').waitFor()
  await fileOf(page, 'set/b.yara').waitFor()
  await match(page, 'A').first().waitFor()
  await expectAccessible(page)
})

test('an error is marked at its line while it is typed, and a match leads to its bytes and its layer', async () => {
  const { page } = opened
  await openBench(page)
  await dropFiles(page, [written('mine.yar', MINE)])
  const editor = await editorOf(page, 'mine.yar')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('rule Broken { condition: $none }\n')
  await page.getByRole('button', { name: 'line 8' }).waitFor()
  await editor.locator('.squiggly-error').first().waitFor()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.insertText(rule('Typed', 'system'))
  await match(page, 'Typed').first().click()
  expect(await editor.locator('.squiggly-error').count()).toBe(0)
  await hexOfMatch(page)
  await page.locator('[data-at="105"]', { hasText: '73' }).waitFor() // the s of system
  await page.getByText('0x69, 6 bytes of').waitFor()
  await page.getByRole('heading', { name: 'features' }).waitFor()
  await page.keyboard.press('y')
  await match(page, 'Typed').first().waitFor()
})

test('words are completed and explained, and the outline and the formatter know the rules', async () => {
  const { page } = opened
  await openBench(page)
  await dropFiles(page, [written('mine.yar', MINE.replaceAll('    ', ''))])
  const editor = await editorOf(page, 'mine.yar')
  await page.getByRole('button', { name: 'Format', exact: true }).click()
  const condition = editor.locator('.view-line span', { hasText: /^condition$/u })
  await expect
    .poll(() => editor.locator('.view-line').allTextContents())
    .toContainEqual(expect.stringMatching(/^\s{8}\$a/u))
  await editor.getByRole('textbox').focus()
  await condition.hover()
  await page.getByText('When the rule matches').waitFor()
  await page.keyboard.press('Control+Shift+O')
  await page.getByRole('option', { name: /\$a/u }).waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Control+End')
  await page.keyboard.type('impor')
  await page
    .locator('.suggest-widget')
    .getByRole('option', { name: /^import/u })
    .first()
    .waitFor()
  await page.keyboard.press('Escape')
})

test('a rule that does not end is ended and named, and the others are run', async () => {
  const { page } = opened
  await openBench(page)
  await dropFiles(page, [written('runs.yar', RUNAWAY)])
  await page.getByRole('button', { name: 'Cancel the run' }).click()
  await page.getByRole('button', { name: 'Run', exact: true }).click()
  await page
    .getByText(/the rule Runaway did not end within \d+ seconds/u)
    .waitFor({ timeout: 40_000 })
  await match(page, 'Ends').first().waitFor({ timeout: 15_000 })
})

test('a rule made of a code object matches that code, and in no other open model', async () => {
  const { page } = opened
  await openBench(page)
  await page.getByRole('button', { name: 'Rule from the code' }).click()
  await match(page, 'Code_features').waitFor()
  await dropFiles(page, [INNOCENT])
  await page.getByText('only-computes.h5').first().waitFor()
  await page.getByText('everything examined').waitFor()
  await page.getByRole('button', { name: 'Try this file on all open models' }).click()
  const hits = page.getByRole('region', { name: 'Hits in all open models' })
  await hits.getByText('hits in 1 of 2 models').waitFor()
  await hits.getByRole('row', { name: 'runs-a-command.h5 Code_features (1 part)' }).waitFor()
  await expectAccessible(page)
})

async function openBench(page: Page): Promise<void> {
  await dropFiles(page, [COMMAND])
  await page.getByText('everything examined').waitFor()
  await page.keyboard.press('y')
  await page.getByRole('list', { name: 'Files of rules' }).waitFor()
  await page.getByRole('button', { name: 'Tall drawer' }).click()
}

/** Shows the bytes of the first string of the match that is chosen. */
async function hexOfMatch(page: Page): Promise<void> {
  const detail = page.getByRole('group', { name: 'Match', exact: true })
  await detail.getByRole('button', { name: 'Hex' }).first().click()
  await page.getByRole('tab', { name: 'Hex', selected: true }).waitFor()
}

function fileOf(page: Page, name: string): Locator {
  return page
    .getByRole('list', { name: 'Files of rules' })
    .getByRole('button', { name: `${name} 1 rule` })
}

function match(page: Page, name: string): Locator {
  return page
    .getByRole('listbox', { name: 'YARA matches' })
    .getByRole('option')
    .filter({ has: page.getByText(name, { exact: true }) })
}

async function editorOf(page: Page, name: string): Promise<Locator> {
  await page.getByRole('textbox', { name: `YARA rules ${name}` }).focus()
  const editor = page
    .locator('.monaco-editor')
    .filter({ has: page.getByRole('textbox', { name: `YARA rules ${name}` }) })
  const box = await editor.boundingBox()
  expect(box?.height).toBeGreaterThan(80)
  return editor
}

function rule(name: string, text: string): string {
  return `rule ${name}\n{\n    strings:\n        $a = "${text}"\n    condition:\n        $a\n}\n`
}

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate<readonly string[]>(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html.slice(0, 200))))`,
  )
  expect(violations).toEqual([])
}
