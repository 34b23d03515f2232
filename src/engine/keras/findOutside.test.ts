import { expect, test } from 'vitest'
import { parseJson } from '../encodings/json/parseJson.ts'
import { fileLocation, locationText } from '../model/Location.ts'
import type { ModelPart } from '../model/ModelPart.ts'
import { readKerasConfig } from './index.ts'

const at = fileLocation('model.json', 0)

function partsOf(...layers: readonly object[]): readonly ModelPart[] {
  const config = { class_name: 'Sequential', config: { name: 'model', layers } }
  return [...readKerasConfig(parseJson(new TextEncoder().encode(JSON.stringify(config))).root, at)]
}

/** `layer: what key = target`, in one line. */
function told(class_name: string, config: object): readonly string[] {
  return partsOf({ class_name, config: { name: 'it', ...config } }).flatMap((part) => {
    if (part.kind !== 'outside') return []
    const { layer, what, key, target } = part.reference
    return [`${layer ?? 'model'}: ${what} ${key} = ${target}`]
  })
}

test.each([
  ['TFSMLayer', { filepath: '/tmp/m' }, ['it: saved-model filepath = /tmp/m']],
  ['StringLookup', { vocabulary: 'w.txt' }, ['it: vocabulary vocabulary = w.txt']],
  ['Custom>MyLookup', { vocabulary: 'w.txt' }, ['it: vocabulary vocabulary = w.txt']],
  ['IndexLookup', { idf_weights: 'i.txt' }, ['it: vocabulary idf_weights = i.txt']],
  ['TextVectorization', { vocabulary: ['a', 'b'], idf_weights: [1, 2] }, []],
  ['KerasLayer', { handle: 'https://x.test/1' }, ['it: hub-module handle = https://x.test/1']],
  ['InstanceProperty', { attr_name: 'values' }, ['it: method attr_name = values']],
  [
    'ClassMethod',
    { cls_symbol: 'RaggedTensor', method_name: 'from_row_splits' },
    ['it: method cls_symbol = RaggedTensor', 'it: method method_name = from_row_splits'],
  ],
  ['FlaxLayer', { method: '__call__' }, ['it: method method = __call__']],
  ['Dense', { vocabulary: 'w.txt', filepath: '/tmp/m', handle: 'x' }, []],
])('%s', (className, config, expected) => {
  expect(told(className, config)).toEqual(expected)
})

test('a layer that stands where no layer is looked for leads out as well', () => {
  const inner = { class_name: 'TFSMLayer', config: { filepath: '/tmp/m' } }
  const metrics = { class_name: 'Dense', config: { name: 'it', kernel_initializer: inner } }
  expect(partsOf(metrics).some(({ kind }) => kind === 'outside')).toBe(true)
})

test.each([
  ['text', 'Y29zCnN5c3RlbQo='],
  ['__bytes__', { class_name: '__bytes__', config: { value: 'Y29zCnN5c3RlbQo=' } }],
  ['bytes as they are', { class_name: '__bytes__', config: { value: 'cos\nsystem\n' } }],
])('the module of a TorchModuleWrapper is a file: %s', (_, module) => {
  const parts = partsOf({ class_name: 'TorchModuleWrapper', config: { name: 'it', module } })
  const files = parts.flatMap((part) => (part.kind === 'file' ? [part.file] : []))
  expect(files).toHaveLength(1)
  const [file] = files
  expect(locationText(file?.at ?? [])).toBe(
    'model.json › config.layers[0].config.module › module.pt',
  )
  expect(new TextDecoder().decode(file?.source.read(0, file.source.size))).toBe('cos\nsystem\n')
})
