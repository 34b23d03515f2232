import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { dropFiles, openPage } from './openPage.ts'

const SAMPLE = readFileSync(resolve('public/samples/runs-a-command.h5'))
const COUNT = 50
const MOST_BYTES = 50 * 1024 * 1024

let browser: Browser
const folder = mkdtempSync(join(tmpdir(), 'lambdascope-memory-'))

beforeAll(async () => {
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})

test(
  'after opening and closing fifty files the memory is back where it began',
  { timeout: 240_000 },
  async () => {
    const opened = await openPage(browser)
    const { page } = opened
    const session = await page.context().newCDPSession(page)
    await openAndClose(page, 'first') // what is loaded once: the editor, the graph
    const before = await measured(session, page)
    for (let at = 0; at < COUNT; at++) await openAndClose(page, `model-${at}`)
    const after = await measured(session, page)
    const grown = after.heap - before.heap
    console.info(
      `heap ${mega(before.heap)} MB, after ${COUNT} files ${mega(after.heap)} MB; documents ${after.documents}, nodes ${before.nodes} and ${after.nodes}, workers ${after.workers}`,
    )
    expect(grown).toBeLessThan(MOST_BYTES)
    expect(after.workers).toBeLessThanOrEqual(before.workers)
    await opened.close()
  },
)

/** Opens one file with its code and graph in view, and takes it out of the table. */
async function openAndClose(page: Page, name: string): Promise<void> {
  const path = join(folder, `${name}.h5`)
  writeFileSync(path, SAMPLE)
  await dropFiles(page, [path])
  await page.getByRole('region', { name: 'Verdict' }).getByText('everything examined').waitFor()
  await page.locator('.monaco-editor').first().waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find', exact: true }).fill('> table of files')
  await page.keyboard.press('Enter')
  await page.getByRole('grid', { name: 'Files' }).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.getByText('Drop a model.').waitFor()
}

async function measured(session: CDPSession, page: Page) {
  await page.waitForTimeout(7_000) // until workers that are not needed were ended
  await session.send('Performance.enable')
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const value = (name: string): number => metrics.find((each) => each.name === name)?.value ?? 0
  return {
    heap: value('JSHeapUsedSize'),
    documents: value('Documents'),
    nodes: value('Nodes'),
    workers: page.workers().length,
  }
}

function mega(bytes: number): string {
  return (bytes / 2 ** 20).toFixed(1)
}
