import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Layer } from '../../model/Layer.ts'
import type { FunctionReference } from '../../model/Report.ts'
import { sampleLocation, sampleModel } from '../sample.ts'
import { functionNames } from './functionNames.ts'

function named(parts: Partial<FunctionReference>): readonly string[] {
  return grades({ references: [sampleReference(parts)] })
}

function message(parts: Partial<FunctionReference>): string | undefined {
  const [finding] = functionNames.find(sampleModel({ references: [sampleReference(parts)] }))
  return finding?.message
}

function sampleReference(parts: Partial<FunctionReference>): FunctionReference {
  return {
    kind: 'name',
    text: 'f',
    arguments: null,
    layer: 'lambda_1',
    layerClass: 'Lambda',
    slot: 'function',
    module: null,
    location: sampleLocation(),
    ...parts,
  }
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
  expect(named({ text, module, layerClass: 'Dense', slot: 'activation' })).toEqual([
    'KER-020 critical',
  ])
  expect(layered({ className: text, module, custom: true })).toEqual(['KER-020 critical'])
})

test.each([
  ['get_file', 'keras.utils'],
  ['load_model', 'keras.src.saving.saving_api'],
  ['File', 'keras.src.utils.file_utils'],
])('%s of Keras is what no model needs', (text, module) => {
  expect(named({ text, module })).toEqual(['KER-022 critical'])
})

// https://nvd.nist.gov/vuln/detail/CVE-2025-9906
test('the switch for unsafe deserialization is critical by itself, under every name of it', () => {
  const text = 'enable_unsafe_deserialization'
  for (const module of ['keras.config', 'keras.src.saving.serialization_lib', null])
    expect(named({ text, module })).toEqual(['KER-023 critical'])
})

test.each([
  ['plot_model', 'keras.utils'],
  ['load_data', 'keras.datasets.mnist'],
  ['VGG16', 'keras.applications.vgg16'],
  ['set_backend', 'keras.config'],
  ['deserialize', 'keras.layers'],
])('%s of Keras, which is on no list of Keras, is told as well', (text, module) => {
  expect(named({ text, module })).toEqual(['KER-022 high'])
})

test.each([
  ['relu', 'keras.activations'],
  ['mean_squared_error', 'keras.src.losses.losses'],
  ['abs', 'keras.ops'],
  ['preprocess_input', 'keras.applications.vgg16'],
])('%s of Keras is what models are built of', (text, module) => {
  expect(named({ text, module })).toEqual([])
})

test('classes of Keras and of the author are nothing to this detector', () => {
  expect(layered({})).toEqual([])
  expect(layered({ className: 'MyLayer', module: 'my.layers', custom: true })).toEqual([])
})

test('a function in the place of a layer is told', () => {
  expect(layered({ className: 'function', module: 'builtins' })).toEqual(['KER-021 high'])
})

test.each([
  ['system', 'os', 'KER-021 critical'],
  ['my_block', 'my.blocks', 'KER-021 high'],
  ['get_file', 'keras.utils', 'KER-022 critical'],
])('%s in a list of layers is called by the loader (CVE-2025-1550)', (text, module, expected) => {
  const place = { layer: null, layerClass: null, slot: 'layers[2]', module }
  expect(named({ text, ...place })).toEqual([expected])
  expect(message({ text, ...place, arguments: '"id", shell=true' })).toMatch(
    /calls it with `"id", shell=true`$/,
  )
})

test.each([
  ['is_zipfile', 'zipfile', 'KER-020 critical'],
  ['Counter', 'collections', 'KER-020 high'],
  ['Series', 'pandas.core.series', 'KER-020 high'],
  ['Popen', 'subprocess.', 'KER-020 critical'],
  ['Popen', ' subprocess ', 'KER-020 critical'],
  ['system', 'os\u200b', 'KER-020 critical'],
  ['subprocess\u2024run', 'numpy\u2024f2py', 'KER-020 critical'],
  ['system', 'ｏｓ', 'KER-020 critical'],
  ['Dense', 'keras\u2024layers', 'KER-020 high'],
  ['Layer1', '.layers', 'KER-020 high'],
])('%s in %j, where no model takes anything from, is told', (text, module, expected) => {
  expect(named({ text, module, layerClass: 'Dense', slot: 'activation' })).toEqual([expected])
  expect(layered({ className: text, module, custom: true })).toEqual([expected])
})

test.each([
  ['Attention2', 'my_package.layers'],
  ['EncodecBlock', 'models.codecs.blocks'],
  ['SEBlock', '__main__'],
  ['Layer', 'code.layers'],
  ['Patches', 'My Package'],
])('the class %s in %s is the author’s, and no other detector’s concern', (className, module) => {
  expect(layered({ className, module, custom: true })).toEqual([])
})

test('a name beside a class counts when tf_keras would find something harmful by it', () => {
  const place = { slot: 'registered_name', layerClass: 'Dense' }
  expect(named({ ...place, text: 'eval', module: 'builtins' })).toEqual(['KER-020 critical'])
  expect(named({ ...place, text: 'get_file', module: 'keras.utils' })).toEqual(['KER-022 critical'])
  expect(named({ ...place, text: 'Attention2', module: 'my.layers' })).toEqual([])
})

test('a function of keras.layers where a class should be named is told (legacy HDF5)', () => {
  expect(layered({ className: 'deserialize', module: null, custom: true })).toEqual(['KER-033'])
  expect(layered({ className: 'Deserializer', module: null, custom: true })).toEqual([])
})

/** What models are built of: everything else that a loader finds is to be told. */
const ORDINARY =
  /^(tf_)?keras\.src\.(layers|activations|ops|export\.tfsm_layer)\b.*(?<!deserialize)$|preprocess_input$/

// What Keras 3.15.1 and tf_keras 2.21.0 find: scripts/fixtures/keras-behaviour.py
test('whatever real Keras finds outside of what models are built of is at least suspicious', () => {
  const lookups = goldenLookups()
  expect(lookups.length).toBeGreaterThan(80)
  for (const [config, found] of lookups) {
    const alarms = gradesOf(config).filter((grade) => / (high|critical)$/.test(grade))
    const where = `${JSON.stringify(config)} is ${found ?? 'refused'}`
    if (found !== null) expect(alarms.length > 0, where).toBe(!ORDINARY.test(found))
  }
})

interface Config {
  readonly module: string
  readonly class_name: string
  readonly config: unknown
  readonly registered_name: string | null
}

function goldenLookups(): readonly (readonly [Config, string | null])[] {
  const text = readFileSync(join(import.meta.dirname, 'fixtures/keras-behaviour.json'), 'utf8')
  const parts: unknown = JSON.parse(text)
  return Object.values(parts ?? {}).flatMap((part: unknown) =>
    isPart(part) ? part.lookups.filter(isLookup) : [],
  )
}

function isPart(part: unknown): part is { readonly lookups: readonly unknown[] } {
  return (
    typeof part === 'object' && part !== null && 'lookups' in part && Array.isArray(part.lookups)
  )
}

function isLookup(row: unknown): row is readonly [Config, string | null] {
  return Array.isArray(row) && row.length === 2
}

function gradesOf({ module, class_name, config, registered_name }: Config): readonly string[] {
  const text = typeof config === 'string' ? config : class_name
  const place = { module, layer: null, layerClass: null }
  const second = registered_name === null || registered_name === 'function' ? [] : [registered_name]
  return [
    ...named({ ...place, text, slot: 'loss' }),
    ...second.flatMap((one) => named({ ...place, text: one, slot: 'registered_name' })),
  ]
}

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
  ['raw_ops.MatMul', []],
  ['raw_ops.ReadFile', ['KER-029 high']],
  ['raw_ops.WriteFile', ['KER-029 critical']],
  ['raw_ops.EagerPyFunc', ['KER-029 high']],
  ['raw_ops.DatasetFromGraph', ['KER-029 critical']],
  ['raw_ops.Abort', ['KER-029 medium']],
  ['debugging.assert_equal', []],
  ['debugging.set_log_device_placement', ['KER-029 medium']],
  ['io.gfile.listdir', ['KER-029 high']],
  ['something.new', ['KER-029 medium']],
  ['meshgrid', []],
])('the symbol %s of a TFOpLambda is graded by what it does', (text, expected) => {
  expect(named({ text, layerClass: 'TFOpLambda' })).toEqual(expected)
})

test('what a TFOpLambda calls its symbol with is told, and a path of the system tells the intent', () => {
  const text = 'io.read_file'
  const layer = { layerClass: 'TFOpLambda', layer: 'l' }
  expect(message({ text, ...layer, arguments: 'filename="x"' })).toBe(
    'Reads files with `tf.io.read_file` and `filename="x"` when layer `l` is called',
  )
  const given = 'filename="/etc/passwd"'
  expect(named({ text, ...layer, arguments: given })).toEqual(['KER-029 critical'])
})
