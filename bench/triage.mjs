// A folder of small models dropped in Chromium: files a second of the pool, and of one worker.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { openMeasured, withBrowser } from './browser.mjs'
import { peerRow } from './row.mjs'

const COUNT = 200

export const title = `${COUNT} small models dropped in Chromium: the pool against one worker`

export async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'lambdascope-bench-'))
  const models = join(folder, 'models')
  mkdirSync(models)
  const sample = readFileSync(resolve('public/samples/only-computes.h5'))
  for (let at = 0; at < COUNT; at++) writeFileSync(join(models, `model-${at}.h5`), sample)
  try {
    const one = await withBrowser((served) => filesASecond(served, models, 1))
    const pool = await withBrowser((served) => filesASecond(served, models, null))
    return [peerRow('files a second', pool, { name: 'one worker', value: one }, 'a second')]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** `processors` null: as many as the machine has; with one the page makes one worker. */
async function filesASecond({ browser, address }, models, processors) {
  const { page, context } = await openMeasured(browser, address)
  await page.addInitScript((count) => {
    if (count !== null) Object.defineProperty(navigator, 'hardwareConcurrency', { value: count })
  }, processors)
  await page.reload()
  const session = await context.newCDPSession(page)
  const data = { items: [], files: [models], dragOperationsMask: 1 }
  const began = performance.now()
  for (const type of ['dragEnter', 'dragOver', 'drop'])
    await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data })
  await page.getByText(`${COUNT} files. Enter opens one`).waitFor({ timeout: 600_000 })
  const seconds = (performance.now() - began) / 1_000
  await context.close()
  return COUNT / seconds
}
