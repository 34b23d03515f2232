import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { contentOf } from './hub/FakeRepo.ts'
import { startSecureHub, type SecureHub } from './hub/secureHub.ts'
import { startHost, type Host } from './hosted/host.ts'
import { HARMLESS } from './openPage.ts'

const BUILT = resolve('dist/page')
const HUB_API = 'https://huggingface.co/api/models/org/model'
const folders: string[] = []

let hub: SecureHub
let browser: Browser
let host: Host
let context: BrowserContext
let complaints: string[]

beforeAll(async () => {
  const files = new Map([['model.h5', contentOf(readFileSync('public/samples/runs-a-command.h5'))]])
  const commit = { title: 'First', author: 'somebody', date: '2026-03-01T12:00:00.000Z', files }
  hub = await startSecureHub({ repos: [{ id: 'org/model', commits: [commit] }] })
  browser = await launchChromium(hub.chromiumArgs)
})
afterAll(async () => {
  await browser.close()
  await hub.close()
  for (const folder of folders) rmSync(folder, { recursive: true })
})
beforeEach(async () => {
  hub.asked.length = 0
  host = await startHost(BUILT, '/a/b/')
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await context.addInitScript(forgetRows)
})
afterEach(async () => {
  await context.close()
  await host.close()
})

/** The table of a former visit would stand where the samples are. */
function forgetRows(): void {
  indexedDB.deleteDatabase('lambdascope')
}

async function visit(address: string): Promise<Page> {
  complaints = []
  const page = await context.newPage()
  page.on('console', (line) => {
    if (!HARMLESS.test(line.text())) complaints.push(`${line.type()}: ${line.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  await page.goto(address)
  return page
}

/** A sample goes through the worker, h5wasm and YARA; its code is shown by Monaco. */
async function analyseSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Try a sample' }).click()
  await page.getByRole('list', { name: 'Samples' }).getByRole('button').first().click()
  await page.getByRole('region', { name: 'Verdict' }).getByText('everything examined').waitFor()
  await page.locator('.monaco-editor .view-line').first().waitFor()
}

/** When the browser keeps the whole page, and answers from what it keeps. */
async function kept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null)
}

async function openAbout(page: Page) {
  await page.getByRole('button', { name: 'Lambdascope' }).click()
  return page.getByRole('dialog')
}

/** Another version: the same build with other texts in its files, and the lists that go with it. */
function otherVersion(change: (text: string, path: string) => string): string {
  const folder = mkdtempSync(join(tmpdir(), 'lambdascope-'))
  folders.push(folder)
  const sums = new Map<string, string>()
  for (const path of listed()) {
    const before = readFileSync(join(BUILT, path))
    const isText = /\.(?:html|js)$/u.test(path) && path !== 'service-worker.js'
    const after = isText ? change(before.toString('utf8'), path) : before
    const to = change(path, path)
    mkdirSync(dirname(join(folder, to)), { recursive: true })
    writeFileSync(join(folder, to), after)
    if (path !== 'service-worker.js') sums.set(to, sha256(after))
  }
  const worker = readFileSync(join(BUILT, 'service-worker.js'), 'utf8')
  const [before = ''] =
    /[0-9a-f]{64} {2}anywhere\.html.*third-party-notices\.txt\\n/u.exec(worker) ?? []
  const escaped = toSums(sums).replaceAll('\n', '\\n')
  const renewed = worker.replace(before, () => escaped)
  expect(renewed).not.toBe(worker)
  writeFileSync(join(folder, 'service-worker.js'), renewed)
  writeFileSync(join(folder, 'SHA256SUMS'), toSums(sums.set('service-worker.js', sha256(renewed))))
  return folder
}

function toSums(sums: ReadonlyMap<string, string>): string {
  const lines = [...sums].map(([path, hash]) => [path, `${hash}  ${path}\n`] as const)
  return lines
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, line]) => line)
    .join('')
}

/** Paths of the build, but for the list of them. */
function listed(): readonly string[] {
  const lines = readFileSync(join(BUILT, 'SHA256SUMS'), 'utf8').trim().split('\n')
  return lines.map((line) => line.slice(66))
}

function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Whether an address can be reached; when not, whether it is the policy that forbids it. */
async function tryToReach(url: string): Promise<string> {
  const forbidden = new Promise<string>((done) => {
    addEventListener('securitypolicyviolation', () => done('forbidden'))
  })
  try {
    return `answered ${String((await fetch(url)).status)}`
  } catch {
    return Promise.race([forbidden, new Promise<string>((done) => setTimeout(done, 500, 'failed'))])
  }
}

test('the folder works under any path of a host, and asks for nothing outside of it', async () => {
  const root = await startHost(BUILT)
  for (const [{ address, asked }, file] of [
    [host, ''],
    [host, 'anywhere.html'],
    [root, ''],
  ] as const) {
    const page = await visit(`${address}${file}`)
    await analyseSample(page)
    const path = new URL(address).pathname
    expect(asked.filter((url) => !url.startsWith(path) || url.includes('?'))).toEqual([])
    expect(complaints).toEqual([])
    await page.close()
  }
  expect(hub.asked).toEqual([])
  await root.close()
})

test('after the first visit everything works without network and without the host', async () => {
  const first = await visit(host.address)
  await kept(first)
  await first.close()
  await host.close()
  await context.setOffline(true)
  for (const file of ['', 'local.html']) {
    const page = await visit(`${host.address}${file}`)
    await analyseSample(page)
    expect(complaints).toEqual([])
    await page.close()
  }
  const page = await visit(host.address)
  const about = await openAbout(page)
  await about.getByText('the page works without network').waitFor()
  await about.getByRole('button', { name: 'Check the files of this page' }).click()
  await about.getByText(/All \d+ files of the copy in this browser are as the list says/u).waitFor()
  await about.getByRole('button', { name: 'Look for a newer version' }).click()
  await about.getByText('There is no answer that could be kept').waitFor()
})

test('what goes past the page’s own files is neither answered nor kept by the service worker', async () => {
  const page = await visit(host.address)
  await kept(page)
  const keptBefore = await addressesKept(page)
  expect(await page.evaluate(tryToReach, HUB_API)).toBe('answered 200')
  expect(await page.evaluate(tryToReach, `${host.address}not-of-the-build.h5`)).toBe('answered 404')
  expect(hub.asked.map(({ method }) => method)).toEqual(['GET'])
  expect(host.asked.filter((url) => url.endsWith('not-of-the-build.h5'))).toHaveLength(1)
  expect(await addressesKept(page)).toEqual(keptBefore)
  const own = listed().map((path) => `${host.address}${path}`)
  expect(keptBefore.filter((url) => !url.includes('/.kept/'))).toEqual(
    [...own, `${host.address}SHA256SUMS`].toSorted(),
  )
})

function addressesKept(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const names = await caches.keys()
    const lists = names.map(async (name) => (await caches.open(name)).keys())
    return (await Promise.all(lists))
      .flat()
      .map(({ url }) => url)
      .sort()
  })
}

test('a newer version waits until it is asked for, in this window and after a new visit', async () => {
  const page = await visit(host.address)
  await kept(page)
  const other = await visit(host.address)
  host.folder = otherVersion((text) => text.replace('<html', '<html data-version="2"'))
  await page.reload()
  await page.getByText('A newer version is ready.').waitFor()
  expect(await versionOf(page)).toBe(null)
  await analyseSample(page)
  await page.getByText('which closes the files that are open').waitFor()
  await page.getByRole('button', { name: 'Later' }).click()
  expect(await page.getByText('A newer version is ready.').count()).toBe(0)
  await page.close()
  await other.close()

  const again = await visit(host.address)
  await again.getByText('A newer version is ready.').waitFor()
  expect(await versionOf(again)).toBe(null)
  await again.getByRole('button', { name: 'Load the newer version' }).click()
  await again.locator('html[data-version]').waitFor()
  expect(await again.getByText('A newer version is ready.').count()).toBe(0)
  await analyseSample(again)
})

function versionOf(page: Page): Promise<string | null> {
  return page.locator('html').getAttribute('data-version')
}

test('a window that runs the older version goes on with its own files, until it is the last', async () => {
  const older = await visit(host.address)
  await kept(older)
  // In the newer version the editor has another name: the older window's is neither in it nor on the host.
  const editor = listed().find((path) => /TextViewer-.*\.js$/u.test(path)) ?? ''
  const name = editor.slice('assets/'.length)
  host.folder = otherVersion((text) =>
    text.replaceAll(name, 'TextViewer-22222222.js').replace('<html', '<html data-version="2"'),
  )
  const newer = await visit(host.address)
  await newer.getByRole('button', { name: 'Load the newer version' }).click()
  await newer.locator('html[data-version]').waitFor()
  await analyseSample(newer)
  await analyseSample(older)
  expect(await versionOf(older)).toBe(null)
  expect(host.asked.filter((path) => path.endsWith(name))).toHaveLength(1)

  expect((await addressesKept(newer)).filter((url) => url.endsWith(name))).toHaveLength(1)
  await older.close()
  await newer.reload()
  await expect
    .poll(async () => (await addressesKept(newer)).filter((url) => url.endsWith(name)))
    .toEqual([])
})

test('a version of which a file is not what its list says is not kept', async () => {
  host.tampered.set('third-party-notices.txt', 'changed on the host')
  const page = await visit(host.address)
  const about = await openAbout(page)
  await about.getByText('This browser keeps no copy.').waitFor()
  expect(await about.innerText()).toContain('a file of the host is not what its list says')
  expect(await page.evaluate(() => caches.keys().then((names) => names.length))).toBeLessThan(2)
})

test('About names version, commit and build, and the self-check finds a file that was changed', async () => {
  await context.close()
  context = await browser.newContext({ serviceWorkers: 'block' })
  const page = await visit(host.address)
  const about = await openAbout(page)
  const list = readFileSync(join(BUILT, 'SHA256SUMS'), 'utf8')
  await about.getByText(sha256(list)).waitFor()
  expect(await about.innerText()).toMatch(/Commit\s+[0-9a-f]{40}/u)
  await about.getByRole('button', { name: 'Check the files of this page' }).click()
  await about.getByText(/All \d+ files of the host are as the list says/u).waitFor()
  host.tampered.set('samples/index.json', '[]')
  await about.getByRole('button', { name: 'Check the files of this page' }).click()
  await about.getByText('1 file of').waitFor()
  const wrong = about.getByRole('list', { name: 'Files that differ' })
  expect(await wrong.innerText()).toContain('samples/index.json')
  expect(await wrong.innerText()).toContain(sha256('[]').slice(0, 16))
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => window.axe.run(document))
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
})

test('local.html can ask nobody: neither the page nor its workers reach the Hub, and it says why', async () => {
  const page = await visit(`${host.address}local.html`)
  await page.getByText('local: nothing can leave this page').waitFor()
  await page.getByText('This page may ask for nothing but its own files').waitFor()
  await analyseSample(page)
  expect(complaints).toEqual([])
  expect(await page.evaluate(tryToReach, HUB_API)).toBe('forbidden')
  expect(page.workers().length).toBeGreaterThan(0)
  for (const worker of page.workers())
    expect(await worker.evaluate(tryToReach, HUB_API)).toBe('forbidden')
  expect(hub.asked).toEqual([])
  const about = await openAbout(page)
  expect(await about.getByRole('row').filter({ hasText: 'connect-src' }).innerText()).toMatch(
    /connect-src\s+'self'\s+Requests go to the files of this page, and nowhere else/u,
  )
  await page.keyboard.press('Escape')
  await page.keyboard.press('o')
  await page.getByRole('link', { name: 'the page that may ask the Hub' }).click()
  await page.getByText('nothing leaves this page', { exact: true }).waitFor()
})

test('the main page reaches the Hub and no other address; anywhere.html reaches any, and says so', async () => {
  const main = await visit(host.address)
  expect(await main.evaluate(tryToReach, HUB_API)).toBe('answered 200')
  expect(await main.evaluate(tryToReach, 'https://example.invalid/')).toBe('forbidden')
  const anywhere = await visit(`${host.address}anywhere.html`)
  await anywhere.getByText('this page may contact any https address').waitFor()
  expect(await anywhere.evaluate(tryToReach, HUB_API)).toBe('answered 200')
  expect(await anywhere.evaluate(tryToReach, 'https://example.invalid/')).toBe('failed')
  expect(await anywhere.evaluate(tryToReach, 'http://example.invalid/')).toBe('forbidden')
})

test('with the headers of the build everything works, no page can be framed, and the service worker reaches only its host', async () => {
  const root = await startHost(BUILT)
  root.givesHeaders = true
  for (const file of ['', 'local.html', 'anywhere.html']) {
    const page = await visit(`${root.address}${file}`)
    await analyseSample(page)
    expect(complaints).toEqual([])
    await kept(page)
    await page.close()
  }
  const page = await visit(root.address)
  const [worker] = context.serviceWorkers().filter((found) => found.url().startsWith(root.address))
  expect(await worker?.evaluate(tryToReach, HUB_API)).toBe('forbidden')
  expect(hub.asked).toEqual([])
  await page.close()
  const framing = await visit(`${host.address}samples/index.json`)
  const frame = await framing.evaluate(async (address) => {
    const element = document.createElement('iframe')
    element.src = address
    document.body.append(element)
    await new Promise((done) => element.addEventListener('load', done))
    return element.contentDocument === null ? 'refused' : 'shown'
  }, root.address)
  expect(frame).toBe('refused')
  await root.close()
})

test('the page can be installed', async () => {
  const page = await visit(host.address)
  await kept(page)
  const session = await context.newCDPSession(page)
  const { errors, data } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  expect(data).toContain('"start_url": "./"')
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(
    expect.not.arrayContaining(['no-acceptable-icon', 'manifest-missing-name-or-short-name']),
  )
})

test('opened from a disk it says why it does not start, and how to serve it', async () => {
  const page = await visit(pathToFileURL(join(BUILT, 'index.html')).href)
  await page.getByText('Lambdascope has not started.').waitFor()
  expect(await page.locator('body').innerText()).toContain('python3 -m http.server')
})
