import { deflateSync, gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bytesSource } from '../../bytes/ByteSource.ts'
import { compressionOf, expand } from './expand.ts'

const text = new TextEncoder().encode('weights '.repeat(10_000))

test('gzip and zlib are known by their first bytes and expanded whole', () => {
  for (const [kind, packed] of [
    ['gzip', gzipSync(text)],
    ['zlib', deflateSync(text)],
  ] as const) {
    const bytes = new Uint8Array(packed)
    expect(compressionOf(bytes)).toBe(kind)
    expect(expand(bytesSource(bytes), kind, 1e6)).toEqual({ bytes: text, fault: null })
  }
  expect(compressionOf(new Uint8Array(0))).toBeUndefined()
  expect(compressionOf(new TextEncoder().encode('x is text'))).toBeUndefined()
})

test('members of gzip that follow each other are one stream', () => {
  const two = Buffer.concat([gzipSync('one '), gzipSync('two')])
  const { bytes } = expand(bytesSource(new Uint8Array(two)), 'gzip', 1e6)
  expect(new TextDecoder().decode(bytes)).toBe('one two')
})

test('what came before the damage is kept, and the damage is told', () => {
  const packed = new Uint8Array(gzipSync(text))
  const cut = expand(bytesSource(packed.subarray(0, -20)), 'gzip', 1e6)
  expect(cut.fault?.kind).toBe('malformed')
  const trailed = new Uint8Array([
    ...gzipSync('abc'),
    ...new TextEncoder().encode('garbage behind it'),
  ])
  const { bytes, fault } = expand(bytesSource(trailed), 'gzip', 1e6)
  expect(new TextDecoder().decode(bytes)).toBe('abc')
  expect(fault?.kind).toBe('malformed')
})

test('a stream that ends in its header is damaged', () => {
  for (const length of [3, 5, 10])
    expect(
      expand(bytesSource(new Uint8Array(gzipSync(text)).subarray(0, length)), 'gzip', 1e6).fault,
    ).toMatchObject({ kind: 'malformed' })
})

test('a bomb is stopped at the limit', () => {
  const bomb = new Uint8Array(gzipSync(new Uint8Array(50_000_000)))
  const { bytes, fault } = expand(bytesSource(bomb), 'gzip', 1_000_000)
  expect(fault?.kind).toBe('limit')
  expect(bytes.length).toBeLessThan(20_000_000)
})
