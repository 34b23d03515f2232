import { expect, test } from 'vitest'
import { fileLocation, rangeWithin } from '../../model/Location.ts'
import type { Fact } from '../../model/ModelPart.ts'
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

/** Code at a value of a configuration, which stands in an attribute of HDF5 or not. */
function codeAt(value: string, inHdf5: boolean): ReturnType<typeof sampleCode> {
  const file = fileLocation('model', 1000)
  const piece = { offset: 0, length: 90 }
  const attribute = rangeWithin(file, { kind: 'attribute', name: 'model_config', ...piece })
  const at = rangeWithin(inHdf5 ? attribute : file, { kind: 'value', name: value, ...piece })
  return { ...sampleCode(), locations: [at] }
}

const keras = (value: string): Fact => ({ name: 'keras_version', value, at: sampleLocation() })
const OF_KERAS_2 = 'config.layers[0].config.function[0]'
const OF_KERAS_3 = 'config.layers[0].config.function.config.code'

// https://nvd.nist.gov/vuln/detail/CVE-2025-9905
test('that safe_mode does not hold for HDF5 is told of every version, where there is code', () => {
  for (const version of ['2.10.0', '3.9.0'])
    expect(grades({ code: [codeAt(OF_KERAS_3, true)], facts: [keras(version)] })).toContain(
      'KER-024',
    )
  expect(grades({ facts: [keras('3.9.0')] })).toEqual([])
})

test('that safe_mode holds only while a file is loaded is told of Keras 3', () => {
  const code = [codeAt(OF_KERAS_3, false)]
  const format = 'keras-zip'
  expect(grades({ code, format, facts: [keras('3.9.0')] })).toContain('KER-025')
  expect(grades({ code, format, facts: [keras('2.15.0')] })).not.toContain('KER-025')
  expect(grades({ code, format: 'keras-metadata', facts: [] })).not.toContain('KER-025')
})

test.each([
  [OF_KERAS_2, '3.9.0', true],
  [OF_KERAS_3, '3.9.0', false],
  [OF_KERAS_2, '2.10.0', false],
  [OF_KERAS_3, '2.10.0', true],
  [OF_KERAS_3, 'none', false],
])('code at %s of a file that names Keras %s', (value, version, isOdd) => {
  const found = grades({ code: [codeAt(value, true)], facts: [keras(version)] })
  expect(found.includes('CFG-002')).toBe(isOdd)
})

test('one character a byte is a form of Keras before 2.1.2', () => {
  const code = [{ ...codeAt(OF_KERAS_2, true), encoding: 'raw-unicode-escape' }]
  expect(grades({ code, facts: [keras('2.1.1')] })).not.toContain('CFG-002')
  expect(grades({ code, facts: [keras('2.2.4')] })).toContain('CFG-002')
})
