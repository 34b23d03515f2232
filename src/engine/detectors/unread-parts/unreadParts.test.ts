import { expect, test } from 'vitest'
import type { Problem } from '../../model/Problem.ts'
import { RULES } from '../rules.ts'
import { sampleLocation, sampleModel } from '../sample.ts'
import { unreadParts } from './unreadParts.ts'

const problem = (kind: Problem['kind']): Problem => ({
  kind,
  message: `a ${kind} part`,
  location: sampleLocation(),
})

test('every kind of problem is told by a rule that does not count as a finding', () => {
  const kinds = [
    ...(['malformed', 'limit', 'not-analysed', 'unknown-format', 'absent'] as const),
    ...(['stopped', 'bug'] as const),
  ]
  const findings = [...unreadParts.find(sampleModel({ problems: kinds.map(problem) }))]
  expect(findings.map(({ message }) => message)).toEqual(kinds.map((kind) => `a ${kind} part`))
  for (const { rule } of findings) expect(RULES.get(rule)?.unexamined, rule).toBe(true)
})

test('a model that was read completely gives none', () => {
  expect([...unreadParts.find(sampleModel({}))]).toEqual([])
})
