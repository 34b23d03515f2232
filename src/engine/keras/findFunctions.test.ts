import { expect, test } from 'vitest'
import { parseJson } from '../encodings/json/parseJson.ts'
import { fileLocation, locationText } from '../model/Location.ts'
import type { FunctionSlot, ModelPart } from '../model/ModelPart.ts'
import { readKerasConfig, readTrainingConfig } from './index.ts'

// Code as marshal writes it, as far as a header goes: type, argcount, kwonlyargcount, nlocals, stacksize, flags, bytecode.
const CODE = Uint8Array.from([
  ...[0xe3, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 0x43, 0, 0, 0],
  ...[0x73, 12, 0, 0, 0, 0x7c, 0, 0, 0x64, 1, 0, 0x1b, 0x64, 2, 0, 0x18, 0x53],
  ...Array.from({ length: 30 }, () => 0x4e),
])
const RAW = String.fromCharCode(...CODE) // Keras 0.3 to 2.1.1
const BASE64 = Buffer.from(CODE).toString('base64').replace(/.{60}/, '$&\n') + '\n' // since 2.1.2

const at = fileLocation('model.json', 0)
const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
const slotsOf = (parts: Iterable<ModelPart>): readonly FunctionSlot[] =>
  [...parts].flatMap((part) => (part.kind === 'function' ? [part.slot] : []))
const read = (config: unknown) => slotsOf(readKerasConfig(parseJson(bytesOf(config)).root, at))
const layer = (class_name: string, config: object) => ({
  class_name: 'Sequential',
  config: { name: 'model', layers: [{ class_name, config: { name: 'it', ...config } }] },
})

/** `slot: what`, in one line. */
function told(slots: readonly FunctionSlot[]): readonly string[] {
  return slots.map(({ slot, value }) => {
    if (value.kind === 'bytecode') {
      expect(value.bytes).toEqual(CODE)
      return `${slot}: ${value.encoding}`
    }
    if (value.kind === 'name') return `${slot}: name ${value.name}`
    return `${slot}: ${value.kind}`
  })
}

test.each([
  ['the bare string of Keras 0.3 and 1.0', RAW, 'raw-unicode-escape'],
  ['the list of Keras 1.2 to 2.1.1', [RAW, null, null], 'raw-unicode-escape'],
  ['the list of Keras 2.1.2 and later', [BASE64, null, null], 'base64'],
  ['a tuple of a SavedModel', tuple([BASE64, null, null]), 'base64'],
  ['__lambda__ with code', lambda({ code: BASE64, defaults: null, closure: null }), 'base64'],
  ['__lambda__ with a dump', lambda({ value: [BASE64, null, null] }), 'base64'],
  ['__lambda__ with a dump as code', lambda({ code: [BASE64, null, null] }), 'base64'],
  ['a bare base64 string', BASE64, 'base64'],
])('a function is found in %s', (_what, value, encoding) => {
  for (const slot of ['function', 'output_shape', 'mask'])
    expect(told(read(layer('Lambda', { [slot]: value })))).toEqual([`${slot}: ${encoding}`])
})

test.each([
  ['a name', 'exploit', 'name exploit'],
  ['a dotted name', 'pkg.mod.fn', 'name pkg.mod.fn'],
  ['a name that begins as code does', 'custom_distance_function', 'name custom_distance_function'],
  ['a name of Keras', 'relu', 'name relu'],
  ['the name of a lambda that was lost', '<lambda>', 'name <lambda>'],
  ['a reference of Keras 3', reference('exploit'), 'name exploit'],
  ['Python source', "lambda x: eval('1')", 'source'],
  ['source of several lines', 'def f(x):\n\treturn x', 'source'],
  ['control characters', 'ab\u0000cd', 'undecodable'],
  ['base64 of something else', 'QUJD'.repeat(20), 'undecodable'],
  ['a dump that decodes to nothing', ['QUJDRA', null, null], 'undecodable'],
  ['__lambda__ without code', lambda({ closure: [] }), 'undecodable'],
])('a function that is %s is told as such', (_what, value, expected) => {
  expect(told(read(layer('Lambda', { function: value })))).toEqual([`function: ${expected}`])
})

test('a type beside a key says that it holds a function: Merge of Keras 1, cell wrappers of tf.keras', () => {
  const merge = {
    ...{ mode: [RAW, null, null], mode_type: 'lambda' },
    ...{ output_shape: 'shape_of', output_shape_type: 'function' },
    ...{ output_mask: RAW, output_mask_type: 'lambda' },
  }
  expect(told(read(layer('Merge', merge)))).toEqual([
    'mode: raw-unicode-escape',
    'output_shape: name shape_of',
    'output_mask: raw-unicode-escape',
  ])
  expect(read(layer('Merge', { mode: 'sum', mode_type: 'raw' }))).toEqual([])
  const wrapper = { residual_fn: [BASE64, null, null], residual_fn_type: 'lambda' }
  expect(told(read(layer('ResidualWrapper', wrapper)))).toEqual(['residual_fn: base64'])
  expect(told(read(layer('DropoutWrapper', { dropout_fn: 'drop' })))).toEqual([
    'dropout_fn: name drop',
  ])
})

test('what a type calls code is handed on when only its first byte is that of code', () => {
  const odd = Buffer.from([0x63, ...Array.from({ length: 40 }, () => 0xff)]).toString('base64')
  const [slot] = read(layer('Lambda', { function: odd, function_type: 'lambda' }))
  expect(slot?.value.kind).toBe('bytecode')
})

test('an output shape that is a shape is none', () => {
  for (const shape of [[2, 3], [null, 3, 4], tuple([null, 3, 4]), null])
    expect(read(layer('Lambda', { function: null, output_shape: shape }))).toEqual([])
})

test('default arguments and closures are told as JSON, and code inside them is found', () => {
  const dump = [BASE64, [0.5, 'x', { a: null }], [tuple([1]), [BASE64, null, null]]]
  const slots = read(layer('Lambda', { function: dump }))
  expect(told(slots)).toEqual(['function: base64', 'function[2][1]: base64'])
  expect(slots[0]?.value).toMatchObject({
    defaults: '[0.5, "x", {"a": null}]',
    closure: `[{"class_name": "__tuple__", "items": [1]}, [${JSON.stringify(BASE64)}, null, null]]`,
  })
})

test('the module beside a function is told: its names become the globals of the code', () => {
  const config = {
    ...{ function: [BASE64, null, null], module: 'os' },
    ...{ mask: [BASE64, null, null], mask_module: 'subprocess' },
    output_shape: reference('shape_of', 'somewhere'),
  }
  expect(read(layer('Lambda', config)).map(({ slot, module }) => [slot, module])).toEqual([
    ['function', 'os'],
    ['mask', 'subprocess'],
    ['output_shape', 'somewhere'],
  ])
})

test.each([
  ['activation', { activation: BASE64 }, 'activation'],
  ['activation of Keras 3', { activation: { value: [BASE64, null, null] } }, 'activation'],
  ['recurrent activation', { recurrent_activation: lambda({ code: BASE64 }) }, null],
  ['initialiser', { kernel_initializer: lambda({ code: BASE64 }) }, 'kernel_initializer'],
  ['initialiser of Keras 1', { init: [RAW, null, null] }, 'init'],
  ['regulariser', { W_regularizer: lambda({ value: [BASE64, null, null] }) }, 'W_regularizer'],
  ['constraint', { bias_constraint: RAW }, 'bias_constraint'],
  ['arguments', { arguments: { deep: [{ er: BASE64 }] } }, 'arguments.deep[0].er'],
  ['a key that nobody knows', { '<odd> key': RAW }, '["<odd> key"]'],
])('code in a layer that is no Lambda is found: %s', (_what, config, slot) => {
  const [found, ...more] = read(layer('Dense', config))
  expect(more).toEqual([])
  expect(found?.value.kind).toBe('bytecode')
  expect(found).toMatchObject({
    layer: 'it',
    layerClass: 'Dense',
    slot: slot ?? 'recurrent_activation',
  })
})

test('code is found in calls, build configurations, and losses of the model and of one inside it', () => {
  const inner = {
    class_name: 'Functional',
    name: 'inner',
    config: { name: 'inner', layers: [] },
    inbound_nodes: [{ args: [], kwargs: { fn: lambda({ code: BASE64 }) } }],
    build_config: { input_shape: [null, 2], hidden: BASE64 },
    compile_config: { loss: lambda({ code: BASE64 }) },
  }
  const model = {
    class_name: 'Functional',
    config: { name: 'model', layers: [inner] },
    compile_config: { metrics: [lambda({ code: BASE64 })], optimizer: { x: { y: BASE64 } } },
  }
  expect(read(model).map(({ layer: id, slot }) => [id, slot])).toEqual([
    ['inner', 'inbound_nodes[0].kwargs.fn'],
    ['inner', 'build_config.hidden'],
    ['inner', 'loss'],
    [null, 'metrics[0]'],
    [null, 'optimizer.x.y'],
  ])
})

test("Keras' own functions by name are ordinary; others are told", () => {
  const training = {
    loss: { out: 'mse', other: 'my_loss' },
    metrics: [
      ['accuracy', 'my_metric'],
      { class_name: 'MeanMetricWrapper', config: { fn: 'mae' } },
    ],
    optimizer_config: {
      class_name: 'Custom>Adam',
      config: { learning_rate: { class_name: 'MySchedule', module: 'mine', config: {} } },
    },
    weighted_metrics: [reference('mean_squared_error'), reference('get_file', 'keras.utils')],
  }
  const root = parseJson(bytesOf(training)).root
  expect(told(slotsOf(readTrainingConfig(root, at)))).toEqual([
    'loss.other: name my_loss',
    'metrics[0][1]: name my_metric',
    'optimizer_config.config.learning_rate: name MySchedule',
    'weighted_metrics[1]: name get_file',
  ])
  const dense = {
    ...{ activation: 'relu', kernel_initializer: 'glorot_uniform', init: 'normal' },
    ...{ W_regularizer: { name: 'WeightRegularizer', l1: 0, l2: 0.01 } },
    ...{ bias_initializer: { class_name: 'Zeros', config: {} }, kernel_constraint: null },
    dtype: { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float32' } },
  }
  expect(read(layer('Dense', dense))).toEqual([])
  expect(told(read(layer('Dense', { activation: 'mine', init: 'odd' })))).toEqual([
    'activation: name mine',
    'init: name odd',
  ])
})

test('functions that TextVectorization calls are told, unless they are its own', () => {
  const own = { standardize: 'lower_and_strip_punctuation', split: 'whitespace' }
  expect(told(read(layer('TextVectorization', own)))).toEqual([])
  expect(told(read(layer('TextVectorization', { standardize: 'clean', split: null })))).toEqual([
    'standardize: name clean',
  ])
})

test('values that nest deeper than any writer nests them are told once', () => {
  const nested = (depth: number): unknown =>
    Array.from({ length: depth }).reduce((inside) => [inside], 'x')
  const odditiesOf = (depth: number): number => {
    const config = layer('Dense', { a: nested(depth), b: nested(depth) })
    const parts = [...readKerasConfig(parseJson(bytesOf(config)).root, at)]
    return parts.filter(({ kind }) => kind === 'oddity').length
  }
  expect([odditiesOf(40), odditiesOf(90)]).toEqual([0, 1])
})

test('a symbol of TensorFlow that a layer calls is told', () => {
  expect(told(read(layer('TFOpLambda', { function: 'io.write_file' })))).toEqual([
    'function: name io.write_file',
  ])
})

test('a function in a list of layers is told as a name, not as a layer (CVE-2025-1550)', () => {
  const model = {
    class_name: 'Functional',
    config: {
      name: 'model',
      layers: [{ module: 'os', class_name: 'function', config: 'system', inbound_nodes: [] }],
    },
  }
  const parts = [...readKerasConfig(parseJson(bytesOf(model)).root, at)]
  expect(parts.filter(({ kind }) => kind === 'layer')).toEqual([])
  expect(slotsOf(parts)).toMatchObject([
    { layer: null, slot: 'layers[0]', module: 'os', value: { kind: 'name', name: 'system' } },
  ])
})

test('the location leads from the file to the string and to its bytes', () => {
  const config = layer('Lambda', { function: [BASE64, null, null] })
  const [slot] = read(config)
  expect(locationText(slot?.at ?? [])).toBe(
    'model.json › config.layers[0].config.function[0] › code',
  )
  const [, value, payload] = slot?.at ?? []
  const text = JSON.stringify(config)
  const start = value?.offset ?? 0
  expect(text.slice(start, start + (value?.length ?? 0))).toBe(JSON.stringify(BASE64))
  expect(value?.via).toBe('same')
  expect(payload).toEqual({
    ...{ kind: 'payload', name: 'code', offset: 0, length: BASE64.length, via: 'base64' },
  })
})

test('what Python skips in base64 is an oddity of the payload', () => {
  const parts = [
    ...readKerasConfig(parseJson(bytesOf(layer('Lambda', { function: `!${BASE64}` }))).root, at),
  ]
  expect(parts.filter(({ kind }) => kind === 'oddity')).toMatchObject([
    {
      oddity: {
        what: 'payload-oddity',
        detail: '1 characters in it are not base64; Python skips them',
      },
    },
  ])
})

test('a configuration without a model is still searched for code', () => {
  expect(told(read({ anything: [{ at: { all: BASE64 } }] }))).toEqual([
    'anything[0].at.all: base64',
  ])
})

test('a function in the place of the model is told', () => {
  expect(read(lambda({ code: BASE64 })).map(({ value }) => value.kind)).toEqual(['bytecode'])
  expect(read(reference('system', 'os'))).toMatchObject([
    { module: 'os', value: { name: 'system' } },
  ])
})

function lambda(config: object): object {
  return { class_name: '__lambda__', config }
}

function tuple(items: readonly unknown[]): object {
  return { class_name: '__tuple__', items }
}

function reference(config: string, module = 'builtins'): object {
  return { module, class_name: 'function', config, registered_name: 'function' }
}
