import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readPyc } from './readPyc.ts'

test('the header of what each CPython wrote ends where its code object begins', () => {
  const lines = readFileSync(new URL('fixtures/pyc.jsonl', import.meta.url), 'utf8').split('\n')
  const rows = lines.filter((line) => line !== '').map((line): unknown => JSON.parse(line))
  expect(rows.length).toBeGreaterThan(10)
  for (const row of rows.filter(isRow)) {
    const bytes = Buffer.from(row.b64, 'base64')
    const pyc = readPyc(bytes)
    expect(pyc).toMatchObject({ python: row.python, unknownFlags: 0 })
    expect((bytes[pyc?.headerBytes ?? 0] ?? 0) & 0x7f).toBe(0x63)
  }
})

test.each([
  [3310, '3.4', 12],
  [3351, '3.5', 12],
  [3391, '3.7', 12],
  [3392, '3.7', 16],
  [3627, '3.14', 16],
  [3666, '3.15', 16],
  [62211, '2.7', 8],
])('magic number %i is of Python %s and its header has %i bytes', (magic, python, headerBytes) => {
  expect(readPyc(header(magic))).toMatchObject({ magic, python, headerBytes })
})

test('of an unknown magic number the header ends where code seems to begin', () => {
  expect(readPyc(header(336, 12))).toMatchObject({ python: null, headerBytes: 12 })
  expect(readPyc(header(3180, 8))).toMatchObject({ python: null, headerBytes: 8 })
})

test('flags that no CPython sets are told', () => {
  const bytes = header(3495)
  bytes[4] = 0x83
  expect(readPyc(bytes)).toMatchObject({ unknownFlags: 0x80 })
})

test('what does not begin with a magic number, or ends before it, has no header', () => {
  expect(readPyc(Uint8Array.of(0xe3, 0, 0, 0, 0))).toBeNull()
  expect(readPyc(Uint8Array.of(0xa7, 0x0d, 0x0d))).toBeNull()
  expect(readPyc(header(3495).subarray(0, 4))).toMatchObject({ headerBytes: 16, unknownFlags: 0 })
})

/** A header of 16 bytes and an empty rest, with the type of a code object at `codeAt`. */
function header(magic: number, codeAt = 16): Uint8Array {
  const bytes = Uint8Array.from({ length: 20 }, (_, at) => (at === codeAt ? 0xe3 : 0))
  bytes.set([magic & 0xff, magic >> 8, 0x0d, 0x0a])
  return bytes
}

function isRow(row: unknown): row is { readonly python: string; readonly b64: string } {
  return typeof row === 'object' && row !== null && 'python' in row && 'b64' in row
}
