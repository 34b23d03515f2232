// npm run icons: draws the icons of the installed page from public/icons/icon.svg, in Chromium.
import { readFileSync, writeFileSync } from 'node:fs'
import { chromium } from 'playwright-core'
import { chromiumPath } from './ensure.mjs'

const FOLDER = 'public/icons'
const BACKGROUND = '#6d28c9'
// A maskable icon may be cut to a circle: what matters lies in its inner four fifths, and colour goes to the edges.
const ICONS = [
  { name: 'icon-192', size: 192, inner: 1, background: 'transparent' },
  { name: 'icon-512', size: 512, inner: 1, background: 'transparent' },
  { name: 'icon-maskable-512', size: 512, inner: 0.8, background: BACKGROUND },
]

const svg = readFileSync(`${FOLDER}/icon.svg`, 'utf8')
const browser = await chromium.launch({
  executablePath: chromiumPath(),
  args: ['--no-sandbox', '--disable-gpu'],
})
for (const { name, size, inner, background } of ICONS) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const width = size * inner
  await page.setContent(
    `<body style="margin:0;display:grid;place-items:center;height:100vh;background:${background}">${svg.replace('<svg', `<svg width="${width}" height="${width}"`)}`,
  )
  writeFileSync(`${FOLDER}/${name}.png`, await page.screenshot({ omitBackground: true }))
  await page.close()
}
await browser.close()
