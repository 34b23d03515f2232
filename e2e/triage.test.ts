import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { launchChromium } from './chromium.ts'
import { dropFiles, expectQuiet, openPage, type Opened } from './openPage.ts'

const AXE = readFileSync(resolve('node_modules/axe-core/axe.min.js'), 'utf8')
const COUNT = Number(process.env['LAMBDASCOPE_FILES'] ?? 200) // with 1000 it takes about two minutes
const TENTH = COUNT / 10
const SHOWN = COUNT.toLocaleString('en-GB')
const LONG_MS = 480_000 // for a thousand files on a machine that does other things too

/** The configuration that a sample holds: a small model with the same code. */
function configOf(sample: string): string {
  const text = readFileSync(resolve('public/samples', sample), 'latin1')
  const start = text.indexOf('{"class_name"')
  let depth = 0
  for (let at = start; at < text.length; at++) {
    if (text[at] === '{') depth++
    if (text[at] === '}' && --depth === 0) return text.slice(start, at + 1)
  }
  throw new Error(`${sample} holds no configuration`)
}

const folder = mkdtempSync(join(tmpdir(), 'lambdascope-triage-'))
const many = join(folder, 'many')

let browser: Browser
let opened: Opened

beforeAll(async () => {
  browser = await launchChromium()
  mkdirSync(many)
  const evil = configOf('runs-a-command.h5')
  const calm = configOf('only-computes.h5')
  for (let at = 0; at < COUNT; at++) {
    const path = join(many, `file-${at}`)
    if (at % 10 === 1) writeFileSync(`${path}.txt`, `a note, number ${at}`)
    else writeFileSync(`${path}.json`, `${at % 10 === 0 ? evil : calm}${' '.repeat(at)}`)
  }
  opened = await openPage(browser)
  opened.page.setDefaultTimeout(15_000) // a step that hangs is told as itself
})
afterAll(async () => {
  await browser.close()
  rmSync(folder, { recursive: true })
})

const grid = (page: Page) => page.getByRole('grid', { name: 'Files' })
const ended = (page: Page) =>
  page.getByText(`${SHOWN} files. Enter opens one, Escape comes back here.`)

describe('a folder of many files', () => {
  test(
    'they are analysed by a pool that can be paused and goes on',
    { timeout: LONG_MS },
    async () => {
      const { page } = opened
      await dropFiles(page, [many])
      const began = Date.now()
      await page.getByRole('button', { name: 'Pause' }).click()
      await page.getByText(`of ${SHOWN} · paused`).waitFor()
      await expect.poll(() => standsStill(page), { timeout: 60_000 }).toBe(true)
      await page.getByRole('button', { name: 'Go on' }).click()
      await ended(page).waitFor({ timeout: LONG_MS })
      console.info(
        `${COUNT} files in ${((Date.now() - began) / 1_000).toFixed(1)} s with the pause`,
      )
      await page.getByRole('button', { name: `Malicious ${TENTH}` }).waitFor()
      await page.getByRole('button', { name: `Not recognised ${TENTH}` }).waitFor()
    },
  )

  test('they are filtered by words and verdicts, and what is no model is hidden', async () => {
    const { page } = opened
    await page.getByRole('button', { name: `Malicious ${TENTH}` }).click()
    await page.getByText(`${TENTH} files of ${COUNT} listed`).waitFor()
    await page.getByLabel('Words in files').fill('many/file-20.json')
    await page.getByText(`1 file of ${COUNT} listed`).waitFor()
    await page.getByLabel('Words in files').fill('no such words')
    await page.getByRole('button', { name: 'List all' }).click()
    await page.getByLabel(/hide what is not recognised/u).check()
    await page.getByText(`${COUNT - TENTH} files of ${COUNT} listed`).waitFor()
  })

  test('they are grouped by their code, and one code object leads to all files that have it', async () => {
    const { page } = opened
    await page.getByLabel('Group by').selectOption('payload')
    // One of the two code objects of what runs a command is in all of them.
    const heading = page.getByText(`· ${9 * TENTH} files · same bytes`)
    await heading.waitFor()
    await page.getByRole('button', { name: 'List only these' }).first().click()
    await page.getByText(`${9 * TENTH} files of ${COUNT} listed`).waitFor()
    await page.getByTitle('List the others again').click()
    await page.getByLabel('Group by').selectOption('none')
    await page.getByLabel('Words in files').fill('file-30.json')
    await grid(page).getByRole('row').first().dblclick()
    await page.getByRole('region', { name: 'Verdict' }).getByText('everything examined').waitFor()
    await page.getByRole('button', { name: 'List all files with this code' }).click()
    await page.getByText(`${TENTH} files of ${COUNT} listed`).waitFor()
    await page.getByTitle('List the others again').click()
  })

  test('what is listed is saved for spreadsheets and as lines of JSON', async () => {
    const { page } = opened
    await page.getByRole('button', { name: /^Malicious/u }).click()
    const csv = await saved(page, 'CSV')
    expect(csv.split('\r\n')).toHaveLength(TENTH + 2)
    expect(csv).toContain('many/file-0.json')
    const lines = (await saved(page, 'JSONL')).trim().split('\n')
    expect(lines).toHaveLength(TENTH)
    expect(lines[0]).toMatch(
      /^\{"id":"many\/file-0\.json","type":"model-json","contains_code":true,"extracted_encoded_code":"4w/u,
    )
    await page.getByRole('button', { name: /^Malicious/u }).click()
  })

  test('what is noted on a file stands in its row and in what is saved', async () => {
    const { page } = opened
    await page.getByLabel('Words in files').fill('file-20.json')
    await grid(page).getByRole('row').first().dblclick()
    await page.getByRole('region', { name: 'Verdict' }).getByText('everything examined').waitFor()
    await page.keyboard.press('n')
    await page.getByLabel('On this finding').fill('seen in May')
    await page.getByRole('button', { name: 'Done' }).click()
    await page.keyboard.press('Escape')
    await page.getByLabel('has a note').waitFor()
    expect(await saved(page, 'CSV')).toMatch(/,seen in May\r\n$/u)
    await page.getByLabel('Words in files').fill('')
  })

  test('two that are marked are compared, and the table comes back', async () => {
    const { page } = opened
    for (const name of ['file-2.json', 'file-20.json']) {
      await page.getByLabel('Words in files').fill(name)
      await page.getByLabel(`Mark ${name}`, { exact: true }).check()
    }
    await page.getByRole('button', { name: 'Compare the two marked files' }).click()
    await page.getByRole('region', { name: 'Before' }).getByText('Benign code').waitFor()
    await page.getByRole('region', { name: 'After' }).getByText('Malicious').waitFor()
    await page.getByText(/^Different: \d+ findings?/u).waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('2 files marked').waitFor()
    for (const name of ['file-2.json', 'file-20.json']) {
      await page.getByLabel('Words in files').fill(name)
      await page.getByLabel(`Mark ${name}`, { exact: true }).uncheck()
    }
    await page.getByLabel('Words in files').fill('')
  })

  test('what is removed is put back with Ctrl Z', async () => {
    const { page } = opened
    await page.getByLabel('Words in files').fill('file-5.json')
    await page.getByText(`1 file of ${COUNT} listed`).waitFor()
    await grid(page).focus()
    await page.keyboard.press('Space')
    await page.getByText('1 file marked').waitFor()
    await page.keyboard.press('Delete')
    await page.getByText('Removed file-5.json from the table.').waitFor()
    await page.getByText(`0 files of ${COUNT - 1} listed`).waitFor()
    await page.getByRole('button', { name: 'List all' }).focus()
    await page.keyboard.press('Control+z')
    await page.getByText(`1 file of ${COUNT} listed`).waitFor()
    await page.getByLabel('Words in files').fill('')
    await ended(page).waitFor()
  })

  test('files and commands are found by words, and the sheet has every key', async () => {
    const { page } = opened
    await grid(page).focus()
    await page.keyboard.press('>')
    await page.getByRole('option', { name: /Light or dark theme/u }).waitFor()
    await page.getByRole('dialog').getByRole('combobox').fill('file-9.json')
    await page.getByRole('option', { name: /file-9\.json/u }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('?')
    await page.getByRole('dialog').getByText('Undo the last setting aside or removal').waitFor()
    await page.keyboard.press('Escape')
  })

  // Anew when it fails: a busy machine makes it slower, the page itself does so each time.
  test(
    'nothing in the table takes longer than a tenth of a second to be seen',
    { retry: 2 },
    async () => {
      const { page } = opened
      await page.evaluate(() => {
        const slowest = new Map<unknown, number>() // what is pressed or typed; not what is hovered over
        Object.assign(window, { slowest })
        const options = { type: 'event', durationThreshold: 16 } // ms, the least that browsers tell of
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            const id: unknown = Reflect.get(entry, 'interactionId')
            if (id !== 0) slowest.set(id, Math.max(entry.duration, slowest.get(id) ?? 0))
          }
        }).observe(options)
      })
      await page.getByLabel('Words in files').pressSequentially('file-1', { delay: 60 })
      await page.getByLabel('Words in files').fill('')
      await page.getByRole('button', { name: 'Size', exact: true }).click()
      await page.getByRole('button', { name: 'Name', exact: true }).click()
      await grid(page).focus()
      for (const key of ['End', 'Home', 'PageDown', 'Space', 'ArrowDown', 'Space'])
        await page.keyboard.press(key, { delay: 40 })
      await page.waitForTimeout(300)
      const durations: readonly number[] = await page.evaluate('[...window.slowest.values()]')
      const slowest = durations.toSorted((a, b) => b - a)
      console.info(`${COUNT} rows: slowest interactions to next paint, ms: ${slowest.join(', ')}`)
      expect(slowest.length).toBeGreaterThan(5)
      expect(slowest[1]).toBeLessThan(100) // the machine may do something else once
    },
  )

  test('the table and the question before forgetting have no fault that axe finds, in both themes', async () => {
    const { page } = opened
    for (const theme of ['Light theme', 'Dark theme']) {
      await page.getByRole('button', { name: theme }).click()
      await checkWithAxe(page, `the table, ${theme}`)
      if (process.env['LAMBDASCOPE_PICTURES'] !== undefined)
        await page.screenshot({ path: `${process.env['LAMBDASCOPE_PICTURES']}/table-${theme}.png` })
    }
    await page.getByLabel('Group by').selectOption('code')
    await checkWithAxe(page, 'groups')
    if (process.env['LAMBDASCOPE_PICTURES'] !== undefined)
      await page.screenshot({ path: `${process.env['LAMBDASCOPE_PICTURES']}/groups.png` })
    await page.getByLabel('Group by').selectOption('none')
    await page
      .getByRole('button', { name: 'Forget everything that is kept in this browser' })
      .click()
    await checkWithAxe(page, 'forgetting')
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.keyboard.press('Control+k')
    await checkWithAxe(page, 'finding')
    await page.keyboard.press('Escape')
  })

  test('the table survives a reload, and a file that is dropped again can be opened', async () => {
    const { page } = opened
    await page.waitForTimeout(1_000) // rows are written now and then
    await page.reload()
    await page
      .getByText(`${SHOWN} files. All are of former visits: drop one again to open it.`)
      .waitFor()
    await page.getByRole('button', { name: `Malicious ${TENTH}` }).waitFor()
    if (process.env['LAMBDASCOPE_PICTURES'] !== undefined)
      await page.screenshot({ path: `${process.env['LAMBDASCOPE_PICTURES']}/former.png` })
    await page.getByLabel('Words in files').fill('file-20.json')
    await page.getByLabel('has a note').waitFor()
    await page.getByLabel('Words in files').fill('')
    await grid(page).focus()
    await page.keyboard.press('?') // a dialog does not stop what is dropped
    await dropFiles(page, [join(many, 'file-0.json')])
    await page.getByRole('region', { name: 'Verdict' }).getByText('everything examined').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.keyboard.press('Escape')
    await page.getByText(`${SHOWN} files. Enter opens one, Escape comes back here.`).waitFor()
    await page.getByText('of former visits: drop one again to open it.').waitFor()
  })

  test('after forgetting everything nothing of ours is left, and that is said', async () => {
    const { page } = opened
    await page.evaluate(() => {
      localStorage.setItem('other', 'of another page')
      sessionStorage.setItem('lambdascope.hub-token', 'hf_x')
    })
    expect((await kept(page)).join(' ')).toMatch(/lambdascope\.notes\.[0-9a-f]{64}.*hub-token/u)
    await page
      .getByRole('button', { name: 'Forget everything that is kept in this browser' })
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Forget everything' }).click()
    await page.getByText('Everything that this page kept in this browser is forgotten.').waitFor()
    await page.getByText('Drop a model.').waitFor()
    expect(await kept(page)).toEqual(['lambdascope: 0 rows', 'other'])
    await page.reload()
    await page.getByText('Drop a model.').waitFor()
    expect(await grid(page).count()).toBe(0)
    expectQuiet(opened)
  })
})

test('where the browser keeps nothing the table works, and that is said once', async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError')
      },
    })
  })
  await page.goto(inject('address'))
  await page.getByText('This browser keeps nothing here').waitFor()
  await dropFiles(
    page,
    ['file-0.json', 'file-2.json'].map((name) => join(many, name)),
  )
  await page.getByText('2 files. Enter opens one').waitFor()
  await context.close()
})

/** Whether nothing ended for two seconds: what was begun before the pause comes to its end. */
async function standsStill(page: Page): Promise<boolean> {
  const progress = page.getByText(`of ${SHOWN} · paused`)
  const before = await progress.textContent()
  await page.waitForTimeout(2_000)
  return (await progress.textContent()) === before
}

/** The rows in each database, and the keys of both storages. */
function kept(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const names = (await indexedDB.databases()).flatMap(({ name }) => name ?? [])
    const counted = names.map(
      (name) =>
        new Promise<string>((resolve) => {
          const opening = indexedDB.open(name)
          opening.onsuccess = () => {
            const counting = opening.result.transaction('rows').objectStore('rows').count()
            counting.onsuccess = () => {
              opening.result.close()
              resolve(`${name}: ${counting.result} rows`)
            }
          }
        }),
    )
    const keys = [...Object.keys(localStorage), ...Object.keys(sessionStorage)]
    return [...(await Promise.all(counted)), ...keys]
  })
}

async function saved(page: Page, form: 'CSV' | 'JSONL'): Promise<string> {
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: `as ${form}` }).click()
  return readFileSync(await (await coming).path(), 'utf8')
}

async function checkWithAxe(page: Page, state: string): Promise<void> {
  await page.evaluate(AXE)
  const faults: unknown = await page.evaluate(
    `axe.run(document).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ html }) => html.slice(0, 200)).join(' | ')))`,
  )
  expect(faults, state).toEqual([])
}
