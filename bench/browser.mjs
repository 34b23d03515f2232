// The built page in Chromium, for measuring: what its workers say is timed from the moment of a drop.
import { readFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { preview } from 'vite'
import { chromiumPath } from '../scripts/ensure.mjs'

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Runs `measure({ browser, address })` with a served page and a fresh browser. */
export function withBrowser(measure) {
  return withPage(async (address) => {
    const browser = await launch()
    try {
      return await measure({ browser, address })
    } finally {
      await browser.close()
    }
  })
}

/** Runs `measure(address)` while the built page is served there. */
export async function withPage(measure) {
  const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' })
  try {
    return await measure(server.resolvedUrls.local[0])
  } finally {
    await server.close()
  }
}

export function launch() {
  return chromium.launch({ executablePath: chromiumPath(), args: ARGS })
}

/** Opens the page and notes, in `window.bench`, when files were dropped and what the workers said when. */
export async function openMeasured(browser, address) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  await page.addInitScript(() => {
    window.bench = { dropped: 0, analyses: [] }
    addEventListener('drop', () => (window.bench.dropped = performance.now()), true)
    const Plain = window.Worker
    window.Worker = class extends Plain {
      constructor(...args) {
        super(...args)
        this.addEventListener('message', ({ data }) => {
          if (data?.kind !== 'analysis') return
          const { last, bytesRead } = data
          window.bench.analyses.push({ at: performance.now(), last, bytesRead })
        })
      }
    }
  })
  await page.goto(address)
  await page.waitForLoadState('networkidle')
  return { page, context }
}

/** Drops a file and waits for its first (or last) analysis. Times are ms since the drop. */
export async function dropAndWait(page, path, { last = false } = {}) {
  await page.evaluate(() => (window.bench.analyses.length = 0))
  await dropFile(page, path)
  await page.waitForFunction(
    (wanted) => window.bench.analyses.some((one) => one.last || !wanted),
    last,
    {
      timeout: 300_000,
      polling: 20,
    },
  )
  return page.evaluate((wanted) => {
    const found = window.bench.analyses.find((one) => one.last || !wanted)
    return { ms: found.at - window.bench.dropped, bytesRead: found.bytesRead }
  }, last)
}

/** Drops a file on the middle of the page. */
export async function dropFile(page, path) {
  const session = await page.context().newCDPSession(page)
  const data = { items: [], files: [path], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'])
    await session.send('Input.dispatchDragEvent', { type, x: 640, y: 400, data })
}

/** Resident memory of the page's process at its peak, in bytes (Linux). */
export async function peakMemory(browser) {
  const session = await browser.newBrowserCDPSession()
  const { processInfo } = await session.send('SystemInfo.getProcessInfo')
  const peaks = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(
      ({ id }) =>
        Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) *
        1024,
    )
  return Math.max(...peaks)
}
