import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import axe from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { dropFiles, expectQuiet, openPage, type Opened } from './openPage.ts'

const COMMAND = resolve('public/samples/runs-a-command.h5')
const LARGE_BYTES = 5_000_000_000
const MARK_AT = 4_321_000_000

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

describe('hex', () => {
  test('each byte says what it is, and a field leads to its bytes and back', async () => {
    const { page } = opened
    await open(page, COMMAND)
    await showFile(page)
    const fields = page.getByRole('listbox', { name: 'Fields' })
    await fields.getByRole('option', { name: 'superblock version 0 0x8' }).click()
    await page.getByText('0x8, 1 byte of').waitFor()
    expect(await page.locator('[data-at="8"]').first().getAttribute('title')).toContain(
      'superblock version: 0',
    )
    await page.locator('[data-at="2"]').first().click()
    await fields.locator('[aria-selected="true"]', { hasText: 'signature' }).waitFor()
    await page.getByRole('button', { name: 'Inspector' }).click()
    await page.getByRole('row', { name: /uint32/ }).waitFor()
    await expectAccessible(page)
  })

  test('bytes and text are found in the whole file, and gone through', async () => {
    const { page } = opened
    await open(page, COMMAND)
    await showFile(page)
    await page.getByRole('button', { name: 'Find bytes or text' }).click()
    const find = page.getByRole('textbox', { name: 'Find', exact: true })
    await find.fill('HDF')
    await find.press('Enter')
    await page.getByText(/\d+ found/).waitFor()
    await find.press('Enter')
    await page.getByText(/\d+ of \d+ found/).waitFor()
    await page.getByRole('combobox', { name: 'Find as' }).selectOption('hex')
    await find.fill('89 48 ?? 46')
    await find.press('Enter')
    await page.getByText('1 of 1 found').or(page.getByText('1 found')).first().waitFor()
    await expectAccessible(page)
  })

  test('a selection grows and shrinks with the arrows, and offsets are relative', async () => {
    const { page } = opened
    await open(page, COMMAND)
    await showFile(page)
    await goToOffset(page, '0x20')
    await page.getByRole('group', { name: 'Bytes', exact: true }).focus()
    for (const key of ['Shift+ArrowRight', 'Shift+ArrowRight', 'Shift+ArrowLeft'])
      await page.keyboard.press(key)
    await page.getByText('0x20, 2 bytes of').waitFor()
    await page.keyboard.press('Shift+ArrowUp')
    await page.getByText('0x11, 16 bytes of').waitFor()
    await goToOffset(page, 'end-1')
    await goToOffset(page, '-0xf')
  })

  test('a file of 5 GB is shown at once, and its last bytes too', async () => {
    const { page } = opened
    const large = join(folder, 'large.h5')
    writeFileSync(large, readFileSync(COMMAND))
    truncateSync(large, LARGE_BYTES)
    const file = openSync(large, 'r+')
    writeSync(file, 'here it is', MARK_AT)
    closeSync(file)
    const began = Date.now()
    await dropFiles(page, [large])
    await page.getByText('features', { exact: true }).first().waitFor({ timeout: 20_000 })
    await showFile(page)
    await page.locator('[data-at="0"]').first().waitFor()
    const took = Date.now() - began
    process.stdout.write(`5 GB: bytes on the screen after ${took} ms\n`)
    await goToOffset(page, String(MARK_AT))
    await page.locator(`[data-at="${MARK_AT}"]`, { hasText: '68' }).waitFor()
    await goToOffset(page, 'end')
    await page.locator(`[data-at="${LARGE_BYTES - 1}"]`, { hasText: '00' }).waitFor()
    rmSync(large)
  })
})

describe('structure', () => {
  test('every byte lies in a part or is said to lie in none', async () => {
    const { page } = opened
    const path = join(folder, 'appended.h5')
    writeFileSync(path, Buffer.concat([readFileSync(COMMAND), Buffer.from('#!/bin/sh\nid\n')]))
    await open(page, path)
    await page.keyboard.press('m')
    const tree = page.getByRole('tree', { name: 'Structure of the file' })
    const appended = tree.getByRole('treeitem', { name: /behind the last part/ })
    await tree.focus()
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowUp')
    await appended.or(tree.getByRole('treeitem').last()).first().waitFor()
    await page.getByText(/lie in none/).waitFor()
    await page.getByText(/pieces? over 7.5 bits/).waitFor()
    await page.keyboard.press('Home')
    await page.getByRole('button', { name: 'SHA-256', exact: true }).click()
    await page.getByText(/^[0-9a-f]{64}$/).waitFor()
    await expectAccessible(page)
  })
})

describe('weights', () => {
  test('every tensor has its figures and a histogram', async () => {
    const { page } = opened
    await open(page, COMMAND)
    await page.keyboard.press('w')
    await page.getByRole('button', { name: 'Measure all tensors' }).click()
    await page.getByText(/none looks like anything but weights/).waitFor()
    const first = page.getByRole('listbox', { name: 'Tensors' }).getByRole('option').first()
    await first.getByRole('img', { name: /steps? from/ }).waitFor()
    await expectAccessible(page)
  })
})

async function open(page: Page, path: string): Promise<void> {
  await dropFiles(page, [path])
  await page
    .getByText('everything examined')
    .or(page.getByText(/not everything/i))
    .first()
    .waitFor()
}

/** Shows the file itself, from its first byte on, in the hex view. */
async function showFile(page: Page): Promise<void> {
  await page.keyboard.press('m')
  await page
    .getByRole('treeitem', { name: /superblock/ })
    .first()
    .click()
  await page.keyboard.press('h')
}

async function goToOffset(page: Page, text: string): Promise<void> {
  const field = page.getByRole('textbox', { name: 'Go to offset' })
  await field.fill(text)
  await field.press('Enter')
}

async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source)
  const violations = await page.evaluate<readonly string[]>(
    `axe.run().then(({ violations }) => violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ' ' + html.slice(0, 200))))`,
  )
  expect(violations).toEqual([])
}
