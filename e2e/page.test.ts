import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { dropFiles, expectQuiet, openPage, type Opened } from './openPage.ts'

const FORMATS = resolve('src/engine/formats')
const SAMPLES = resolve('public/samples')
const COMMAND = join(SAMPLES, 'runs-a-command.h5')
const ORDINARY = join(SAMPLES, 'only-computes.h5')

declare global {
  interface Window {
    axe: typeof axe
  }
}

let browser: Browser
let opened: Opened
let folder: string

beforeAll(async () => {
  browser = await launchChromium()
  folder = mkdtempSync(join(tmpdir(), 'lambdascope-'))
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

describe('one file', () => {
  test('a model that runs a command is malicious, with the command in the reason', async () => {
    const { page } = opened
    await dropFiles(page, [COMMAND])
    await verdictIs(page, 'MALICIOUS')
    await seen(page, verdict(page), /Runs .*os\.system\('echo this sample only prints a line'\)/u)
    await seen(page, verdict(page), 'everything examined')
    await seen(page, page.getByRole('region', { name: 'Facts' }).or(verdict(page)), 'CPython 3.10')
  })

  test.each([
    ['keras-zip/fixtures/keras3-sequential-lambda.keras', 'Keras archive'],
    ['keras-zip/fixtures/keras3-wrapped.keras', 'Keras archive'],
    ['saved-model/fixtures/tf210-sequential-lambda.zip', 'Zip'],
    ['keras-metadata/fixtures/tf210-wrapped.pb', 'Keras metadata'],
    ['model-json/fixtures/keras20-functional.json', 'JSON'],
    ['model-yaml/fixtures/keras20.yaml', 'YAML'],
    ['git-lfs/fixtures/model.h5', 'Git LFS'],
    ['base64-text/fixtures/model.h5.txt', 'ase64'],
  ])('%s is read as %s', async (file, format) => {
    await dropFiles(opened.page, [join(FORMATS, file)])
    await settled(opened.page)
    await seen(opened.page, verdict(opened.page), format)
  })

  test('garbage is told from a model, and is not clean', async () => {
    await dropFiles(opened.page, [written('garbage.h5', 'nothing that any model begins with')])
    await verdictIs(opened.page, 'NOT ANALYSED')
  })

  test('a cut file says what is wrong, and the page goes on', async () => {
    const { readFileSync } = await import('node:fs')
    await dropFiles(opened.page, [written('cut.h5', readFileSync(COMMAND).subarray(0, 9_000))])
    await settled(opened.page)
    await opened.page.getByRole('tab', { name: /^Problems/u }).click()
    expect(await opened.page.getByRole('tabpanel').last().innerText()).not.toContain('No problems')
    await dropFiles(opened.page, [ORDINARY])
    await verdictIs(opened.page, 'BENIGN CODE')
  })
})

describe('from a finding to its bytes', () => {
  test('the finding, the layer, the code line and the bytes are one selection', async () => {
    const { page } = opened
    await dropFiles(page, [COMMAND])
    await verdictIs(page, 'MALICIOUS')
    await page
      .getByRole('option', { name: /Runs commands/u })
      .or(page.getByText('Runs commands or processes').first())
      .first()
      .click()
    await page.keyboard.press('d')
    await seen(page, page.locator('.monaco-editor').first(), 'LOAD_METHOD')
    await page.locator('[data-code="true"]').filter({ hasText: 'features' }).first().waitFor()
    await page
      .getByRole('navigation', { name: 'Where this is' })
      .filter({ hasText: 'model_config', visible: true })
      .first()
      .waitFor()
    await page.getByRole('tab', { name: /^YARA/u }).click()
    await page.getByText('PythonProcess').first().waitFor()
  })

  test('the keyboard walks the findings and opens the sheet of keys', async () => {
    const { page } = opened
    await dropFiles(page, [COMMAND])
    await verdictIs(page, 'MALICIOUS')
    await page.keyboard.press('j')
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Keyboard').first().waitFor()
    await page.keyboard.press('Escape')
    expect(await page.getByRole('dialog').count()).toBe(0)
  })

  test('a reload restores the selection once the same file is dropped again', async () => {
    const { page } = opened
    await dropFiles(page, [COMMAND])
    await verdictIs(page, 'MALICIOUS')
    await settled(page)
    await page.getByText('Runs commands or processes').first().click()
    await page.waitForFunction(() => location.hash.includes('sel='))
    const chosen = new URL(page.url()).hash
    await page.reload()
    await dropFiles(page, [COMMAND])
    await settled(page)
    await page.waitForFunction((hash) => location.hash === hash, chosen)
  })
})

describe('several files', () => {
  test('two files make a table that Enter opens and Escape returns to', async () => {
    const { page } = opened
    await dropFiles(page, [COMMAND, ORDINARY])
    const table = page.getByRole('grid')
    await table
      .getByText('MALICIOUS')
      .or(table.getByText('malicious', { exact: false }))
      .first()
      .waitFor()
    await table
      .getByText(/benign.code/iu)
      .first()
      .waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await verdict(page).waitFor()
    await page.keyboard.press('Escape')
    await table.waitFor()
  })

  test('a second drop asks for nothing that the first had not loaded', async () => {
    const { page, requests } = opened
    await dropFiles(page, [COMMAND])
    await verdictIs(page, 'MALICIOUS')
    await settled(page)
    await page.locator('.monaco-editor').first().waitFor()
    await page.waitForTimeout(500)
    const loaded = new Set(requests)
    await dropFiles(page, [COMMAND])
    await page.waitForTimeout(300)
    await settled(page)
    const asked = requests.filter((url) => !url.startsWith('blob:') && !loaded.has(url))
    expect(asked).toEqual([])
  })
})

describe('hostile text', () => {
  test('names that would be markup, keys or direction are shown as what they are', async () => {
    const { page } = opened
    const names = ['__proto__', '<img src=x onerror=alert(1)>', '\u202Eevil\u202C', 'constructor']
    const layers = names.map((name) => ({ class_name: 'Dense', config: { name, units: 2 } }))
    const model = { class_name: 'Sequential', config: { name: 'hostile', layers } }
    await dropFiles(page, [written('hostile.json', JSON.stringify(model))])
    await settled(page)
    await page.getByText('__proto__').first().waitFor()
    await page.getByText('<img src=x onerror=alert(1)>').first().waitFor()
    await page.getByText('\\u202e', { exact: false }).first().waitFor()
    expect(await page.locator('img').count()).toBe(0)
  })
})

describe('work that is ended', () => {
  test('an analysis is cancelled at once, and the page goes on', async () => {
    const { page } = opened
    await page.evaluate(() => {
      Reflect.set(Worker.prototype, 'postMessage', () => undefined)
    })
    await dropFiles(page, [COMMAND])
    await page
      .getByRole('button', { name: /Cancel/u })
      .first()
      .click()
    await page
      .getByText(/cancelled|stopped/iu)
      .first()
      .waitFor({ timeout: 3_000 })
  })

  test('a worker that says nothing for ten seconds is ended and reported', async () => {
    const { page } = opened
    await page.evaluate(() => {
      const spoken: unknown = Reflect.get(Worker.prototype, 'postMessage')
      Reflect.set(Worker.prototype, 'postMessage', () => {
        Reflect.set(Worker.prototype, 'postMessage', spoken)
      })
    })
    await dropFiles(page, [COMMAND])
    await page
      .getByText(/said nothing for 10 seconds/u)
      .first()
      .waitFor({ timeout: 15_000 })
    await dropFiles(page, [ORDINARY])
    await verdictIs(page, 'BENIGN CODE')
  })
})

describe.each(['dark', 'light'] as const)('the %s theme', (colorScheme) => {
  test('has no serious fault that axe finds, empty or loaded', async () => {
    const themed = await openPage(browser, { colorScheme })
    try {
      expect(await axeFaults(themed.page)).toEqual([])
      await dropFiles(themed.page, [COMMAND])
      await verdictIs(themed.page, 'MALICIOUS')
      await themed.page.locator('.monaco-editor').first().waitFor()
      expect(await axeFaults(themed.page)).toEqual([])
      expectQuiet(themed)
    } finally {
      await themed.close()
    }
  })
})

function verdict(page: Page) {
  return page.getByRole('region', { name: 'Verdict' })
}

async function verdictIs(page: Page, word: string): Promise<void> {
  await verdict(page)
    .getByText(word.toLowerCase(), { exact: false })
    .first()
    .waitFor({ timeout: 20_000 })
  await settled(page)
}

/** Both passes have ended: no progress is shown any more. */
async function settled(page: Page): Promise<void> {
  await verdict(page).waitFor({ timeout: 20_000 })
  await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 30_000 })
}

async function seen(
  page: Page,
  where: ReturnType<typeof verdict>,
  text: string | RegExp,
): Promise<void> {
  await where.filter({ hasText: text }).first().waitFor({ timeout: 15_000 })
  expect(await page.title()).not.toBe('')
}

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

/** Rules that axe calls serious or critical, with the elements that break them. */
async function axeFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document))
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html)].join(' '))
}
