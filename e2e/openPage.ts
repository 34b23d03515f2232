import type { Browser, Page } from 'playwright-core'
import { expect, inject } from 'vitest'

/** Monaco sets two style elements before its own way of styling is ready; the policy stops them, harmlessly. */
export const HARMLESS =
  /^Applying inline style violates the following Content Security Policy directive 'style-src 'self''/u

/** The built page in a window of its own, with everything that it says and asks for. */
export interface Opened {
  readonly page: Page
  /** Console lines and uncaught errors, but for the harmless ones. */
  readonly complaints: string[]
  /** Addresses that were asked for, in order. */
  readonly requests: string[]
  close(): Promise<void>
}

export async function openPage(
  browser: Browser,
  options: { colorScheme?: 'dark' | 'light'; fragment?: string } = {},
): Promise<Opened> {
  const viewport = { width: 1280, height: 800 }
  const colorScheme = options.colorScheme ?? 'dark'
  const context = await browser.newContext({ viewport, colorScheme })
  // Each window would load the whole page once more to keep it; hosted.test.ts looks at that.
  await context.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'serviceWorker'))
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (line) => {
    if (!HARMLESS.test(line.text())) complaints.push(`${line.type()}: ${line.text()}`)
  })
  page.on('pageerror', (error) => complaints.push(`uncaught: ${error.message}`))
  context.on('request', (request) => requests.push(request.url()))
  await page.goto(inject('address') + (options.fragment ?? ''))
  return { page, complaints, requests, close: () => context.close() }
}

/** Drops files from the disk on the page, as the file manager would. */
export async function dropFiles(page: Page, paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const point = { x: 640, y: 400 }
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...point, data })
  await session.detach()
}

/** Fails when the page said anything, or asked for anything but query-less files of its own build. */
export function expectQuiet({ complaints, requests }: Opened): void {
  expect(complaints).toEqual([])
  const address = new URL(inject('address'))
  const foreign = requests.filter((request) => {
    const { protocol, origin, search } = new URL(request)
    return (
      protocol !== 'blob:' && protocol !== 'data:' && (origin !== address.origin || search !== '')
    )
  })
  expect(foreign).toEqual([])
}
