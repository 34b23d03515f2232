import { expect, test } from 'vitest'
import { parseJson } from '../encodings/json/parseJson.ts'
import { fileLocation } from '../model/Location.ts'
import type { ModelPart } from '../model/ModelPart.ts'
import { readKerasConfig, readLayerObject } from './index.ts'

function read(config: unknown): readonly ModelPart[] {
  const bytes = new TextEncoder().encode(JSON.stringify(config))
  return [...readKerasConfig(parseJson(bytes).root, fileLocation('model.json', bytes.length))]
}

function layers(config: unknown) {
  return read(config).flatMap((part) => (part.kind === 'layer' ? [part.layer] : []))
}

/** `id ← inputs`, and the parent where there is one. */
function graph(config: unknown): readonly string[] {
  return layers(config).map(({ id, inputs, parent }) => {
    const from = inputs.length === 0 ? '' : ` ← ${inputs.join(' ')}`
    return `${id}${from}${parent === null ? '' : ` in ${parent}`}`
  })
}

const named = (class_name: string, name: string, config: object = {}) => ({
  class_name,
  config: { name, ...config },
})
const node = (class_name: string, name: string, inbound_nodes: unknown, config: object = {}) => ({
  ...named(class_name, name, config),
  name,
  inbound_nodes,
})
const functional = (name: string, all: readonly object[], more: object = {}) =>
  named('Functional', name, { layers: all, ...more })

test('a Sequential is a chain, whether its configuration is an object or the list of Keras 1', () => {
  const all = [named('Dense', 'a'), named('Dropout', 'b'), named('Dense', 'c')]
  const chain = ['a', 'b ← a', 'c ← b']
  expect(graph(named('Sequential', 'model', { layers: all }))).toEqual(chain)
  expect(graph({ class_name: 'Sequential', config: all })).toEqual(chain)
})

test('inbound nodes connect layers in every shape that a Keras has written', () => {
  const tensor = (name: string) => ({
    class_name: '__keras_tensor__',
    config: { shape: [null, 3], dtype: 'float32', keras_history: [name, 0, 0] },
  })
  const all = [
    node('InputLayer', 'a', []),
    node('InputLayer', 'b', []),
    node('Merge', 'keras1', [
      [
        ['a', 0, 0],
        ['b', 0, 0],
      ],
    ]),
    node('Dense', 'keras2', [[['keras1', 0, 0, {}]]]),
    node('TFOpLambda', 'call', [['keras2', 0, 0, { y: ['b', 0, 0], name: null }]]),
    node('Attention', 'by_name', [{ query: ['a', 0, 0], value: ['call', 0, 0] }]),
    node('Dense', 'constant', [['_CONSTANT_VALUE', -1, 2, {}]]),
    node('Add', 'keras3', [
      { args: [[tensor('a'), tensor('by_name')]], kwargs: { mask: tensor('b') } },
    ]),
    node('Dense', 'twice', [[['keras3', 0, 0]], [['twice', 0, 0]]]),
  ]
  expect(graph(functional('model', all))).toEqual([
    'a',
    'b',
    'keras1 ← a b',
    'keras2 ← keras1',
    'call ← keras2 b',
    'by_name ← a call',
    'constant',
    'keras3 ← a by_name b',
    'twice ← keras3 twice',
  ])
})

test('a nested model is a layer with its layers inside, and its inputs reach its input layers', () => {
  const inner = {
    layers: [
      node('InputLayer', 'left', []),
      node('InputLayer', 'right', []),
      node('Add', 'sum', [
        [
          ['left', 0, 0],
          ['right', 0, 0],
        ],
      ]),
    ],
    input_layers: [
      ['left', 0, 0],
      ['right', 0, 0],
    ],
    output_layers: [['sum', 0, 0]],
  }
  const all = [
    node('InputLayer', 'a', []),
    node('InputLayer', 'b', []),
    node(
      'Functional',
      'inner',
      [
        [
          ['a', 0, 0, {}],
          ['b', 0, 0, {}],
        ],
      ],
      inner,
    ),
    node('Sequential', 'chain', [[['inner', 0, 0, {}]]], { layers: [named('Dense', 'd')] }),
  ]
  expect(graph(functional('model', all))).toEqual([
    'a',
    'b',
    'inner ← a b',
    'inner/left ← a in inner',
    'inner/right ← b in inner',
    'inner/sum ← inner/left inner/right in inner',
    'chain ← inner',
    'chain/d ← inner in chain',
  ])
})

test('wrapped layers, cells and layers under a key of the author are layers inside', () => {
  const all = [
    named('TimeDistributed', 'timed', { layer: named('Dense', 'each') }),
    named('Bidirectional', 'both', {
      layer: named('LSTM', 'forward'),
      backward_layer: named('LSTM', 'backward'),
    }),
    named('RNN', 'rnn', {
      cell: named('StackedRNNCells', 'cells', {
        cells: [named('LSTMCell', 'one'), named('MyCell', 'two')],
      }),
    }),
    named('MyBlock', 'block', { blocks: [{ main: named('Conv2D', 'conv') }] }),
    named('FeatureSpace', 'features', {
      features: {
        age: {
          class_name: 'Feature',
          config: { preprocessor: named('Normalization', 'normal') },
        },
      },
    }),
  ]
  expect(graph({ class_name: 'Sequential', config: all })).toEqual([
    'timed',
    'timed/each in timed',
    'both ← timed',
    'both/forward in both',
    'both/backward in both',
    'rnn ← both',
    'rnn/cells in rnn',
    'rnn/cells/one in rnn/cells',
    'rnn/cells/two ← rnn/cells/one in rnn/cells',
    'block ← rnn',
    'block/conv in block',
    'features ← block',
    'features/normal in features',
  ])
})

test('a Merge of Keras 1 takes what its own branches give', () => {
  const branch = (name: string) => ({ class_name: 'Sequential', config: [named('Dense', name)] })
  const merge = named('Merge', 'merge', { mode: 'sum', layers: [branch('a'), branch('b')] })
  expect(graph({ class_name: 'Sequential', config: [merge, named('Dense', 'out')] })).toEqual([
    'merge ← merge/Sequential merge/Sequential#2',
    'merge/Sequential in merge',
    'merge/Sequential/a in merge/Sequential',
    'merge/Sequential#2 in merge',
    'merge/Sequential#2/b in merge/Sequential#2',
    'out ← merge',
  ])
})

test('models of Keras 0.3 have their class as name, and a Graph its nodes by name', () => {
  const sequential = {
    name: 'Sequential',
    layers: [{ name: 'Dense', custom_name: 'first', output_dim: 3 }, { name: 'Dense' }],
  }
  expect(graph(sequential)).toEqual(['first', 'Dense ← first'])
  const old = {
    name: 'Graph',
    nodes: { a: { name: 'Dense' }, b: { name: 'Dense' }, both: { name: 'Dropout' } },
    node_config: [
      { name: 'a', input: 'in' },
      { name: 'b', input: 'in' },
      { name: 'both', inputs: ['a', 'b'], merge_mode: 'concat' },
    ],
  }
  expect(graph(old)).toEqual(['a', 'b', 'both ← a b'])
})

test('initialisers, metrics and wrappers of values are no layers, though some share a name', () => {
  const dense = named('Dense', 'dense', {
    kernel_initializer: named('Identity', 'identity'),
    activity_regularizer: { class_name: 'L2', config: { l2: 0.01 } },
    dtype: { module: 'keras', class_name: 'DTypePolicy', config: { name: 'float32' } },
    value: { class_name: '__tuple__', items: [1, 2] },
  })
  const model = {
    ...named('Sequential', 'model', { layers: [dense] }),
    compile_config: { metrics: [named('Mean', 'mean', { trainable: false })] },
  }
  expect(graph(model)).toEqual(['dense'])
})

test('names may repeat and hold anything: ids stay distinct and short', () => {
  const long = 'x'.repeat(100_000)
  const names = ['__proto__', 'constructor', 'a/b', 'a', 'a', 'a#2', long, long]
  const found = layers({
    class_name: 'Sequential',
    config: names.map((name) => named('Dense', name)),
  })
  expect(found.map(({ name }) => name)).toEqual(names)
  expect(found.map(({ id }) => id).slice(0, 6)).toEqual([
    ...['__proto__', 'constructor', 'a/b', 'a', 'a#2', 'a#2#2'],
  ])
  expect(new Set(found.map(({ id }) => id)).size).toBe(names.length)
  expect(Math.max(...found.map(({ id }) => id.length))).toBeLessThan(300)
})

test('a class is custom when neither its name nor its module is of Keras', () => {
  const all = [
    { ...named('Dense', 'own'), module: 'keras.layers', registered_name: null },
    { ...named('GetItem', 'operation'), module: 'keras.src.ops.numpy', registered_name: 'GetItem' },
    { ...named('Dense', 'registered'), module: null, registered_name: 'Custom>Dense' },
    { ...named('Dense', 'elsewhere'), module: 'os' },
    named('Custom>Attention', 'old'),
    named('KerasLayer', 'hub'),
  ]
  const found = layers(named('Sequential', 'model', { layers: all }))
  expect(found.map(({ name, custom, module }) => [name, custom, module])).toEqual([
    ['own', false, 'keras.layers'],
    ['operation', false, 'keras.src.ops.numpy'],
    ['registered', true, 'Custom'],
    ['elsewhere', true, 'os'],
    ['old', true, 'Custom'],
    ['hub', true, null],
  ])
})

test('activations are told by name, class, or as the lambda that they are', () => {
  const activations = [
    'relu',
    { module: 'keras.layers', class_name: 'ReLU', config: { name: 'r' } },
    { module: 'builtins', class_name: 'function', config: 'mine', registered_name: 'function' },
    { class_name: '__lambda__', config: { code: '' } },
  ]
  const all = activations.map((activation) => named('Dense', 'd', { activation }))
  const found = layers({ class_name: 'Sequential', config: all })
  expect(found.filter(({ parent }) => parent === null).map(({ activation }) => activation)).toEqual(
    ['relu', 'ReLU', 'mine', 'lambda'],
  )
})

test('facts come from the model and what wraps it, with their places', () => {
  const model = named('Sequential', 'mine', { layers: [] })
  const wrapped = {
    format: 'layers-model',
    modelTopology: { keras_version: '2.3.1', backend: 'tensorflow', model_config: model },
  }
  const facts = read(wrapped).flatMap((part) => (part.kind === 'fact' ? [part.fact] : []))
  expect(facts.map(({ name, value, at }) => [name, value, at.at(-1)?.name])).toEqual([
    ['keras_version', '2.3.1', 'modelTopology.keras_version'],
    ['backend', 'tensorflow', 'modelTopology.backend'],
    ['top_class', 'Sequential', 'modelTopology.model_config.class_name'],
    ['model_name', 'mine', 'modelTopology.model_config.config.name'],
  ])
})

test('a subclassed model says that its architecture is not in the file', () => {
  const notes = (config: unknown) =>
    read(config).flatMap((part) => (part.kind === 'note' ? [part.text] : []))
  expect(notes(named('MyModel', 'm'))).toEqual([
    'its architecture is not in the file: only its class name, MyModel',
  ])
  expect(notes(named('MyModel', 'm', { encoder: named('Dense', 'd') }))).toEqual([
    'how the layers of MyModel are connected is not in the file',
  ])
  expect(notes(named('Sequential', 'm', { layers: [] }))).toEqual([])
})

test('a layer that stands alone is told with what is inside it', () => {
  const layer = named('TimeDistributed', 'timed', { layer: named('Dense', 'each') })
  const bytes = new TextEncoder().encode(JSON.stringify(layer))
  const parts = [...readLayerObject(parseJson(bytes).root, fileLocation('node', 0), 'block/timed')]
  expect(parts.flatMap((part) => (part.kind === 'layer' ? [part.layer.id] : []))).toEqual([
    'block/timed',
    'block/timed/each',
  ])
})

test('five thousand layers, and a hundred models in each other, are read in time', () => {
  const chain = Array.from({ length: 5_000 }, (_, index) =>
    node('Dense', `dense_${index}`, index === 0 ? [] : [[[`dense_${index - 1}`, 0, 0, {}]]]),
  )
  const large = new TextEncoder().encode(JSON.stringify(functional('large', chain)))
  const { root } = parseJson(large)
  const start = performance.now()
  expect([...readKerasConfig(root, fileLocation('model.json', 0))].length).toBe(5_002)
  expect(performance.now() - start).toBeLessThan(5_000)
  let deep: object = named('Dense', 'last')
  for (let level = 0; level < 100; level++) deep = named('Sequential', 's', { layers: [deep] })
  const ids = layers(deep).map(({ id }) => id)
  expect(ids).toHaveLength(100)
  expect(Math.max(...ids.map((id) => id.length))).toBeLessThan(1_100)
})
