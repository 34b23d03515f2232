import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { comparableText } from '../../../../scripts/roundtrip/comparableText.ts'
import { cpython } from './cpython.ts'

// What `dis.dis` of each CPython printed: our own fixtures, and the larger set beside the repository.
const FOLDERS = [
  new URL('fixtures/', import.meta.url),
  new URL('../../../../../shared/golden/cpython/', import.meta.url),
]

// About 450 functions of the standard library of each version, with what its `dis` prints.
const STDLIB = new URL('../../../../../shared/golden/stdlib/', import.meta.url)

/** How many must be told to be of one version alone (in per cent): more is not in the bytes. */
const UNIQUE: readonly (readonly [version: string, percent: number])[] = [
  ['2.7', 100],
  ['3.6', 55],
  ['3.7', 55],
  ['3.8', 30],
  ['3.9', 25],
  ['3.10', 100],
  ['3.11', 95],
  ['3.12', 95],
  ['3.13', 100],
  ['3.14', 100],
]

interface Golden {
  readonly id?: string
  readonly b64: string
  readonly dis: string
}

for (const folder of FOLDERS)
  describe.skipIf(!existsSync(folder))(folder.pathname.split('/').slice(-4, -1).join('/'), () => {
    for (const [name, version] of goldenFiles(folder))
      test(`${name} prints as dis of CPython ${version} does, and is told to be of it`, () => {
        const goldens = read(new URL(name, folder))
        expect(goldens.length).toBeGreaterThan(10)
        for (const golden of goldens) check(golden, version)
      })
  })

describe.skipIf(!existsSync(STDLIB))('functions of the standard library', () => {
  for (const [version, wanted] of UNIQUE)
    test(`of ${version} print as its dis prints them, and are told to be of it`, () => {
      const goldens = readZipped(new URL(`${version}.json.gz`, STDLIB))
      let [equal, told, unique] = [0, 0, 0]
      for (const { b64, dis } of goldens) {
        const payload = Buffer.from(b64, 'base64')
        const { python } = cpython.decode(payload)
        if (comparableText(cpython.decode(payload, version).disassembly) === comparableText(dis))
          equal++
        if (python.includes(version) && python.length <= 2) told++
        if (python.length === 1) unique++
      }
      const percent = (count: number) => (100 * count) / goldens.length
      console.log(
        `${version.padEnd(5)} ${goldens.length} functions: dis ${percent(equal).toFixed(1)} %, ` +
          `version in the set ${percent(told).toFixed(1)} %, alone ${percent(unique).toFixed(1)} %`,
      )
      expect(equal).toBe(goldens.length)
      expect(told).toBe(goldens.length)
      expect(percent(unique)).toBeGreaterThanOrEqual(wanted)
    })
})

function goldenFiles(folder: URL): readonly (readonly [string, string])[] {
  const names = existsSync(folder) ? readdirSync(folder) : []
  return names.flatMap((name) => {
    const version = /^(?:snippets-|names-)?(\d\.\d+)\.json$/.exec(name)?.[1]
    return version === undefined ? [] : [[name, version] as const]
  })
}

function check({ id, b64, dis }: Golden, version: string): void {
  const payload = Buffer.from(b64, 'base64')
  const listing = cpython.decode(payload, version)
  expect(comparableText(listing.disassembly), id).toBe(comparableText(dis))
  expect(listing.lines, id).toHaveLength(listing.disassembly.split('\n').length - 1)
  expect(listing.codeBytes, id).toBe(payload.length)
  expect(listing.faults, id).toEqual([])
  const { python } = cpython.decode(payload)
  expect(python, id).toContain(version)
  expect(python.length, id).toBeLessThanOrEqual(2)
}

function read(url: URL): readonly Golden[] {
  return goldensIn(readFileSync(url, 'utf8'))
}

function readZipped(url: URL): readonly Golden[] {
  return goldensIn(gunzipSync(readFileSync(url)).toString())
}

function goldensIn(text: string): readonly Golden[] {
  const rows: unknown = JSON.parse(text)
  return Array.isArray(rows) ? rows.filter(isGolden) : []
}

/** Snippets that a version cannot compile have no payload. */
function isGolden(row: unknown): row is Golden {
  return typeof row === 'object' && row !== null && 'b64' in row && 'dis' in row
}
