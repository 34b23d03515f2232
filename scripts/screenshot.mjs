// npm run screenshot: the picture of the README, taken of the built page with a bundled sample.
import { chromium } from 'playwright-core'
import { preview } from 'vite'
import { ensureBuilt } from './build.mjs'
import { chromiumPath, ensureBrowser } from './ensure.mjs'

ensureBrowser()
ensureBuilt()
const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'error' })
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu'],
})
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark' })
await page.goto(server.resolvedUrls.local[0])
await page.getByRole('button', { name: 'Try a sample' }).click()
await page.getByText('runs a shell command').first().click()
await page.locator('.monaco-editor').first().waitFor()
await page.getByText('everything examined').waitFor()
await page.waitForTimeout(1_000) // the graph moves into place
await page.screenshot({ path: 'docs/screenshot.png' })
await browser.close()
await server.close()
