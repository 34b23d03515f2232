import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { cpython } from './cpython.ts'

const FOLDERS = [
  new URL('../../../../../shared/golden/cpython/', import.meta.url),
  new URL('fixtures/', import.meta.url),
]

interface Golden {
  readonly id: string
  readonly version: string
  readonly b64?: string
  readonly dis?: string
}

for (const folder of FOLDERS)
  describe.skipIf(!existsSync(folder))(`snippets in ${folder.pathname}`, () => {
    const names = existsSync(folder) ? readdirSync(folder) : []
    for (const name of names.filter((each) => each.endsWith('.json')))
      test(`${name} prints as dis of that Python does, and is told to be of it`, () => {
        for (const { id, version, b64, dis } of read(new URL(name, folder))) {
          if (b64 === undefined || dis === undefined) continue
          const payload = Buffer.from(b64, 'base64')
          const listing = cpython.decode(payload, version)
          expect(comparable(listing.disassembly), id).toBe(comparable(dis))
          expect(listing.lines, id).toHaveLength(listing.disassembly.split('\n').length - 1)
          expect(listing.codeBytes, id).toBe(payload.length)
          expect(listing.faults, id).toEqual([])
          expect(cpython.decode(payload).python, id).toContain(version)
        }
      })
  })

function read(url: URL): readonly Golden[] {
  const rows: readonly Golden[] = JSON.parse(readFileSync(url, 'utf8'))
  return rows
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
