// What the page loads before a file is dropped.
import { gzipSync } from 'node:zlib'
import { withBrowser } from './browser.mjs'
import { bytesRow, plainRow } from './row.mjs'

const MOST_SCRIPT = 150_000 // bytes of JavaScript, gzipped

export const title = 'First load'

export function measure() {
  return withBrowser(async ({ browser, address }) => {
    const page = await browser.newPage()
    const bodies = []
    page.on('response', (response) =>
      bodies.push(response.body().then((body) => [response.url(), body])),
    )
    await page.goto(address)
    await page.waitForLoadState('networkidle')
    const loaded = await Promise.all(bodies)
    const scripts = loaded
      .filter(([url]) => url.endsWith('.js'))
      .map(([, body]) => gzipSync(body).length)
    const total = loaded.reduce((sum, [, body]) => sum + gzipSync(body).length, 0)
    return [
      plainRow('requests', String(loaded.length)),
      bytesRow(
        'JavaScript, gzipped',
        scripts.reduce((sum, bytes) => sum + bytes, 0),
        MOST_SCRIPT,
      ),
      plainRow('everything, gzipped', `${(total / 2 ** 20).toFixed(2)} MiB`),
    ]
  })
}
