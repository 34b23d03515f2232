import { expect, test } from 'vitest'
import { MAX_LINES } from './TextDocument.ts'
import { textLines } from './textLines.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const shown = (text: string): string[] => textLines(utf8(text), 'json').map((line) => line.text)

test('JSON stands on a line for each value, with empty lists and objects in one piece', () => {
  expect(shown('{"a":[1,{"b":[ ]}],"c":{}}')).toEqual([
    '{',
    '  "a": [',
    '    1,',
    '    {',
    '      "b": []',
    '    }',
    '  ],',
    '  "c": {}',
    '}',
  ])
})

test('what is odd in JSON stays: a key that stands twice, NaN, a long number, what is cut off', () => {
  expect(shown('{"a": NaN, "a": 1.00000000000000000001, "b": "x')).toEqual([
    '{',
    '  "a": NaN,',
    '  "a": 1.00000000000000000001,',
    '  "b": "x',
  ])
})

test('brackets, commas and quotes in a text are its own', () => {
  expect(shown(String.raw`["a,]\"{", "\\"]`)).toEqual([
    '[',
    String.raw`  "a,]\"{",`,
    String.raw`  "\\"`,
    ']',
  ])
})

test('every line knows its bytes, also behind characters of more than one byte', () => {
  const bytes = utf8('{"ü": 1, "b": [2]}')
  const lines = textLines(bytes, 'json').map(({ range }) =>
    range === null
      ? null
      : new TextDecoder().decode(bytes.subarray(range.offset, range.offset + range.length)),
  )
  expect(lines).toEqual(['{', '"ü": 1,', '"b": [', '2', ']', '}'])
})

test('closing more than was opened, and a million brackets, are shown as far as there is room', () => {
  expect(shown(']}]')).toEqual([']', '}', ']'])
  const lines = textLines(utf8('['.repeat(1_000_000)), 'json')
  expect(lines).toHaveLength(MAX_LINES + 1)
  expect(lines.at(-1)).toEqual({ text: '… 800,000 more bytes: save it to see all', range: null })
})

test('plain text keeps its lines, and UTF-16 is read as what it says', () => {
  expect(textLines(utf8('a\r\nb\n'), 'text').map(({ text }) => text)).toEqual(['a', 'b'])
  const wide = Uint8Array.of(0xff, 0xfe, 0x7b, 0, 0x7d, 0)
  expect(textLines(wide, 'json')).toEqual([{ text: '{}', range: null }])
})
