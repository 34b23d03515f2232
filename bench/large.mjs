// A 3 GB model of 120 datasets and one of 325 MB and 1,600, dropped on a fresh page and on a warm one.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { dropAndWait, openMeasured, peakMemory, withBrowser } from './browser.mjs'
import { ensureModels, FOLDER, PYTHON } from './models.mjs'
import { bytesRow, peerRow, timeRow } from './row.mjs'

const FRESH_MS = 1_000
const WARM_MS = 500
const MOST_READ = 8 * 2 ** 20
const MOST_MEMORY = 250 * 2 ** 20

export const title = 'Large models dropped in Chromium: the first verdict'

export async function measure() {
  ensureModels()
  const rows = []
  for (const [name, file] of [
    ['3 GB, 120 datasets', 'big-3g.h5'],
    ['325 MB, 1,600 datasets', 'big-325m.h5'],
  ])
    rows.push(...(await withBrowser((served) => measureFile(served, name, resolve(FOLDER, file)))))
  return rows
}

async function measureFile({ browser, address }, name, path) {
  const { page } = await openMeasured(browser, address)
  const empty = await peakMemory(browser)
  const fresh = await dropAndWait(page, path)
  const memory = (await peakMemory(browser)) - empty
  await page
    .getByRole('button', { name: /^Cancel/ })
    .first()
    .click()
    .catch(() => undefined)
  const small = resolve(FOLDER, 'graph-100.json')
  await dropAndWait(page, small, { last: true })
  const warm = await dropAndWait(page, path)
  const native = nativeMs(path)
  return [
    timeRow(`${name}: fresh page`, fresh.ms, FRESH_MS),
    timeRow(`${name}: warm page`, warm.ms, WARM_MS),
    bytesRow(`${name}: read for it`, fresh.bytesRead, MOST_READ),
    bytesRow(`${name}: memory above empty`, memory, MOST_MEMORY),
    peerRow(`${name}: warm page`, warm.ms, { name: 'h5py, import and read', value: native }, 'ms'),
  ]
}

/** The same attributes by native h5py, from the start of the process. */
function nativeMs(path) {
  const program = `import h5py,sys; f=h5py.File(sys.argv[1],'r'); len(f.attrs['model_config']); f.attrs['keras_version']`
  const began = performance.now()
  spawnSync(PYTHON, ['-c', program, path])
  return performance.now() - began
}
