import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { unzipSync } from 'fflate'
import type { Browser } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { dropFiles, expectQuiet, openPage, type Opened } from './openPage.ts'

const ARCHIVE = resolve('src/engine/formats/saved-model/fixtures/tf210-sequential-lambda.zip')
const PASTED = '{"class_name":"Sequential","config":{"name":"m","layers":[]}}'

let browser: Browser
let opened: Opened
const folder = mkdtempSync(join(tmpdir(), 'lambdascope-'))

beforeAll(async () => {
  browser = await launchChromium()
  for (const [path, bytes] of Object.entries(unzipSync(readFileSync(ARCHIVE)))) {
    if (path.endsWith('/')) continue
    mkdirSync(dirname(join(folder, 'model', path)), { recursive: true })
    writeFileSync(join(folder, 'model', path), bytes)
  }
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

test('a SavedModel folder that is dropped is one model', async () => {
  await dropFiles(opened.page, [join(folder, 'model')])
  await verdictHas('TensorFlow SavedModel')
})

test('a SavedModel folder that is chosen is one model', async () => {
  const { page } = opened
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a folder' }).click()
  await (await choosing).setFiles(join(folder, 'model'))
  await verdictHas('TensorFlow SavedModel')
})

test('a file that is pasted is read', async () => {
  await opened.page.evaluate((text) => {
    const clipboardData = new DataTransfer()
    clipboardData.items.add(new File([text], 'pasted.json'))
    document.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }, PASTED)
  await verdictHas('Keras model as JSON')
})

async function verdictHas(text: string): Promise<void> {
  const verdict = opened.page.getByRole('region', { name: 'Verdict' }).filter({ hasText: text })
  await verdict.getByText('everything examined').waitFor({ timeout: 15_000 })
  expect(await verdict.count()).toBe(1)
}
