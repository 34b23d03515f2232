import { expect, test } from 'vitest'
import type { Finding } from '../../engine/index.ts'
import { ALL_FINDINGS, isFiltering, listed, withSeverity } from './findingFilter.ts'
import { sampleReport } from './sampleReport.ts'

const { findings } = sampleReport()
const [worst] = findings
if (worst === undefined) throw new Error('the sample report has findings')

function rulesOf(found: readonly Finding[]): readonly string[] {
  return found.map(({ rule }) => rule)
}

test('without a filter all are listed, those of a rule beside each other', () => {
  const mixed = ['B', 'A', 'B', 'C', 'A'].map((rule, at) => ({ ...worst, rule, id: String(at) }))
  expect(listed(mixed, ALL_FINDINGS).map(({ id }) => id)).toEqual(['0', '2', '1', '4', '3'])
  expect(isFiltering(ALL_FINDINGS)).toBe(false)
})

test('severity, rule, layer and effect each narrow the list', () => {
  const low = withSeverity(ALL_FINDINGS, 'low')
  expect(rulesOf(listed(findings, low))).toEqual(['KER-010'])
  expect(withSeverity(low, 'low')).toEqual(ALL_FINDINGS)
  expect(rulesOf(listed(findings, { ...ALL_FINDINGS, rule: 'KER-003' }))).toEqual(['KER-003'])
  expect(listed(findings, { ...ALL_FINDINGS, layer: 'dense' })).toEqual([])
  const effect = { kind: 'process', when: 'call' } as const
  expect(rulesOf(listed(findings, { ...ALL_FINDINGS, effect }))).toEqual(['KER-001'])
  const atLoad = { ...effect, when: 'load' } as const
  expect(listed(findings, { ...ALL_FINDINGS, effect: atLoad })).toEqual([])
})

test('every word of the text must stand in the finding; patterns and keys are only letters', () => {
  const found = (text: string): number => listed(findings, { ...ALL_FINDINGS, text }).length
  expect(found('os.system BEACON')).toBe(1)
  expect(found('lambda_3')).toBe(findings.length)
  expect(found('.*')).toBe(0)
  expect(found('__proto__')).toBe(0)
})
