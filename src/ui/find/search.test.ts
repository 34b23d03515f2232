import { expect, test } from 'vitest'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { findables, search } from './search.ts'

const all = findables(sampleAnalysis())

function found(query: string): readonly string[] {
  return search(all, query).map(({ kind, text }) => `${kind} ${text}`)
}

test('findings, layers, code, parts, weights and YARA rules are found by their names', () => {
  expect(found('runs a process')).toEqual(['finding Runs a process'])
  expect(found('exploit')).toEqual(['code exploit', 'source def exploit(x):'])
  expect(found('conv2d kernel')).toEqual(['weights conv2d/kernel:0'])
  expect(found('KerasRequests')).toEqual(['YARA KerasRequests'])
  expect(found('layer __proto__')).toEqual(['layer __proto__'])
})

test('what begins with the words comes before what only holds them', () => {
  expect(found('lambda')[0]).toBe('layer lambda_3')
  expect(found('lambda')).toContain('part lambda_3 function')
})

test('lines of source are found, and lead to their bytes', () => {
  expect(found("os.system('curl")).toEqual(["source os.system('curl http://127.0.0.1:9/beacon')"])
  const [line] = search(all, "os.system('curl")
  expect(line?.target).toMatchObject({ kind: 'location' })
  expect(line?.more).toBe('line 3 of exploit')
})

test('indicators are found by their text', () => {
  expect(found('http indicator')[0]).toBe('indicator http://127.0.0.1:9/beacon')
})

test('markup and patterns are only letters', () => {
  expect(found('<img layer')).toEqual(['layer <img src=x onerror=alert(1)>'])
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
