import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ReadingEnded } from '../../engine/index.ts'
import { Interrupted } from './Interrupted.ts'
import { NOTHING_KEPT } from './Kept.ts'
import { rangeSource } from './rangeSource.ts'

const PAGE = 4_096
const KIB = 1_024
const MIB = KIB * KIB

/** A file whose bytes tell their place, and the requests that were made of it. */
function remote(size: number, start = 0) {
  const requests: (readonly [number, number])[] = []
  const bytesAt = (offset: number, length: number) =>
    Uint8Array.from({ length }, (_, index) => (offset + index) % 251)
  const source = rangeSource(
    size,
    (offset, length) => {
      requests.push([offset, length])
      return bytesAt(offset, length)
    },
    start === 0
      ? NOTHING_KEPT
      : { pieces: [{ offset: 0, bytes: bytesAt(0, start) }], cost: { requests: 1, bytes: start } },
  )
  return { source, requests }
}

test('small reads at the start cost one request of 64 KiB', () => {
  const { source, requests } = remote(MIB)
  expect([...source.read(100, 4)]).toEqual([100, 101, 102, 103])
  source.read(40_000, 8)
  expect(requests).toEqual([[0, 64 * KIB]])
  expect(source.meter).toMatchObject({ requests: 1, bytes: 64 * KIB })
})

test('elsewhere a read takes 24 KiB, on both sides of what was asked for', () => {
  const { source, requests } = remote(MIB)
  source.read(500 * KIB, 4)
  source.read(493 * KIB, 4)
  source.read(515 * KIB, 4)
  expect(requests).toEqual([[492 * KIB, 24 * KIB]])
})

test('what is known of the start is not asked for again', () => {
  const { source, requests } = remote(MIB, 64 * KIB)
  source.read(0, 64 * KIB)
  expect(requests).toEqual([])
  expect(source.meter).toMatchObject({ requests: 1, bytes: 64 * KIB })
})

test('a long read is one request', () => {
  const { source, requests } = remote(MIB)
  expect(source.read(10, 50 * PAGE)).toHaveLength(50 * PAGE)
  expect(requests).toEqual([[0, 51 * PAGE]])
})

test('reading in sequence asks for more and more at once', () => {
  const { source, requests } = remote(4 * MIB)
  for (let offset = 0; offset < 4 * MIB; offset += PAGE) source.read(offset, 16)
  expect(requests.map(([, length]) => length / KIB)).toEqual([
    64, 64, 128, 256, 512, 1024, 1024, 1024,
  ])
})

test('the end of the file is not read past', () => {
  const { source, requests } = remote(100 * PAGE + 10)
  expect(source.read(100 * PAGE + 2, 8)).toHaveLength(8)
  expect(requests).toEqual([[98 * PAGE, 2 * PAGE + 10]])
  expect(source.meter.ranges()).toEqual([[98 * PAGE, 100 * PAGE + 10]])
})

test('what would cost more than is allowed ends the reading, and what is known can still be read', () => {
  const { source } = remote(MIB, 64 * KIB)
  source.limit({ requests: 2, bytes: MIB })
  source.read(200 * KIB, 4)
  expect(() => source.read(600 * KIB, 4)).toThrow(ReadingEnded)
  expect(source.read(200 * KIB, 4)).toHaveLength(4)
  source.limit(null)
  expect(source.read(600 * KIB, 4)).toHaveLength(4)
})

test('after an interruption nothing more is asked for, and a later reading goes on from what is kept', () => {
  let isUp = true
  const requests: number[] = []
  const read = (offset: number, length: number) => {
    if (!isUp) throw new Interrupted('the connection was cut')
    requests.push(offset)
    return new Uint8Array(length).fill(offset / PAGE)
  }
  const first = rangeSource(100 * PAGE + 5, read)
  first.read(0, 4)
  first.read(40 * PAGE, 4)
  first.read(100 * PAGE, 5)
  isUp = false
  expect(() => first.read(70 * PAGE, 4)).toThrow('the connection was cut at byte 278528; 98309 of')
  isUp = true
  expect(() => first.read(70 * PAGE, 4)).toThrow(Interrupted)
  expect(first.interruption()).toMatchObject({ kind: 'cut' })
  const second = rangeSource(100 * PAGE + 5, read, first.kept())
  expect([...second.read(40 * PAGE, 1), ...second.read(100 * PAGE + 4, 1)]).toEqual([38, 98])
  second.read(70 * PAGE, 4)
  expect(requests).toEqual([0, 38 * PAGE, 98 * PAGE, 68 * PAGE])
  expect(second.meter.requests).toBe(4)
  expect(second.interruption()).toBeNull()
})

test('any reads give the bytes that are there, and no byte is asked for twice', () => {
  const size = 192 * PAGE + 77
  const reads = fc.array(
    fc
      .tuple(fc.nat(size - 1), fc.integer({ min: 1, max: 48 * PAGE }))
      .map(([offset, length]) => [offset, Math.min(length, size - offset)] as const),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(reads, (wanted) => {
      const { source, requests } = remote(size)
      for (const [offset, length] of wanted) {
        const bytes = source.read(offset, length)
        expect(bytes.length).toBe(length)
        expect(bytes[0]).toBe(offset % 251)
        expect(bytes.at(-1)).toBe((offset + length - 1) % 251)
      }
      const asked = requests.reduce((sum, [, length]) => sum + length, 0)
      const covered = source.meter.ranges().reduce((sum, [start, end]) => sum + end - start, 0)
      expect(asked).toBe(covered)
    }),
    { numRuns: 50 },
  )
})
