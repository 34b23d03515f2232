// Netron's own page, as its package of PyPI carries it, served without its network: for measuring beside ours.
import { createServer } from 'node:http'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join, normalize } from 'node:path'
import { spawnSync } from 'node:child_process'

const VENV = '.cache/bench-netron'
const VERSION = '9.3.3'
export const NETRON_MOST_MS = 120_000
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
}

/** The folder of its page: LAMBDASCOPE_NETRON, or what pip fetches once into .cache; null when neither can be had. */
export function netronFolder() {
  const given = process.env.LAMBDASCOPE_NETRON
  if (given !== undefined) return existsSync(join(given, 'index.html')) ? given : null
  if (installed() === null) {
    spawnSync('python3', ['-m', 'venv', VENV], { stdio: 'ignore' })
    const fetched = ['-m', 'pip', 'install', '-q', '--no-deps', `netron==${VERSION}`]
    spawnSync(`${VENV}/bin/python`, fetched, { stdio: 'ignore', timeout: 120_000 })
  }
  return installed()
}

function installed() {
  if (!existsSync(`${VENV}/lib`)) return null
  const folders = readdirSync(`${VENV}/lib`).map((python) =>
    join(VENV, 'lib', python, 'site-packages', 'netron'),
  )
  return folders.find((folder) => existsSync(join(folder, 'index.html'))) ?? null
}

/** Serves the folder on this machine alone; returns the address and the way to stop. */
export async function serveNetron(folder) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost')
    const path = join(folder, normalize(pathname === '/' ? '/index.html' : pathname))
    if (!existsSync(path)) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
    response.end(served(path))
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', done))
  return { address: `http://127.0.0.1:${server.address().port}/`, stop: () => server.close() }
}

/** The page says that Python serves it, as Python does. */
function served(path) {
  const content = readFileSync(path)
  if (!path.endsWith('index.html')) return content
  return content
    .toString()
    .replace('<meta name="version"', '<meta name="type" content="Python">\n<meta name="version"')
}

/** Opens a file; resolves with ms from the choice to two frames after the graph stands on the page, at most 120,000. */
export async function openInNetron(page, address, path) {
  await page.route('**/*', (route) =>
    route.request().url().startsWith(address) ? route.continue() : route.abort(),
  )
  await page.addInitScript(() => {
    const evaluate = window.eval // Netron takes it from the page, and the driver needs it
    Object.defineProperty(window, 'eval', { get: () => evaluate, set: () => undefined })
    document.cookie = 'consent=1' // else it asks first
    addEventListener('change', () => (window.chosen = performance.now()), true)
  })
  await page.goto(address)
  await page.waitForFunction(() => document.body.classList.contains('welcome'))
  await page.waitForLoadState('networkidle')
  await page.locator('#open-file-dialog').setInputFiles(path)
  try {
    await page.waitForFunction(isDrawn, undefined, { timeout: NETRON_MOST_MS, polling: 'raf' })
  } catch {
    return NETRON_MOST_MS // it is still laying out; what comes then is not waited for
  }
  return page.evaluate(
    () =>
      new Promise((done) =>
        requestAnimationFrame(() =>
          requestAnimationFrame(() => done(performance.now() - window.chosen)),
        ),
      ),
  )
}

function isDrawn() {
  const { classList } = document.body
  return (
    classList.contains('default') &&
    !classList.contains('spinner') &&
    document.querySelector('#canvas #nodes > g, #canvas g.node') !== null
  )
}
