import { expect, test } from 'vitest'
import {
  asciiByte,
  choiceOf,
  movedOffset,
  parseOffset,
  rangeOf,
  rowToShow,
  toRow,
  toScale,
  toScrollTop,
} from './hexView.ts'

const VIEW = 205

test('in a small window a row of the scroll bar is a row of bytes', () => {
  const scale = toScale(1_000, VIEW)
  expect(scale).toEqual({ rows: 63, visible: 10, height: 1265 })
  for (const row of [0, 1, 30, 53]) {
    expect(toScrollTop(row, scale, VIEW)).toBe(row * 20)
    expect(toRow(row * 20, scale, VIEW)).toBe(row)
  }
})

test('in a window of 3 GB the scroll bar reaches the first and the last row', () => {
  const scale = toScale(3_000_000_000, VIEW)
  expect(scale.height).toBe(8_000_000)
  expect(toRow(0, scale, VIEW)).toBe(0)
  expect(toRow(scale.height - VIEW, scale, VIEW)).toBe(scale.rows - scale.visible)
})

test('a byte that is seen does not move the rows, and another comes into view', () => {
  const scale = toScale(100_000, VIEW)
  expect(rowToShow(16 * 12, 5, scale)).toBe(5)
  expect(rowToShow(16 * 100, 5, scale)).toBe(98)
  expect(rowToShow(99_999, 5, scale)).toBe(scale.rows - scale.visible)
})

test('keys move within the window', () => {
  expect(movedOffset('ArrowDown', 5, 100, 10)).toBe(21)
  expect(movedOffset('ArrowUp', 5, 100, 10)).toBe(0)
  expect(movedOffset('End', 5, 100, 10)).toBe(99)
  expect(movedOffset('ArrowRight', 0, 0, 10)).toBeNull()
  expect(movedOffset('x', 5, 100, 10)).toBeNull()
})

test('offsets are decimal or hexadecimal, from here or from the end', () => {
  const here = { offset: 0x100, size: 1_000_000 }
  const read = (text: string) => parseOffset(text, here)
  expect(['4096', '4 096', '0x1000', '1F3a0', ' 10 '].map(read)).toEqual([
    4096, 4096, 0x1000, 0x1f3a0, 10,
  ])
  expect(['+16', '-0x10', '+ 1', 'end-1', 'end - 0x10', 'end'].map(read)).toEqual([
    0x110, 0xf0, 0x101, 999_999, 999_984, 999_999,
  ])
  expect(['', 'xyz', '1.5', 'f'.repeat(20), '-0x101', '1000000', 'end-0'].map(read)).toEqual(
    Array(7).fill(null),
  )
})

test('a choice grows and shrinks at the end where it has come to', () => {
  expect(choiceOf(10, 5, 10)).toEqual({ anchor: 10, caret: 14 })
  expect(choiceOf(10, 5, 14)).toEqual({ anchor: 14, caret: 10 })
  expect(choiceOf(10, 5, 99)).toEqual({ anchor: 10, caret: 14 })
  expect(rangeOf({ anchor: 14, caret: 10 })).toEqual({ offset: 10, length: 5 })
})

test('only printable ASCII is shown as text', () => {
  expect([0x41, 0x20, 0x7e, 0x7f, 0x0a, 0xe9, null].map(asciiByte).join('')).toBe('A ~... ')
})
