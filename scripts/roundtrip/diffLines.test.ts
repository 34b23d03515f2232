import { expect, test } from 'vitest'
import { diffLines } from './diffLines.ts'

test('lines that both have stand once, the others are marked', () => {
  expect(diffLines(['a', 'b', 'c'], ['b', 'x', 'c', 'd'], (line) => line)).toEqual([
    '- a',
    '  b',
    '+ x',
    '  c',
    '+ d',
  ])
})

test('lines are the same when their keys are', () => {
  expect(diffLines(['0 POP'], ['2 POP'], (line) => line.slice(2))).toEqual(['  0 POP'])
})
