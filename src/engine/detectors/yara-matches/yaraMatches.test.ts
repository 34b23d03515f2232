import { expect, test } from 'vitest'
import type { YaraMatch } from '../../model/Report.ts'
import { sampleLocation, sampleModel } from '../sample.ts'
import { yaraMatches } from './yaraMatches.ts'

const match = (parts: Partial<YaraMatch>): YaraMatch => ({
  rule: 'Shell',
  severity: 'high',
  meta: [['description', 'A shell command']],
  part: 'part-1',
  location: sampleLocation('lambda_1 function'),
  strings: [{ id: '$curl', offset: 7, length: 4 }],
  stringCount: 1,
  ...parts,
})

test('a match is as severe as its rule says, and leads to its first string', () => {
  const [finding] = yaraMatches.find(sampleModel({ yara: [match({})] }))
  expect(finding).toMatchObject({
    rule: 'YARA-001',
    severity: 'high',
    message:
      'Rule `Shell` (A shell command) matches in `model.h5 › lambda_1 function`, string $curl at byte 7',
  })
  expect(finding?.location.at(-1)).toMatchObject({ name: 'Shell', offset: 7, length: 4 })
})

test('a rule that matches in several parts is one finding, in a part rather than the file', () => {
  const yara = [
    match({ part: 'whole', location: sampleLocation('whole') }),
    match({}),
    match({ part: 'part-2' }),
  ]
  const findings = [...yaraMatches.find(sampleModel({ yara }))]
  expect(findings).toHaveLength(1)
  expect(findings[0]?.message).toContain('in `model.h5 › lambda_1 function`')
  expect(findings[0]?.message).toContain('and in 2 more parts')
})

test('without matches there is nothing to tell', () => {
  expect([...yaraMatches.find(sampleModel({}))]).toEqual([])
})
