import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ParseError } from '../../bytes/ParseError.ts'
import { readTable } from './readTable.ts'

const ascii = (text: string): number[] => [...new TextEncoder().encode(text)]
const MAGIC = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb]
const RESTARTS = [0, 0, 0, 0, 1, 0, 0, 0] // one, at 0
const TRAILER = [0, 0, 0, 0, 0]

/** A table of one data block: its entries, then an index of one entry, then the footer. */
function table(entries: readonly number[], compression = 0): Uint8Array {
  const data = [...entries, ...RESTARTS]
  const index = [0, 1, 2, ...ascii('z'), 0, data.length, ...RESTARTS]
  const indexAt = data.length + TRAILER.length
  const handles = [indexAt, 8, indexAt, index.length] // no filters: their block is not looked at
  const footer = [...handles, ...Array<number>(40 - handles.length).fill(0), ...MAGIC]
  return Uint8Array.from([...data, compression, 0, 0, 0, 0, ...index, ...TRAILER, ...footer])
}

const TWO = [0, 3, 1, ...ascii('ab/'), 7, 2, 1, 1, ...ascii('c'), 8] // ab/ → 7, abc → 8

test('a key takes over the beginning of the one before it', () => {
  expect([...readTable(table(TWO))]).toEqual([
    { key: 'ab/', value: Uint8Array.of(7), offset: 6 },
    { key: 'abc', value: Uint8Array.of(8), offset: 11 },
  ])
})

test.each([
  ['a table without a footer', new Uint8Array(20), 'a table of 20 bytes has no footer'],
  ['a table that ends otherwise', table(TWO).with(-1, 0), 'does not end as one does'],
  ['a compressed block', table(TWO, 1), 'compression 1'],
  ['a key that takes over more than there is', table([5, 1, 1, 97, 7]), '5 of 0 bytes of a key'],
  ['a value that is not there', table([0, 1, 100, 97]), '100 bytes wanted'],
  ['more restarts than bytes', table([...TWO, 0, 0, 0]).fill(0xff, 18, 22), 'restarts in a block'],
])('%s is an error of the file', (_, bytes, message) => {
  const read = (): unknown => [...readTable(bytes)]
  expect(read).toThrow(ParseError)
  expect(read).toThrow(message)
})

describe('an index that TensorFlow wrote', () => {
  const fixtures = join(import.meta.dirname, '..', '..', 'formats', 'tensorflow-parts', 'fixtures')
  const bytes = new Uint8Array(readFileSync(join(fixtures, 'variables.index')))

  test('lists its keys in order', () => {
    expect([...readTable(bytes)].map(({ key }) => key)).toEqual([
      '',
      '_CHECKPOINTABLE_OBJECT_GRAPH',
      'factor/.ATTRIBUTES/VARIABLE_VALUE',
    ])
  })

  test('cut or flipped anywhere it gives entries or a fault of the file', () => {
    for (let at = 0; at < bytes.length; at += 1) {
      expectNoBug(bytes.slice(0, at))
      for (const mask of [0x01, 0x80, 0xff]) expectNoBug(bytes.with(at, (bytes[at] ?? 0) ^ mask))
    }
  })
})

function expectNoBug(bytes: Uint8Array): void {
  try {
    for (const entry of readTable(bytes)) expect(entry.offset).toBeLessThanOrEqual(bytes.length)
  } catch (error) {
    expect(error).toBeInstanceOf(ParseError)
  }
}
