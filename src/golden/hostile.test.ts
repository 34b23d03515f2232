import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { analyzeContent, analyzeStructure, type Report } from '../engine/index.ts'
import { allFixtures, uploadOf } from './fixtures.ts'

// Every fixture, cut and flipped: a report comes, in time, and never a fault of ours. Here the engine reads alone;
// what the HDF5 library does with broken files is tried in threads that can be ended, in e2e/hostile.test.ts.

const EVERY_BYTE_UP_TO = 512
const SAMPLES = 120
const MOST_MS = 2_000
/** Two archives in one: its first half is a whole and clean archive. */
const WHOLE_WHEN_CUT = 'twice.zip'

describe.each(
  allFixtures().map((fixture) => [`${fixture.format}/${fixture.name}`, fixture] as const),
)('%s', (_name, { name, path }) => {
  const bytes = readFileSync(path)

  test('cut short at any length it gives a report, and a cut file with findings is never clean', () => {
    const whole = reportOf(name, bytes)
    for (const length of offsets(bytes.length)) {
      const report = timedReport(name, bytes.subarray(0, length))
      if (isAlarming(whole) && report.complete && name !== WHOLE_WHEN_CUT)
        expect([length, report.verdict]).not.toEqual([length, 'clean'])
    }
  })

  test('with any byte flipped it gives a report', () => {
    for (const offset of offsets(bytes.length)) {
      const mutant = Uint8Array.from(bytes)
      mutant[offset] = 0xff ^ (mutant[offset] ?? 0)
      timedReport(name, mutant)
    }
  })
})

function isAlarming({ verdict }: Report): boolean {
  return verdict !== 'clean' && verdict !== 'benign-code'
}

function timedReport(name: string, bytes: Uint8Array): Report {
  const began = performance.now()
  const report = reportOf(name, bytes)
  expect(performance.now() - began).toBeLessThan(MOST_MS)
  expect(report.problems.filter(({ kind }) => kind === 'bug')).toEqual([])
  return report
}

function reportOf(name: string, bytes: Uint8Array): Report {
  const first = end(analyzeStructure(uploadOf(name, bytes), { hdf5: null }))
  return end(analyzeContent(first, { hdf5: null }, { yara: null, rules: [] })).report
}

function end<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** All of a small file; of a larger one a fixed sample, its first and last bytes among them. */
function offsets(size: number): readonly number[] {
  if (size <= EVERY_BYTE_UP_TO) return Array.from({ length: size }, (_, index) => index)
  const picked = new Set<number>()
  for (let seed = 12_345; picked.size < SAMPLES; seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31)
    picked.add(seed % size)
  for (let index = 0; index < 64; index += 1) picked.add(index).add(size - 1 - index)
  return [...picked]
}
