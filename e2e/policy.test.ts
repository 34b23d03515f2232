import { createServer, type Server } from 'node:http'
import { join, resolve } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { dropFiles, openPage } from './openPage.ts'

const COMMAND = join(resolve('public/samples'), 'runs-a-command.h5')

let browser: Browser
let stranger: Server
let strangerUrl = ''
let hits = 0

beforeAll(async () => {
  browser = await launchChromium()
  stranger = createServer((_request, response) => {
    hits += 1
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('reached')
  })
  await new Promise<void>((done) => {
    stranger.listen(0, '127.0.0.1', () => done())
  })
  const address = stranger.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  strangerUrl = `http://127.0.0.1:${address.port}/`
})
afterAll(async () => {
  await browser.close()
  stranger.close()
})

test('neither the page nor a worker can reach another origin, or make code from text', async () => {
  const opened = await openPage(browser)
  const { page } = opened
  await dropFiles(page, [COMMAND])
  await page.locator('.monaco-editor').first().waitFor()
  await page.getByText('everything examined').waitFor()
  const workers = page.workers()
  expect(workers.length).toBeGreaterThan(0)
  expect(await page.evaluate(tryToReach, strangerUrl)).toBe('refused')
  expect(await page.evaluate(tryToMakeCode)).toBe('EvalError')
  for (const worker of workers) {
    expect(await worker.evaluate(tryToReach, strangerUrl)).toBe('refused')
    expect(await worker.evaluate(tryToMakeCode)).toBe('EvalError')
  }
  expect(hits).toBe(0)
  await opened.close()
})

async function tryToReach(url: string): Promise<string> {
  try {
    await fetch(url)
    return 'reached'
  } catch {
    return 'refused'
  }
}

/** In a timer: what the test itself evaluates is let past the policy. */
function tryToMakeCode(): Promise<string> {
  return new Promise((done) => {
    setTimeout(() => {
      try {
        Reflect.construct(Function, ['return 1'])
        done('made')
      } catch (error) {
        done(error instanceof Error ? error.name : 'something else')
      }
    })
  })
}
