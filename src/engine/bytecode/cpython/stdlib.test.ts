import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { cpython } from './cpython.ts'

// About 450 functions of the standard library of each version, with what its `dis` prints.
const FOLDER = new URL('../../../../../shared/golden/stdlib/', import.meta.url)

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
  readonly b64: string
  readonly dis: string
}

describe.skipIf(!existsSync(FOLDER))('functions of the standard library', () => {
  for (const [version, wanted] of UNIQUE)
    test(`of ${version} print as its dis prints them, and are told to be of it`, () => {
      const goldens = read(version)
      let [equal, told, unique] = [0, 0, 0]
      for (const { b64, dis } of goldens) {
        const payload = Buffer.from(b64, 'base64')
        const { python } = cpython.decode(payload)
        if (comparable(cpython.decode(payload, version).disassembly) === comparable(dis)) equal++
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

function read(version: string): readonly Golden[] {
  const text = gunzipSync(readFileSync(new URL(`${version}.json.gz`, FOLDER))).toString()
  const rows: unknown = JSON.parse(text)
  return Array.isArray(rows) ? rows.filter(isGolden) : []
}

function isGolden(row: unknown): row is Golden {
  return typeof row === 'object' && row !== null && 'b64' in row && 'dis' in row
}

/** Without what no file can say: addresses, and the order inside a frozenset. */
function comparable(text: string): string {
  return text
    .replace(/at 0x[0-9a-fA-F]+/g, 'at 0x0')
    .replace(
      /frozenset\(([{[])(.*?)([}\]])\)/g,
      (_, open: string, items: string, close: string) => {
        return `frozenset(${open}${items.split(', ').sort().join(', ')}${close})`
      },
    )
}
