import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { dropFiles, expectQuiet, openPage, type Opened } from './openPage.ts'

const COMMAND = resolve('public/samples/runs-a-command.h5')
const ORDINARY = resolve('public/samples/only-computes.h5')

let browser: Browser
let opened: Opened
let page: Page
const folder = mkdtempSync(join(tmpdir(), 'lambdascope-'))

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  opened = await openPage(browser)
  page = opened.page
})
afterEach(async () => {
  expectQuiet(opened)
  await opened.close()
})

/** Drops two files, opens the second and compares it with the first. */
async function compare(first: string, second: string): Promise<void> {
  await dropFiles(page, [first])
  await page.getByRole('region', { name: 'Verdict' }).getByText('everything examined').waitFor()
  await dropFiles(page, [second])
  await page.getByRole('button', { name: 'Compare with…' }).click()
  await page.getByRole('dialog').getByRole('listitem').getByRole('button').click()
  await page.getByRole('heading', { name: 'Comparison' }).waitFor()
}

function written(name: string, layers: readonly unknown[]): string {
  const path = join(folder, name)
  writeFileSync(path, JSON.stringify({ class_name: 'Sequential', config: { name: 'm', layers } }))
  return path
}

function layer(name: string, units: number): unknown {
  return { class_name: 'Dense', config: { name, units } }
}

const differences = () => page.getByRole('listbox', { name: 'Differences' })
const detail = () => page.getByRole('region', { name: 'Difference', exact: true })

async function faults(): Promise<unknown> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document))
  return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])
}

test('two files are compared: verdicts first, then findings, code and values', async () => {
  await compare(ORDINARY, COMMAND)
  await page.getByRole('region', { name: 'Before' }).getByText('Benign code').waitFor()
  await page.getByRole('region', { name: 'After' }).getByText('Malicious').waitFor()
  await page.getByText(/^Different: \d+ findings?, \d+ code objects?/u).waitFor()
  await page.getByText('The two files differ in their bytes').waitFor()
  const row = differences().getByRole('option').filter({ hasText: 'code object' }).first()
  await row.click()
  await page.locator('.monaco-diff-editor .view-line').first().waitFor()
  await page.waitForTimeout(500)
  expect(await faults()).toEqual([])
  await page.screenshot({ path: '.cache/compare.png' })
  await page.getByRole('button', { name: 'Disassembly' }).click()
  await page.getByRole('button', { name: 'One below the other' }).click()
  await page.locator('.monaco-diff-editor:not(.side-by-side)').waitFor()
  await page.screenshot({ path: '.cache/compare-inline.png' })
})

test('kinds are hidden and shown, sides swapped, and a row leads into either model and back', async () => {
  await compare(ORDINARY, COMMAND)
  const finding = differences().getByText('finding', { exact: true }).first()
  await finding.waitFor()
  await page.getByRole('button', { name: /^findings/u }).click()
  expect(await differences().getByText('finding', { exact: true }).count()).toBe(0)
  await page.getByRole('button', { name: 'show all' }).click()
  await finding.click()
  await page.getByRole('button', { name: 'Show it in after' }).click()
  await page.getByRole('region', { name: 'Verdict' }).getByText('everything examined').waitFor()
  await page.getByRole('button', { name: 'Back to the comparison' }).click()
  await page.getByRole('button', { name: 'Swap' }).click()
  await page.getByRole('region', { name: 'Before' }).getByText('Malicious').waitFor()
  await detail().getByText('removed').waitFor()
  await page.keyboard.press('Escape')
})

test('layers and their values are compared, with hostile names escaped', async () => {
  const one = written('one.json', [layer('a', 1), layer('b\u202e', 2)])
  const other = written('other.json', [layer('b\u202e', 3), layer('c', 1)])
  await compare(one, other)
  await page.getByText(/3 layers|2 layers/u).waitFor()
  await differences().getByText('changed').first().click()
  await detail().getByText('config.units').waitFor()
  expect(await page.locator('main').innerText()).not.toContain('\u202e')
  await page.screenshot({ path: '.cache/compare-layers.png' })
})

test('the same file twice is said to be the same, and a broken one what it leaves open', async () => {
  await compare(ORDINARY, ORDINARY)
  await page.getByText('The two are the same file: their SHA-256 is the same').waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  const broken = join(folder, 'broken.json')
  writeFileSync(broken, '{"class_name":"Sequential","config":{"name":"m","layers":[{"class_name":')
  await dropFiles(page, [broken])
  await page.getByRole('button', { name: 'Compare with…' }).click()
  await page.getByRole('dialog').getByRole('listitem').first().getByRole('button').click()
  await page
    .getByText(/could not be compared/u)
    .first()
    .waitFor()
  await differences().getByText('not seen after').first().waitFor()
  await page.screenshot({ path: '.cache/compare-broken.png' })
})

test('the comparison is copied as text and as JSON', async () => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await compare(ORDINARY, COMMAND)
  await page.getByRole('button', { name: 'Copy the comparison as text' }).click()
  const text = await page.evaluate(() => navigator.clipboard.readText())
  expect(text).toContain('BENIGN-CODE')
  expect(text).toContain('MALICIOUS')
  await page.getByRole('button', { name: 'Copy the comparison as JSON' }).click()
  const json: unknown = JSON.parse(await page.evaluate(() => navigator.clipboard.readText()))
  expect(json).toMatchObject({ schema: 'lambdascope-comparison/1', bytes: 'different' })
})
