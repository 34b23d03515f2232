import { expect, test } from 'vitest'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { findables, search } from './search.ts'

const all = findables(sampleAnalysis())

function found(query: string): readonly string[] {
  return search(all, query).map(({ kind, text }) => `${kind} ${text}`)
}

test('findings, layers, code, parts, weights and YARA rules are found by their names', () => {
  expect(found('runs a process')).toEqual(['finding Runs a process'])
  expect(found('exploit')).toEqual(['code exploit'])
  expect(found('conv2d kernel')).toEqual(['weights conv2d/kernel:0'])
  expect(found('KerasRequests')).toEqual(['YARA KerasRequests'])
  expect(found('layer __proto__')).toEqual(['layer __proto__'])
})

test('what begins with the words comes before what only holds them', () => {
  expect(found('lambda')[0]).toBe('layer lambda_3')
  expect(found('lambda')).toContain('part lambda_3 function')
})

test('markup and patterns are only letters', () => {
  expect(found('<img')).toEqual(['layer <img src=x onerror=alert(1)>'])
  expect(found('.*')).toEqual([])
})

test('at most a hundred are found', () => {
  const [one] = all
  if (one === undefined) throw new Error('nothing to find')
  expect(
    search(
      Array.from({ length: 500 }, () => one),
      '',
    ),
  ).toHaveLength(100)
})
