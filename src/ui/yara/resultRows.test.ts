import { expect, test } from 'vitest'
import { sampleAnalysis } from '../shared/sampleReport.ts'
import { resultRows } from './resultRows.ts'

const found = sampleAnalysis().report.yara.map((match) => ({ file: null, match }))

test('matches are listed by rule or by part, each below a heading with their number', () => {
  const kinds = (grouping: 'rule' | 'part') =>
    resultRows(found, grouping, '').map((row) => (row.kind === 'heading' ? row.text : 'match'))
  expect(kinds('rule').filter((text) => text === 'match')).toHaveLength(found.length)
  expect(kinds('rule')[0]).toBe(`${found[0]?.match.rule ?? ''}: 1 match`)
  expect(kinds('part')[0]).toContain('model')
  expect(resultRows([], 'rule', 'No rule matched')).toEqual([
    { kind: 'heading', text: 'No rule matched' },
  ])
})

test('matches of the own rules stand before those of ours, which may be worse', () => {
  const [match] = sampleAnalysis().report.yara
  if (match === undefined) throw new Error('the sample has no match')
  const own = { file: 'own.yar', match: { ...match, rule: 'Own', severity: 'info' } } as const
  const [heading] = resultRows([...found, own], 'rule', '')
  expect(heading).toEqual({ kind: 'heading', text: 'Own: 1 match' })
})
