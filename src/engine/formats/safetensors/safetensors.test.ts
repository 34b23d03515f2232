import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factsIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { safetensors } from './safetensors.ts'

/** A header with its length before it. */
function file(header: string, length = header.length): Uint8Array {
  const bytes = new Uint8Array(8 + header.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true)
  bytes.set(new TextEncoder().encode(header), 8)
  return bytes
}

test('it is known by its header, and said not to be analysed', () => {
  const bytes = readFileSync(new URL('./fixtures/tiny.safetensors', import.meta.url))
  const { parts } = tryFormat(safetensors, 'tiny', new Uint8Array(bytes))
  expect(factsIn(parts)).toEqual(['1 tensors'])
  expect(problemsIn(parts)).toEqual([expect.stringMatching(/^not-analysed: tiny is a safetensors/)])
})

test('a key that stands twice in the header is odd', () => {
  const { parts } = tryFormat(safetensors, 'a', file('{"a":{},"a":{}}'))
  expect(parts.map(({ kind }) => kind)).toContain('oddity')
})

test.each([
  ['too short', file('{"a":{}}', 7_000_000)],
  ['not JSON', file('not JSON at all')],
  ['empty', new Uint8Array(0)],
  ['2^63 long', file('{"a":{}}', 2 ** 63)],
])('a header that is %s makes it something else', (_, bytes) => {
  expect(tryFormat(safetensors, 'a', bytes).matches).toBe(false)
})
