import { expect, test } from 'vitest'
import { rowTops, visibleRange } from './visibleRange.ts'

test('the rows that are seen are those that overlap the window', () => {
  const tops = rowTops([20, 40, 20, 40])
  expect(tops).toEqual([0, 20, 60, 80, 120])
  expect(visibleRange(tops, 0, 10)).toEqual({ first: 0, end: 1 })
  expect(visibleRange(tops, 25, 70)).toEqual({ first: 1, end: 3 })
  expect(visibleRange(tops, 100, 500)).toEqual({ first: 3, end: 4 })
})

test('an empty list has no rows', () => {
  expect(visibleRange(rowTops([]), 0, 500)).toEqual({ first: 0, end: 0 })
})
