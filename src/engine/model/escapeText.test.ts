import { expect, test } from 'vitest'
import { escapeText, shorten, toPieces } from './escapeText.ts'

test('controls, bidirectional and zero-width characters become visible escapes', () => {
  expect(escapeText('a\u0000b\u001b[31m')).toBe('a\\x00b\\x1b[31m')
  expect(escapeText('exe\u202Egpj.h5')).toBe('exe\\u202egpj.h5')
  expect(escapeText('la\u200Byer\uFEFF')).toBe('la\\u200byer\\ufeff')
  expect(escapeText('one\r\ntwo\tthree')).toBe('one\\r\\ntwo\\tthree')
  expect(escapeText('tag\u{E0041}')).toBe('tag\\u{e0041}')
})

test('spaces that are not the plain space, fillers and lone surrogates become visible escapes', () => {
  expect(escapeText('a\u00A0b\u3000c d')).toBe('a\\xa0b\\u3000c d')
  expect(escapeText('x\u3164y\uD800')).toBe('x\\u3164y\\ud800')
})

test('letters of any script, markup and property names stay as they are', () => {
  for (const text of ['слой', '层', 'שכבה', '<img src=x onerror=alert(1)>', '__proto__', '😀', ''])
    expect(escapeText(text)).toBe(text)
})

test('an escape is told from the same characters written out', () => {
  expect(toPieces('\\x00\u0000')).toEqual([
    { text: '\\x00', isEscape: false },
    { text: '\\x00', isEscape: true },
  ])
})

test('long text is shortened in the middle and keeps both ends', () => {
  expect(shorten('abcdefghij', 10)).toBe('abcdefghij')
  expect(shorten('abcdefghijk', 5)).toBe('ab…jk')
  expect(shorten('😀😀😀😀', 3)).toBe('😀…😀')
  expect(shorten('x'.repeat(1_000_000), 40)).toHaveLength(40)
})
