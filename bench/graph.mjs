// Graphs of 100, 1,000 and 3,000 layers: from the drop to the first paint of the graph.
import { resolve } from 'node:path'
import { openMeasured, withBrowser } from './browser.mjs'
import { ensureModels, FOLDER } from './models.mjs'
import { timeRow } from './row.mjs'

/** Netron 9.2 on the same machine kind: 0.42, 1.73 and 3.6 s for the like. */
const LIMITS_MS = { 100: 1_000, 1000: 1_500, 3000: 2_500 }

export const title = 'Graphs: from the drop to the graph on the screen'

export function measure() {
  ensureModels()
  return withBrowser(async ({ browser, address }) => {
    const rows = []
    for (const [count, limit] of Object.entries(LIMITS_MS)) {
      const { page, context } = await openMeasured(browser, address)
      rows.push(
        timeRow(
          `${count} layers`,
          await paintMs(page, resolve(FOLDER, `graph-${count}.json`)),
          limit,
        ),
      )
      await context.close()
    }
    return rows
  })
}

async function paintMs(page, path) {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'])
    await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data })
  await page.waitForFunction(isDrawn, undefined, { timeout: 60_000, polling: 'raf' })
  return page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => done(performance.now() - window.bench.dropped)),
        ),
      ),
  )
}

/** Nodes of the library, or ink in the middle of our canvas. */
function isDrawn() {
  if (document.querySelector('.react-flow__node') !== null) return true
  const canvas = document.querySelector('#pane-graph canvas[tabindex], #pane-graph canvas')
  if (canvas === null || canvas.width === 0) return false
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
  return data.some((value, index) => index % 4 === 3 && value > 0)
}
