// Graphs of 100, 1,000 and 5,000 layers in our page and, in the same browser and run, in Netron's: from opening a file to
// its graph on the screen, frames a second while it is dragged, peak memory. Each is the best of several fresh browsers:
// what else the machine does only ever makes a figure worse.
import { resolve } from 'node:path'
import { dropFile, launch, openMeasured, peakMemory, withPage } from './browser.mjs'
import { ensureGraph, SHAPES } from './graphModels.mjs'
import { FOLDER } from './models.mjs'
import { NETRON_MOST_MS, netronFolder, openInNetron, serveNetron } from './netronPage.mjs'
import { plainRow } from './row.mjs'

const COUNTS = (process.env.LAMBDASCOPE_BENCH_LAYERS ?? '100,1000,5000').split(',').map(Number)
const RUNS = Number(process.env.LAMBDASCOPE_BENCH_RUNS ?? 3)
const DRAG_MS = 3_000
const LONG_MS = 30_000
const MOST_MS = 1_500 // to the first useful picture of 5,000 layers
const LEAST_FPS = 30

export const title =
  'Graphs beside Netron: to the first picture, frames a second while dragging, peak memory'

export async function measure() {
  const folder = netronFolder()
  const netron = folder === null ? null : await serveNetron(folder)
  const rows = []
  await withPage(async (address) => {
    for (const count of COUNTS)
      for (const [shape, words] of Object.entries(SHAPES)) {
        const path = resolve(ensureGraph(FOLDER, shape, count))
        const ours = await best((browser) => measureOurs(browser, address, path))
        const theirs =
          netron && (await best((browser) => measureNetron(browser, netron.address, path)))
        const measured = rowsOf(
          `${count.toLocaleString('en')} layers, ${words}`,
          ours,
          theirs,
          count,
        )
        for (const { what, value, against } of measured)
          console.error(`${what}: ${value} (${against})`)
        rows.push(...measured)
      }
  })
  netron?.stop()
  return rows
}

/** The best of each figure. What takes very long is measured once. */
async function best(measureOnce) {
  const runs = []
  for (let run = 0; run < RUNS && !(runs[0]?.ms > LONG_MS); run++) {
    const browser = await launch()
    try {
      runs.push(await measureOnce(browser))
    } finally {
      await browser.close()
    }
  }
  const of = (key, choose) => choose(...runs.map((run) => run[key]))
  return { ms: of('ms', Math.min), fps: of('fps', Math.max), memory: of('memory', Math.min) }
}

async function measureOurs(browser, address, path) {
  const { page } = await openMeasured(browser, address)
  await dropFile(page, path)
  await page.waitForFunction(isDrawn, undefined, { timeout: 60_000, polling: 'raf' })
  const ms = await page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => done(performance.now() - window.bench.dropped)),
        ),
      ),
  )
  await page.getByText('everything examined').waitFor({ timeout: 60_000 })
  const fps = await dragRate(browser, page, '#pane-graph [role="application"]')
  return { ms, fps, memory: await peakMemory(browser) }
}

async function measureNetron(browser, address, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const ms = await openInNetron(page, address, path)
  if (ms >= NETRON_MOST_MS) return { ms, fps: 0, memory: await peakMemory(browser) }
  const fps = await dragRate(browser, page, '#target')
  return { ms, fps, memory: await peakMemory(browser) }
}

/** Frames that reached the screen in each second of a drag up and down. */
async function dragRate(browser, page, selector) {
  const { x, y, width, height } = await page.locator(selector).first().boundingBox()
  const start = { x: x + width / 3, y: y + height / 2 }
  await page.mouse.move(start.x, start.y)
  await page.mouse.down()
  const categories = ['disabled-by-default-devtools.timeline.frame', 'devtools.timeline.frame']
  await browser.startTracing(page, { categories })
  const began = Date.now()
  for (let step = 0; Date.now() - began < DRAG_MS; step++) {
    const away = Math.abs((step % 80) - 40) // up and down again, so that there is always something to come
    await page.mouse.move(start.x + away / 4, start.y + away * 6 - 120)
  }
  const seconds = (Date.now() - began) / 1_000
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString())
  await page.mouse.up()
  return traceEvents.filter(({ name }) => name === 'DrawFrame').length / seconds
}

/** Nodes of the library, or a canvas that says that it was painted. */
function isDrawn() {
  return document.querySelector('.react-flow__node, #pane-graph canvas[data-painted]') !== null
}

function rowsOf(what, ours, theirs, count) {
  const isLarge = count === 5_000
  const times = theirs === null ? null : theirs.ms / ours.ms
  const isFast = (times === null || times > (isLarge ? 5 : 1)) && (!isLarge || ours.ms < MOST_MS)
  const isSmooth = ours.fps >= LEAST_FPS && (theirs === null || ours.fps >= theirs.fps)
  const isSmall = theirs === null || ours.memory < theirs.memory
  return [
    line(`${what}: first picture`, ours.ms, theirs?.ms, { unit: 'ms', holds: isFast }),
    line(`${what}: drag`, ours.fps, theirs?.fps, { unit: 'frames/s', holds: isSmooth }),
    line(`${what}: memory`, ours.memory / 2 ** 20, theirs && theirs.memory / 2 ** 20, {
      unit: 'MiB',
      holds: isSmall,
    }),
  ]
}

function line(what, ours, theirs, { unit, holds }) {
  const value = `${ours.toFixed(0)} ${unit}`
  const verdict = holds ? 'ahead' : 'behind'
  if (theirs == null) return { ...plainRow(what, value), against: 'Netron not measured' }
  const against = `Netron ${theirs.toFixed(0)} ${unit}`
  return { what, value, against, ratio: (ours / theirs).toFixed(2), verdict }
}
