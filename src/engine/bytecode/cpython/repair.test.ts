import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cpython } from './cpython.ts'

const LINE_FEED = 0x0a

test('a payload that was moved as text is read without the carriage returns, and that is told', () => {
  for (const version of ['2.7', '3.6', '3.9', '3.10', '3.12', '3.14'])
    for (const payload of payloadsOf(version)) {
      if (!payload.includes(LINE_FEED)) continue
      const damaged = Uint8Array.from(
        [...payload].flatMap((byte) => (byte === 0x0a ? [13, 10] : [byte])),
      )
      const listing = cpython.decode(damaged)
      expect(listing.disassembly).toBe(cpython.decode(payload).disassembly)
      expect(listing.faults[0]?.message).toMatch('carriage returns')
      expect(damaged[listing.faults[0]?.offset ?? 0]).toBe(13)
      expect(listing.codeBytes).toBe(damaged.length)
      const bytes = ({ offset, length }: { offset: number; length: number }) =>
        [...damaged.subarray(offset, offset + length)].filter((byte) => byte !== 13)
      for (const text of listing.strings)
        expect(new TextDecoder().decode(Uint8Array.from(bytes(text)))).toBe(text.text)
    }
})

test('backslashes that Keras on Windows made slashes are put back where the code needs them', () => {
  const payload = payloadOf('3.8', 'pair')
  const damaged = payload.map((byte) => (byte === 0x5c ? 0x2f : byte))
  expect(damaged).not.toEqual(payload)
  const listing = cpython.decode(damaged)
  expect(listing.python).toContain('3.8')
  expect(listing.disassembly).toContain('UNPACK_SEQUENCE')
  expect(listing.faults).toHaveLength(1)
  expect(listing.faults[0]?.message).toMatch('slashes as backslashes')
})

test('what has slashes but no such damage is not repaired', () => {
  const payload = payloadOf('3.12', 'manager')
  const broken = Uint8Array.from(payload)
  broken[30] = 0xff
  expect(cpython.decode(broken).faults[0]?.message).not.toMatch('slashes')
})

function payloadOf(version: string, id: string): Uint8Array {
  const row = rowsOf(`names-${version}`).find((each) => each.id === id)
  return Buffer.from(row?.b64 ?? '', 'base64')
}

function payloadsOf(version: string): readonly Uint8Array[] {
  return rowsOf(`snippets-${version}`).map(({ b64 }) => Buffer.from(b64, 'base64'))
}

function rowsOf(name: string): readonly Row[] {
  const text = readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), 'utf8')
  const rows: unknown = JSON.parse(text)
  return Array.isArray(rows) ? rows.filter(isRow) : []
}

interface Row {
  readonly id: string
  readonly b64: string
}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null && 'id' in row && 'b64' in row
}
