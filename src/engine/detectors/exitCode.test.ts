import { expect, test } from 'vitest'
import { judge } from '../judge.ts'
import type { Model } from '../model/Model.ts'
import type { Problem } from '../model/Problem.ts'
import { exitCode } from './exitCode.ts'
import { reference, sampleCode, sampleLocation, sampleModel } from './sample.ts'
import { isComplete, reasonOf, verdictOf } from '../model/verdict.ts'

const problem = (kind: Problem['kind']): Problem => ({
  kind,
  message: 'two of five parts are missing',
  location: sampleLocation(),
})
const runs = sampleCode({ references: [reference('os.system', 'import', ["'id'"])] })

function outcome(parts: Partial<Model>): readonly [string, number, string] {
  const model = sampleModel(parts)
  const findings = judge(model)
  const code = exitCode({ findings, complete: isComplete(findings, model), settled: null })
  return [verdictOf(findings, model), code, reasonOf(findings, model)]
}

test('a model without code is clean', () => {
  expect(outcome({})).toEqual([
    'clean',
    0,
    'It holds no code and no reference to code outside Keras.',
  ])
})

test('a Lambda by itself is benign code', () => {
  expect(outcome({ code: [sampleCode()] }).slice(0, 2)).toEqual(['benign-code', 0])
})

test('a command that runs is malicious, and wins over what was not examined', () => {
  expect(outcome({ code: [runs], problems: [problem('malformed')] })).toEqual([
    'malicious',
    1,
    "Runs `os.system('id')` when layer `lambda_1` is called.",
  ])
})

test('a format that is not analysed is neither clean nor a finding', () => {
  expect(outcome({ problems: [problem('not-analysed')] })).toEqual([
    'not-analysed',
    2,
    'Not everything was examined: two of five parts are missing.',
  ])
})

test('damage and limits are for review, and not findings', () => {
  expect(outcome({ problems: [problem('malformed')] }).slice(0, 2)).toEqual(['review', 2])
  expect(outcome({ problems: [problem('limit')] }).slice(0, 2)).toEqual(['review', 2])
})

test('code that could not be decoded is for review, and makes the report incomplete', () => {
  const undecodable = {
    kind: 'undecodable',
    text: 'no code object',
    layer: 'lambda_1',
    layerClass: 'Lambda',
    slot: 'function',
    module: null,
    arguments: null,
    location: sampleLocation(),
  } as const
  expect(outcome({ references: [undecodable] })).toEqual([
    'review',
    2,
    'Not everything was examined: The code that runs when layer `lambda_1` is called could not be decoded: no code object.',
  ])
})

test('a YARA rule counts as much as the severity in its meta', () => {
  const match = (severity: 'high' | 'medium' | 'info') => ({
    ...{ rule: 'Shell', severity, meta: [], part: 'part-1', location: sampleLocation() },
    ...{ strings: [], stringCount: 0 },
  })
  const verdicts = (['high', 'medium', 'info'] as const).map((severity) =>
    outcome({ yara: [match(severity)] }).slice(0, 2),
  )
  expect(verdicts).toEqual([
    ['suspicious', 1],
    ['review', 1],
    ['clean', 0],
  ])
})

test('code of which a limit kept a part unread is never clean', () => {
  const stages = Array.from({ length: 101 }, (_, index) => ({
    ...{ id: `stage-${index + 2}`, parent: null, title: 'slice', steps: [], offset: 0, length: 1 },
    result: { kind: 'bytes', size: 1, sha256: '00' } as const,
  }))
  expect(outcome({ code: [sampleCode({ stages })] }).slice(0, 2)).toEqual(['review', 2])
})

test('an analysis that was stopped judges nothing', () => {
  expect(outcome({ problems: [problem('stopped')] }).slice(0, 2)).toEqual(['not-analysed', 2])
})
