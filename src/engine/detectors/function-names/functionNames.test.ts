import { expect, test } from 'vitest'
import type { Layer } from '../../model/Layer.ts'
import type { FunctionReference } from '../../model/Report.ts'
import { sampleLocation, sampleModel } from '../sample.ts'
import { functionNames } from './functionNames.ts'

function named(parts: Partial<FunctionReference>): readonly string[] {
  const reference: FunctionReference = {
    kind: 'name',
    text: 'f',
    layer: 'lambda_1',
    layerClass: 'Lambda',
    slot: 'function',
    module: null,
    location: sampleLocation(),
    ...parts,
  }
  return grades({ references: [reference] })
}

function layered(parts: Partial<Layer>): readonly string[] {
  const layer: Layer = {
    id: 'layer_1',
    name: 'layer_1',
    className: 'Dense',
    parent: null,
    inputs: [],
    outputShape: null,
    parameters: null,
    activation: null,
    module: 'keras.layers',
    custom: false,
    at: sampleLocation(),
    ...parts,
  }
  return grades({ layers: [layer] })
}

function grades(model: Parameters<typeof sampleModel>[0]): readonly string[] {
  return [...functionNames.find(sampleModel(model))].map(({ rule, severity }) =>
    severity === undefined ? rule : `${rule} ${severity}`,
  )
}

test('a function of the author’s by its name is told', () => {
  expect(named({ text: 'antirectifier', module: '__main__' })).toEqual(['KER-040'])
  expect(named({ text: 'dice_loss', layer: null, layerClass: null, slot: 'loss' })).toEqual([
    'KER-040',
  ])
})

test('an object of TensorFlow itself is not the author’s', () => {
  expect(named({ text: 'DynamicLossScale', layer: null, layerClass: null, slot: 'x' })).toEqual([])
})

test('bytecode, source and undecodable text are not names', () => {
  expect(named({ kind: 'source', text: 'subprocess.Popen' })).toEqual([])
})

test.each([
  ['Popen', 'subprocess'],
  ['system', 'os'],
  ['eval', 'builtins'],
  ['load', 'pickle'],
  ['get_file', 'shutil'],
  ['getpid', 'os'],
])('%s in module %s is critical: the loader would call it', (text, module) => {
  expect(named({ text, module, layerClass: 'Dense', slot: 'activation' })).toEqual(['KER-020'])
  expect(layered({ className: text, module, custom: true })).toEqual(['KER-020'])
})

test.each([
  ['get_file', 'keras.utils'],
  ['load_model', 'keras.src.saving.saving_api'],
  ['enable_unsafe_deserialization', 'keras.config'],
])('%s of Keras is what no model needs', (text, module) => {
  expect(named({ text, module })).toEqual(['KER-022'])
})

test('classes of Keras and of the author are nothing to this detector', () => {
  expect(layered({})).toEqual([])
  expect(layered({ className: 'MyLayer', module: 'my.layers', custom: true })).toEqual([])
})

test('a function in the place of a layer is told', () => {
  expect(layered({ className: 'function', module: 'builtins' })).toEqual(['KER-021'])
})

test.each([
  ['math.add', []],
  ['nn.relu', []],
  ['__operators__.add', []],
  ['tf.image.resize', []],
  ['compat.v1.gather', []],
  ['io.decode_jpeg', []],
  ['io.read_file', ['KER-029 high']],
  ['io.write_file', ['KER-029 critical']],
  ['compat.v1.io.gfile.remove', ['KER-029 critical']],
  ['load_library', ['KER-029 critical']],
  ['py_function', ['KER-029 critical']],
  ['numpy_function', ['KER-029 critical']],
  ['saved_model.load', ['KER-029 critical']],
  ['rpc_client', ['KER-029 high']],
  ['print', ['KER-029 medium']],
])('the symbol %s of a TFOpLambda is graded by what it does', (text, expected) => {
  expect(named({ text, layerClass: 'TFOpLambda' })).toEqual(expected)
})
