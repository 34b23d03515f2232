import { expect, test } from 'vitest'
import type { FunctionReference } from '../../model/Report.ts'
import { sampleCode, sampleLocation, sampleModel } from '../sample.ts'
import { lambdaCode } from './lambdaCode.ts'

function grades(model: Parameters<typeof sampleModel>[0]): readonly string[] {
  return [...lambdaCode.find(sampleModel(model))].map(({ rule, severity }) =>
    severity === undefined ? rule : `${rule} ${severity}`,
  )
}

const written = (kind: FunctionReference['kind'], text: string): FunctionReference => ({
  kind,
  text,
  arguments: null,
  layer: 'lambda_1',
  layerClass: 'Lambda',
  slot: 'function',
  module: null,
  location: sampleLocation(),
})

test('code in the function of a Lambda is told with its layer and version', () => {
  const [finding] = lambdaCode.find(sampleModel({ code: [sampleCode()] }))
  expect(finding).toMatchObject({
    rule: 'KER-001',
    message:
      'The function `<lambda>` (CPython 3.10) stands as bytecode in `function` of `lambda_1`',
    layer: 'lambda_1',
  })
})

test('each kind of place has its rule, and one code object in many layers is one finding', () => {
  const uses = [
    { layer: 'lambda_1' },
    { layer: 'lambda_2' },
    { slot: 'output_shape' },
    { slot: 'mask' },
    { slot: 'residual_fn', layerClass: 'ResidualWrapper' },
    { slot: 'mode', layerClass: 'Merge' },
    { slot: 'activation', layerClass: 'Dense' },
    { slot: 'loss', layer: null, layerClass: null },
  ]
  expect(grades({ code: [sampleCode({ uses })] })).toEqual([
    'KER-001',
    'KER-002',
    'KER-005',
    'KER-006',
    'KER-003',
  ])
})

test('a function that was written with def is told by name, and a lambda is not', () => {
  expect(grades({ code: [sampleCode({ name: 'normalize' })] })).toEqual(['KER-001', 'KER-004'])
  expect(grades({ code: [sampleCode({ name: '<lambda>' })] })).toEqual(['KER-001'])
})

test('source text is for review, and worse with what only an attack needs', () => {
  expect(grades({ references: [written('source', 'lambda x: x / 255')] })).toEqual([
    'KER-041 medium',
  ])
  const attack = 'lambda x: __import__("os").system("id")'
  expect(grades({ references: [written('source', attack)] })).toEqual(['KER-041 high'])
})

test('code that could not be decoded is told, and a name is not code', () => {
  expect(grades({ references: [written('undecodable', 'no code object')] })).toEqual(['COD-021'])
  expect(grades({ references: [written('name', 'relu')] })).toEqual([])
})
