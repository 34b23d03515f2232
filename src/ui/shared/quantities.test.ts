import { expect, test } from 'vitest'
import { counted, toOffsetText, toSizeText } from './quantities.ts'

test('sizes are written in decimal units with three digits', () => {
  expect([0, 1, 999, 1000, 12_437_112, 3_000_000_000].map(toSizeText)).toEqual([
    '0 bytes',
    '1 byte',
    '999 bytes',
    '1.00 kB',
    '12.4 MB',
    '3.00 GB',
  ])
})

test('counts carry their noun and separators', () => {
  expect(counted(1, 'layer')).toBe('1 layer')
  expect(counted(1600, 'layer')).toBe('1,600 layers')
  expect(counted(2, 'match', 'matches')).toBe('2 matches')
})

test('offsets are written in hexadecimal', () => {
  expect(toOffsetText(127_904)).toBe('0x1f3a0')
})
