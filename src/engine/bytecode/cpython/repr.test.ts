import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readMarshal } from '../../encodings/marshal/readMarshal.ts'
import { printableIn } from '../../encodings/python-repr/printable.ts'
import { Repr } from './repr.ts'

// Made by scripts/opcodes/snippets.py: each constant in each version of marshal, and what repr of it was.
for (const [python, unicode] of [
  ['2.7', 8],
  ['3.6', 9],
  ['3.13', 15.1],
] as const)
  test(`constants are printed as repr of Python ${python} prints them`, () => {
    const isTwo = python === '2.7'
    const rules = { isTwo, isPrintable: printableIn(unicode) }
    const rows = read(python)
    expect(rows.length).toBeGreaterThan(200)
    for (const { id, b64, repr } of rows) {
      const { root, faults, length } = readMarshal(
        Buffer.from(b64, 'base64'),
        isTwo ? '2.3' : '3.8',
      )
      expect(faults, id).toEqual([])
      expect(length, id).toBe(Buffer.from(b64, 'base64').length)
      expect(new Repr(rules).of(root), id).toBe(repr)
    }
  })

test('an integer of a million digits is named by its size, at once', () => {
  const digits = new Array<number>(2 * 220_000).fill(0x7f)
  const count = [...new Uint8Array(new Int32Array([220_000]).buffer)]
  const { root } = readMarshal(new Uint8Array([0x6c, ...count, ...digits]), '3.8')
  const text = new Repr({ isTwo: false, isPrintable: () => true }).of(root)
  expect(text).toMatch(/^<int of about \d+ bits>$/)
})

test('tuples that share each other do not grow without end', () => {
  // ((x, x), (x, x)) forty deep: a slot for each tuple, of which the next refers to the last one twice
  let bytes = [0x4e]
  for (let depth = 0; depth < 40; depth++)
    bytes = [0xa9, 2, ...bytes, 0x72, 39 - depth + 1, 0, 0, 0]
  const repr = new Repr({ isTwo: false, isPrintable: () => true }, 100_000)
  expect(repr.of(readMarshal(new Uint8Array(bytes), '3.8').root).length).toBeLessThan(500_000)
})

interface Row {
  readonly id: string
  readonly b64: string
  readonly repr: string
}

function read(python: string): readonly Row[] {
  const url = new URL(`fixtures/constants-${python}.json`, import.meta.url)
  const rows: unknown = JSON.parse(readFileSync(url, 'utf8'))
  return Array.isArray(rows) ? rows.filter(isRow) : []
}

function isRow(row: unknown): row is Row {
  return typeof row === 'object' && row !== null && 'b64' in row && 'repr' in row
}
