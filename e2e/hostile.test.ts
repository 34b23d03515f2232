import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { createAnalyzer } from '../src/cli/analyzer.ts'
import type { Report } from '../src/engine/index.ts'
import { allFixtures } from '../src/golden/fixtures.ts'

// What the HDF5 library does with broken files: in a thread that is ended after a second of silence.

const MUTANTS = 100 // cut, and as many flipped, for each fixture
const SILENCE_MS = 1_000
const THREAD = pathToFileURL('dist/cli/analysisThread.js')

const folder = mkdtempSync(join(tmpdir(), 'lambdascope-'))
const analyzer = createAnalyzer(THREAD, SILENCE_MS)
const fixtures = allFixtures().filter(({ format }) => /hdf5|keras-zip|base64/u.test(format))

afterAll(async () => {
  await analyzer.close()
  rmSync(folder, { recursive: true })
})

describe.each(fixtures.map((fixture) => [`${fixture.format}/${fixture.name}`, fixture] as const))(
  '%s',
  (_name, { path, name }) => {
    const bytes = readFileSync(path)

    test('cut and flipped it gives a report through the HDF5 library, or is ended and says so', async () => {
      for (const mutant of mutantsOf(bytes)) {
        const { problems } = await analyse(name, mutant)
        expect(problems.filter(({ kind }) => kind === 'bug')).toEqual([])
      }
    }, 300_000)
  },
)

async function analyse(name: string, bytes: Uint8Array): Promise<Report> {
  const diskPath = join(folder, 'mutant')
  writeFileSync(diskPath, bytes)
  const wish = { content: true, yara: false, rules: '' }
  const order = { name, isFolder: false, files: [{ path: name, diskPath }], wish }
  return (await analyzer.analyze(order, bytes.length)).report
}

function* mutantsOf(bytes: Uint8Array): Generator<Uint8Array> {
  let seed = 4_711
  for (let index = 0; index < MUTANTS; index += 1) {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31
    const offset = seed % bytes.length
    yield bytes.subarray(0, offset)
    const flipped = Uint8Array.from(bytes)
    flipped[offset] = 0xff ^ (flipped[offset] ?? 0)
    yield flipped
  }
}
