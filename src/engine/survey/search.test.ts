import { expect, test } from 'vitest'
import { byteSource, bytesSource } from '../bytes/ByteSource.ts'
import { searchBytes, type Pattern, type Search } from './search.ts'

const TEXT = new TextEncoder().encode('abracadabra ABRA abrxabra')

test('every place is found, those that overlap too', () => {
  expect(found(TEXT, exact('abra')).offsets).toEqual([0, 7, 21])
  expect(found(new Uint8Array(5), exact('\0\0')).offsets).toEqual([0, 1, 2, 3])
})

test('wildcards and letters of either case fit by their masks', () => {
  const wild = { values: [0x61, 0x62, 0x72, 0], masks: [255, 255, 255, 0] }
  expect(found(TEXT, wild).offsets).toEqual([0, 7, 17, 21])
  const anyCase = { values: [0x41, 0x42, 0x52, 0x41], masks: [0xdf, 0xdf, 0xdf, 0xdf] }
  expect(found(TEXT, anyCase).offsets).toEqual([0, 7, 12, 21])
  expect(found(TEXT, { values: [0, 0x62], masks: [0, 255] }).offsets).toEqual([0, 7, 17, 21])
})

test('a place across two blocks is found, and a large source is told of block by block', () => {
  const edge = 4 * 1024 * 1024
  const source = byteSource(3 * edge, (offset, length) => {
    const bytes = new Uint8Array(length)
    const at = edge - 2 - offset
    for (const [index, byte] of [0x6b, 0x65, 0x79, 0x21].entries())
      if (at + index >= 0 && at + index < length) bytes[at + index] = byte
    return bytes
  })
  const steps = [...searchBytes(source, exact('key!'))]
  expect(steps.map(({ done }) => done)).toEqual([edge, 2 * edge, 3 * edge])
  expect(steps.at(-1)?.offsets).toEqual([edge - 2])
})

test('nothing is looked for in nothing', () => {
  expect(found(TEXT, { values: [], masks: [] }).count).toBe(0)
  expect(found(new Uint8Array(2), exact('abc')).count).toBe(0)
})

function exact(text: string): Pattern {
  const values = Array.from(text, (character) => character.charCodeAt(0))
  return { values, masks: values.map(() => 255) }
}

function found(bytes: Uint8Array, pattern: Pattern): Search {
  const steps = searchBytes(bytesSource(bytes), pattern)
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}
