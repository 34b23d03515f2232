import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { createCertificate } from './hub/certificate.ts'
import { sparseContent } from './hub/sparse.ts'

// A host other than the Hub, under a mapped name over TLS: only anywhere.html asks it, and only after a click.

const HOST = 'files.example.org'
const big = sparseContent('saved-3g.h5')
const small = readFileSync('public/samples/only-computes.h5')
const POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'ab'.repeat(32)}\nsize 3000\n`

const WAIT = { timeout: 25_000, interval: 200 }

let server: Server
let browser: Browser
const asked: string[] = []

beforeAll(async () => {
  const { key, cert, fingerprint } = createCertificate([HOST])
  server = createServer({ key, cert }, ({ url = '', headers }, response) => {
    asked.push(`${url} ${headers.range ?? 'whole'}`)
    const leave = {
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Content-Range',
    }
    if (url.startsWith('/closed/')) response.end('x')
    else if (url.startsWith('/whole/')) response.writeHead(200, leave).end(small)
    else if (url.startsWith('/pointer/')) response.writeHead(200, leave).end(POINTER)
    else {
      const [, first = '0', last = '0'] = /^bytes=(\d+)-(\d+)$/u.exec(headers.range ?? '') ?? []
      const bytes = big.read(Number(first), Number(last) + 1 - Number(first))
      const range = `bytes ${first}-${last}/${big.size}`
      response.writeHead(206, { ...leave, 'content-range': range }).end(bytes)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await launchChromium([
    `--host-resolver-rules=MAP ${HOST} 127.0.0.1:${portOf(server)}`,
    `--ignore-certificate-errors-spki-list=${fingerprint}`,
  ])
})

function portOf(of: Server): number {
  const address: AddressInfo | string | null = of.address()
  return typeof address === 'object' && address !== null ? address.port : 0
}

beforeEach(() => {
  asked.length = 0
})

afterAll(async () => {
  await browser.close()
  server.close()
})

test('a big file is read by ranges, and nothing is asked before the click', async () => {
  const page = await open('anywhere.html')
  await paste(page, `https://${HOST}/big/saved.h5?sig=secret`)
  const dialog = page.getByRole('dialog', { name: 'Another host' })
  await dialog.getByText('Nothing was asked yet').waitFor()
  expect(await dialog.textContent()).toContain('/big/saved.h5')
  expect(await dialog.textContent()).not.toContain('secret')
  expect(asked).toEqual([])
  await dialog.getByRole('button', { name: 'Contact', exact: true }).click()
  await expect.poll(() => page.title(), WAIT).toBe('Benign code: saved.h5')
  expect(asked[0]).toBe('/big/saved.h5?sig=secret bytes=0-0')
  expect(asked.length).toBeLessThanOrEqual(100)
  expect(page.url()).not.toContain('secret')
  await page.context().close()
})

test('a host that ignores ranges is read whole', async () => {
  const page = await open('anywhere.html')
  await paste(page, `https://${HOST}/whole/model.h5`)
  await page.getByRole('button', { name: 'Contact', exact: true }).click()
  await expect.poll(() => page.title(), WAIT).toBe('Benign code: model.h5')
  expect(asked).toEqual(['/whole/model.h5 bytes=0-0'])
  await page.context().close()
})

test('a host that lets no page read is told of, with what it must send', async () => {
  const page = await open('anywhere.html')
  await paste(page, `https://${HOST}/closed/model.h5`)
  await page.getByRole('button', { name: 'Contact', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Another host' })
  await dialog.getByText('Access-Control-Allow-Origin: *').waitFor()
  await dialog.getByRole('button', { name: 'Copy the rule of the bucket' }).waitFor()
  await page.context().close()
})

test('a pointer of git-LFS is told of', async () => {
  const page = await open('anywhere.html')
  await paste(page, `https://${HOST}/pointer/model.h5`)
  await page.getByRole('button', { name: 'Contact', exact: true }).click()
  await page.getByText('There is only a git-LFS pointer').waitFor()
  await page.context().close()
})

test('cancelled, nothing is asked; and what is no address of a file says why', async () => {
  const page = await open('anywhere.html')
  await paste(page, `https://${HOST}/big/saved.h5`)
  await page.getByRole('button', { name: 'Cancel' }).click()
  await paste(page, `http://${HOST}/big/saved.h5`)
  await page.getByText('That begins with http').waitFor()
  expect(asked).toEqual([])
  await page.context().close()
})

test('the main page asks no other host, and leads to the page that does, which asks first', async () => {
  const page = await open('')
  await paste(page, `https://${HOST}/big/saved.h5?token=secret`)
  const link = page.getByRole('link', { name: 'Go to the page for other hosts' })
  expect(await link.getAttribute('href')).toBe(`anywhere.html#v=1&src=https://${HOST}/big/saved.h5`)
  await link.click()
  await page.waitForURL(/anywhere\.html#/u)
  await page.getByRole('button', { name: 'Open it from there' }).click()
  await page.getByText('Nothing was asked yet').waitFor()
  expect(asked).toEqual([])
  await page.getByRole('button', { name: 'Contact', exact: true }).click()
  await expect.poll(() => page.title(), WAIT).toBe('Benign code: saved.h5')
  await page.context().close()
})

test('the policy of the main page and of local.html forbids what the page does not try', async () => {
  for (const file of ['', 'local.html']) {
    const page = await open(file)
    const outcome = await page.evaluate(
      (url) =>
        fetch(url).then(
          () => 'reached',
          () => 'forbidden',
        ),
      `https://${HOST}/whole/model.h5`,
    )
    expect(outcome).toBe('forbidden')
    await page.context().close()
  }
  expect(asked).toEqual([])
})

async function open(file: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
  const page = await context.newPage()
  await page.goto(inject('address') + file)
  return page
}

async function paste(page: Page, address: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Open from Hugging Face' }).fill(address)
  await page.getByRole('button', { name: 'Open', exact: true }).click()
}
