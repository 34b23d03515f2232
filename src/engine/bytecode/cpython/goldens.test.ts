import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cpython } from './cpython.ts'

// What `dis.dis` of each CPython printed: our own fixtures, and the larger set beside the repository.
const FOLDERS = [
  new URL('fixtures/', import.meta.url),
  new URL('../../../../../shared/golden/cpython/', import.meta.url),
]

interface Golden {
  readonly id: string
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
  expect(comparable(listing.disassembly), id).toBe(comparable(dis))
  expect(listing.lines, id).toHaveLength(listing.disassembly.split('\n').length - 1)
  expect(listing.codeBytes, id).toBe(payload.length)
  expect(listing.faults, id).toEqual([])
  const { python } = cpython.decode(payload)
  expect(python, id).toContain(version)
  expect(python.length, id).toBeLessThanOrEqual(2)
}

function read(url: URL): readonly Golden[] {
  const rows: unknown = JSON.parse(readFileSync(url, 'utf8'))
  return Array.isArray(rows) ? rows.filter(isGolden) : []
}

/** Snippets that a version cannot compile have no payload. */
function isGolden(row: unknown): row is Golden {
  return typeof row === 'object' && row !== null && 'id' in row && 'b64' in row && 'dis' in row
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
