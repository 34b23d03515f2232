import { expect, test } from 'vitest'
import { beginsLikeCode, decodeCode } from './decodeCode.ts'

// Headers as marshal writes them: type, four-byte numbers, then the bytecode as a string.
// https://github.com/python/cpython/blob/v3.12.0/Python/marshal.c (w_object of a code object)

const FLAGS = 0x43

test.each([
  ['2.7', [1, 1, 2, FLAGS], 'c', 't'],
  ['3.4 to 3.7', [1, 0, 1, 2, FLAGS], '\u00e3', 's'],
  ['3.8 to 3.10', [1, 0, 0, 1, 2, FLAGS], '\u00e3', '\u00f3'],
  ['3.11 and later', [1, 0, 0, 2, FLAGS], '\u00e3', '\u00f3'],
])('bytes begin like code of CPython %s', (_version, numbers, type, string) => {
  expect(beginsLikeCode(header(numbers, { type, string }))).toBe(true)
})

test.each([
  ['another type', [1, 0, 1, 2, FLAGS], { type: '(' }],
  ['a negative count', [-1, 0, 1, 2, FLAGS], {}],
  ['flags that no version has', [1, 0, 1, 2, 0x4000000], {}],
  ['bytecode that is no string', [1, 0, 1, 2, FLAGS], { string: '(' }],
])('bytes with %s do not', (_what, numbers, pieces) => {
  expect(beginsLikeCode(header(numbers, pieces))).toBe(false)
})

const CODE = header([1, 0, 1, 2, FLAGS])
const RAW = String.fromCharCode(...CODE)
const BASE64 = Buffer.from(CODE).toString('base64')

test('text is read as base64, and as one character a byte, whichever makes code', () => {
  const read = (text: string) =>
    decodeCode(text, false).map(({ encoding, bytes }) => [encoding, bytes])
  expect(read(BASE64)).toEqual([['base64', CODE]])
  expect(read(RAW)).toEqual([['raw-unicode-escape', CODE]])
  expect(read('a name that begins with c or Y')).toEqual([])
})

test('what Python skips in base64 does not hide code, and is told', () => {
  const text = `!${BASE64.slice(0, 7)}-_${BASE64.slice(7)}`
  expect(decodeCode(text, false)).toEqual([
    {
      encoding: 'base64',
      bytes: CODE,
      oddities: ['3 characters in it are not base64; Python skips them'],
    },
  ])
})

test('in a place that holds nothing but code the first byte is enough', () => {
  const damaged = CODE.with(20, 0xff)
  const text = Buffer.from(damaged).toString('base64')
  expect(decodeCode(text, false)).toEqual([])
  expect(decodeCode(text, true)).toEqual([{ encoding: 'base64', bytes: damaged, oddities: [] }])
})

function header(
  numbers: readonly number[],
  { type = '\u00e3', string = 's' }: { type?: string; string?: string } = {},
): Uint8Array {
  const words = new Uint8Array(new Int32Array(numbers).buffer)
  const bytecode = [...Array.from({ length: 8 }, () => 0x53)]
  return Uint8Array.from([
    type.charCodeAt(0),
    ...words,
    string.charCodeAt(0),
    bytecode.length,
    0,
    0,
    0,
    ...bytecode,
  ])
}
