import { mkdirSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allGoldens } from './goldens.ts'
import { fuzzCase } from './fuzzCase.ts'
import type { FuzzCase } from './Made.ts'
import { tryCase } from './tryCase.ts'

// `npm run fuzz` sets these: how many cases, from which seed, and where to keep what failed.
const CASES = Number(process.env['FUZZ_CASES'] ?? 2_000)
const SEED = Number(process.env['FUZZ_SEED'] ?? 1)
const FOLDER = process.env['FUZZ_FOLDER']

const MAX_MS = 1_000
const MAX_MEMORY = 1.5 * 2 ** 30 // bytes, of the whole process with its tests
const BATCH = 500

interface Tally {
  cases: number
  worstMs: number
  failures: number
  readonly statuses: Map<string, number>
}

test('whatever a payload holds, it is read in time or refused', { timeout: 7_200_000 }, () => {
  const tallies = new Map<string, Tally>()
  const failures = new Map<string, string>()
  for (const fuzzed of cases()) {
    note(fuzzed)
    const { listing, ms, failure } = tryCase(fuzzed.payload, fuzzed.python)
    const tally = tallyOf(tallies, fuzzed.kind)
    const status = listing?.sourceStatus ?? 'refused'
    tally.cases++
    tally.worstMs = Math.max(tally.worstMs, ms)
    tally.statuses.set(status, (tally.statuses.get(status) ?? 0) + 1)
    const message = failure ?? (ms > MAX_MS ? `over ${MAX_MS} ms` : null)
    if (message === null) continue
    tally.failures++
    if (!failures.has(message))
      failures.set(message, keep(fuzzed, failures.size, `${message}, ${ms} ms`))
  }
  if (FOLDER !== undefined) print(tallies)
  expect(Object.fromEntries(failures)).toEqual({})
  expect(process.resourceUsage().maxRSS * 1_024).toBeLessThan(MAX_MEMORY)
})

function* cases(): Generator<FuzzCase> {
  const any = fuzzCase(allGoldens())
  for (let done = 0; done < CASES; done += BATCH)
    yield* fc.sample(any, { numRuns: Math.min(BATCH, CASES - done), seed: SEED + done })
}

function tallyOf(tallies: Map<string, Tally>, kind: string): Tally {
  const tally = tallies.get(kind) ?? { cases: 0, worstMs: 0, failures: 0, statuses: new Map() }
  tallies.set(kind, tally)
  return tally
}

/** The case at hand, for whoever ends a run that hangs. */
function note({ payload, python }: FuzzCase): void {
  if (FOLDER === undefined) return
  writeFileSync(`${FOLDER}/current.b64`, Buffer.from(payload).toString('base64'))
  writeFileSync(`${FOLDER}/current.python`, python ?? '')
}

/** Where the payload is to be found, or the payload itself. */
function keep({ kind, payload, python = 'any' }: FuzzCase, at: number, message: string): string {
  const b64 = Buffer.from(payload).toString('base64')
  if (FOLDER === undefined) return `${kind}, as ${python}: ${b64}`
  mkdirSync(FOLDER, { recursive: true })
  const name = `${FOLDER}/case-${SEED}-${at}.json`
  writeFileSync(name, JSON.stringify({ kind, python, message, b64 }, null, 2))
  return name
}

function print(tallies: ReadonlyMap<string, Tally>): void {
  for (const [kind, { cases: count, worstMs, failures, statuses }] of tallies) {
    const told = [...statuses].map(([status, number]) => `${status} ${number}`).join(', ')
    console.log(
      `${kind.padEnd(22)} ${String(count).padStart(7)} cases, worst ${worstMs.toFixed(0)} ms, ${failures} failures; ${told}`,
    )
  }
  const memory = (process.resourceUsage().maxRSS / 1_024).toFixed(0)
  console.log(`seed ${SEED}, peak memory ${memory} MiB`)
}
