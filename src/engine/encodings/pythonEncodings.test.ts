import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ParseError } from '../bytes/ParseError.ts'
import { decodeBase32 } from './base32/decodeBase32.ts'
import { decodeA85, decodeB85, decodeZ85 } from './base85/decodeBase85.ts'
import { expandBzip2 } from './bzip2/expandBzip2.ts'
import { decodeHex } from './hex/decodeHex.ts'
import { decodePunycode } from './punycode/decodePunycode.ts'
import { decodeQuotedPrintable } from './quoted-printable/decodeQuotedPrintable.ts'
import { decodeUtf7 } from './utf7/decodeUtf7.ts'
import { decodeUu } from './uuencode/decodeUu.ts'
import { expandXz } from './xz/expandXz.ts'

// The goldens are made by scripts/fixtures/encodings-golden.py.
type Row = readonly [input: string, output: string | null]

const MAX_BYTES = 4_000_000

function isRows(value: unknown): value is readonly Row[] {
  return Array.isArray(value)
}

function golden(path: string): readonly Row[] {
  const url = new URL(`./${path.replace('/', '/fixtures/')}`, import.meta.url)
  const rows: unknown = JSON.parse(readFileSync(url, 'utf8'))
  return isRows(rows) ? rows : []
}

const bytesOf = (base64: string) => new Uint8Array(Buffer.from(base64, 'base64'))
const utf8 = (text: string) => new TextEncoder().encode(text)
const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')

/** What a decoder makes of it, in base64; null where it throws `ParseError`. */
function attempt(decode: (bytes: Uint8Array) => Uint8Array, input: string): string | null {
  try {
    return Buffer.from(decode(bytesOf(input))).toString('base64')
  } catch (error) {
    if (error instanceof ParseError) return null
    throw error
  }
}

const DECODERS: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  'base32/python-b32.json': (bytes) => decodeBase32(latin1(bytes)),
  'base32/python-b32hex.json': (bytes) => decodeBase32(latin1(bytes), true),
  'base85/python-a85.json': (bytes) => decodeA85(latin1(bytes)),
  'base85/python-a85-adobe.json': (bytes) => decodeA85(latin1(bytes), true),
  'base85/python-b85.json': (bytes) => decodeB85(latin1(bytes)),
  'base85/python-z85.json': (bytes) => decodeZ85(latin1(bytes)),
  'hex/python-unhexlify.json': (bytes) => decodeHex(latin1(bytes)),
  'punycode/python-punycode.json': (bytes) => utf8(decodePunycode(latin1(bytes))),
  'quoted-printable/python-qp.json': decodeQuotedPrintable,
  'utf7/python-utf7.json': (bytes) => utf8(decodeUtf7(bytes)),
  'uuencode/python-uu.json': decodeUu,
}

test.each(Object.entries(DECODERS))('%s: what CPython makes of it', (path, decode) => {
  const rows = golden(path)
  expect(rows.length).toBeGreaterThan(5)
  expect(rows.map(([input]) => [input, attempt(decode, input)])).toEqual(rows)
})

const EXPANDERS = {
  'bzip2/python-bz2.json': expandBzip2,
  'xz/python-lzma.json': expandXz,
}

test.each(Object.entries(EXPANDERS))('%s: expands to what CPython compressed', (path, expand) => {
  const rows = golden(path)
  const ours = rows.map(([input]) => {
    const { bytes, fault } = expand(bytesOf(input), MAX_BYTES)
    expect(fault).toBeNull()
    const isBomb = bytes.length === 3_000_000 && bytes.every((byte) => byte === 0)
    return [input, Buffer.from(isBomb ? utf8('3000000 zeros') : bytes).toString('base64')]
  })
  expect(ours).toEqual(rows)
})

test.each(Object.entries(EXPANDERS))('%s: expands no further than the limit', (path, expand) => {
  const [bomb = ''] = golden(path).at(-1) ?? []
  const { bytes, fault } = expand(bytesOf(bomb), 100_000)
  expect(bytes.length).toBe(100_000)
  expect(fault).toEqual({ kind: 'limit', message: 'it expands to over 100000 bytes' })
})

test.each(Object.entries(EXPANDERS))('%s: cut or changed, never throws', (path, expand) => {
  const rows = golden(path).filter(([input]) => input.length < 2_000)
  for (const [input] of rows) {
    const bytes = bytesOf(input)
    for (let at = 0; at < bytes.length; at += 7) {
      expect(expand(bytes.subarray(0, at), MAX_BYTES).bytes.length).toBeLessThanOrEqual(MAX_BYTES)
      const changed = Uint8Array.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 0x55
      expect(expand(changed, 10_000).bytes.length).toBeLessThanOrEqual(10_000)
    }
  }
})
