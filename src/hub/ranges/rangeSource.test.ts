import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rangeSource } from './rangeSource.ts'

const BLOCK = 65_536

/** A file whose bytes tell their place, and the requests that were made of it. */
function remote(size: number) {
  const requests: (readonly [number, number])[] = []
  const source = rangeSource(size, (offset, length) => {
    requests.push([offset, length])
    return Uint8Array.from({ length }, (_, index) => (offset + index) % 251)
  })
  return { source, requests }
}

test('small reads near each other cost one request', () => {
  const { source, requests } = remote(10 * BLOCK)
  expect([...source.read(100, 4)]).toEqual([100, 101, 102, 103])
  source.read(40_000, 8)
  expect(requests).toEqual([[0, BLOCK]])
  expect(source.meter).toMatchObject({ requests: 1, bytes: BLOCK })
})

test('a long read is one request', () => {
  const { source, requests } = remote(10 * BLOCK)
  expect(source.read(10, 3 * BLOCK)).toHaveLength(3 * BLOCK)
  expect(requests).toEqual([[0, 4 * BLOCK]])
})

test('reading in sequence asks for more and more at once', () => {
  const { source, requests } = remote(40 * BLOCK)
  for (let offset = 0; offset < 40 * BLOCK; offset += BLOCK) source.read(offset, 16)
  expect(requests.map(([, length]) => length / BLOCK)).toEqual([1, 2, 4, 8, 16, 9])
})

test('the end of the file is not read past', () => {
  const { source, requests } = remote(BLOCK + 10)
  expect(source.read(BLOCK + 2, 8)).toHaveLength(8)
  expect(requests).toEqual([[BLOCK, 10]])
  expect(source.meter.ranges()).toEqual([[BLOCK, BLOCK + 10]])
})

test('any reads give the bytes that are there, and no byte is asked for twice', () => {
  const size = 12 * BLOCK + 77
  const reads = fc.array(
    fc
      .tuple(fc.nat(size - 1), fc.integer({ min: 1, max: 3 * BLOCK }))
      .map(([offset, length]) => [offset, Math.min(length, size - offset)] as const),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(reads, (wanted) => {
      const { source, requests } = remote(size)
      for (const [offset, length] of wanted) {
        const bytes = source.read(offset, length)
        expect(bytes).toHaveLength(length)
        expect(bytes[0]).toBe(offset % 251)
        expect(bytes.at(-1)).toBe((offset + length - 1) % 251)
      }
      const asked = requests.reduce((sum, [, length]) => sum + length, 0)
      const covered = source.meter.ranges().reduce((sum, [start, end]) => sum + end - start, 0)
      expect(asked).toBe(covered)
    }),
    { numRuns: 200 },
  )
})
