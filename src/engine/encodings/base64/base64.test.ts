import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { decodeBase64 } from './decodeBase64.ts'
import { decodeRawUnicodeEscape } from './decodeRawUnicodeEscape.ts'

type Cases = readonly (readonly [text: string, hex: string | null])[]

function isCases(value: unknown): value is Cases {
  return Array.isArray(value)
}

function golden(name: string): Cases {
  const cases: unknown = JSON.parse(
    readFileSync(new URL(`./fixtures/${name}`, import.meta.url), 'utf8'),
  )
  return isCases(cases) ? cases : []
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

test('base64 is what CPython makes of it, lenient as it is', () => {
  const cases = golden('python-base64.json')
  expect(cases.length).toBeGreaterThan(600)
  const ours = cases.map(([text]) => {
    const result = decodeBase64(text)
    return [text, result.kind === 'decoded' ? hex(result.bytes) : null]
  })
  expect(ours).toEqual(cases)
})

test('raw_unicode_escape is what CPython makes of it', () => {
  const cases = golden('python-raw-unicode-escape.json')
  expect(cases.length).toBeGreaterThan(10)
  expect(cases.map(([text]) => [text, hex(decodeRawUnicodeEscape(text))])).toEqual(cases)
})

test.each([
  ['QUJD\nQUJD\n', 0, 0],
  ['QQ==\n', 0, 0],
  ['QUI=\n', 0, 0],
  ['QU JD', 1, 0],
  ['QUJD=QUJD', 1, 0],
  ['QUJD=', 1, 0],
  ['QQ!=!=', 2, 0],
  ['QQ==QUJD\n', 0, 4],
])('of %j it skips %i characters and leaves %i unread', (text, skipped, unread) => {
  expect(decodeBase64(text)).toMatchObject({ kind: 'decoded', skipped, unread })
})
