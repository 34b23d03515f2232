import { expect, test } from 'vitest'
import { expandLz4, isLz4 } from './expandLz4.ts'

/** A frame of one block: token, literals, distance, and so on. */
function frame(block: readonly number[], stored = false): Uint8Array {
  const size = [block.length & 0xff, block.length >> 8, 0, stored ? 0x80 : 0]
  return Uint8Array.from([0x04, 0x22, 0x4d, 0x18, 0x40, 0x40, 0, ...size, ...block, 0, 0, 0, 0])
}

const text = ({ bytes }: { bytes: Uint8Array }) => new TextDecoder().decode(bytes)

test('literals and copies expand', () => {
  const bytes = frame([0x34, 0x61, 0x62, 0x63, 3, 0, 0x10, 0x21])
  expect(isLz4(bytes)).toBe(true)
  expect(text(expandLz4(bytes, 100))).toBe('abcabcabcab!')
})

test('a block that is stored is taken as it is', () => {
  expect(text(expandLz4(frame([0x68, 0x69], true), 100))).toBe('hi')
})

test('damage keeps what was expanded before it', () => {
  const { bytes, fault } = expandLz4(frame([0x34, 0x61, 0x62, 0x63, 9, 0]), 100)
  expect(text({ bytes })).toBe('abc')
  expect(fault?.kind).toBe('malformed')
})

test('a long copy stops at the limit', () => {
  const { bytes, fault } = expandLz4(frame([0x1f, 0x61, 1, 0, 255, 255, 255, 0]), 100)
  expect(bytes).toHaveLength(100)
  expect(fault?.kind).toBe('limit')
})
