import { expect, test } from 'vitest'
import { deviationsOf, excusesOf, type Judged } from './judgeSample.ts'

interface Case {
  readonly expected?: Judged['sample']['expected']
  readonly verdict?: Judged['report']['verdict']
  readonly rules?: readonly string[]
  readonly problem?: 'bug' | 'malformed'
}

function judged({ expected = 'benign', verdict = 'clean', rules = [], problem }: Case): Judged {
  const problems = problem === undefined ? [] : [{ kind: problem, message: 'why' }]
  const findings = rules.map((rule) => ({ rule, severity: 'medium' as const }))
  const report = { verdict, complete: problem === undefined, findings, problems }
  return { sample: { file: 'a', expected }, report }
}

test('a dangerous file is missed when it is neither malicious nor suspicious', () => {
  const verdicts = ['malicious', 'suspicious', 'review', 'not-analysed', 'clean'] as const
  const missed = verdicts.map((verdict) =>
    deviationsOf([judged({ expected: 'dangerous', verdict })]),
  )
  expect(missed.map((each) => each.map(({ what }) => what))).toEqual([
    [],
    [],
    ['missed'],
    ['missed'],
    ['missed'],
  ])
})

test('a benign file above review is a false alarm, and one that is not judged is not', () => {
  const alarm = { verdict: 'suspicious' } as const
  expect(deviationsOf([judged(alarm)])).toMatchObject([{ what: 'false alarm' }])
  expect(deviationsOf([judged({ ...alarm, expected: 'open' })])).toEqual([])
})

test('a fault of ours is a deviation whatever the file is, and a damaged file is none', () => {
  expect(deviationsOf([judged({ expected: 'open', problem: 'bug' })])).toMatchObject([
    { what: 'crash', got: 'why' },
  ])
  expect(deviationsOf([judged({ problem: 'malformed' })])).toEqual([])
})

test('three in a hundred ordinary files may be at review, and four may not', () => {
  const reviewed = judged({ verdict: 'review', rules: ['HDF-004'] })
  const all = (count: number): Judged[] => [
    ...Array.from({ length: 100 - count }, () => judged({})),
    ...Array.from({ length: count }, () => reviewed),
  ]
  expect(deviationsOf(all(3))).toEqual([])
  expect(deviationsOf(all(4))).toMatchObject([{ what: 'too many at review', got: '4 of 100' }])
})

test('an unknown class excuses a review, unless something else is at review too', () => {
  expect(excusesOf(judged({ rules: ['KER-032'] }).report)).toEqual(['unknown class'])
  expect(excusesOf(judged({ rules: ['KER-032', 'HDF-004'] }).report)).toEqual([])
})
