import { expect, test } from 'vitest'
import type { Judgement } from '../../model/Finding.ts'
import type { Layer } from '../../model/Layer.ts'
import type { Fact } from '../../model/ModelPart.ts'
import type { OutsideReference } from '../../model/OutsideReference.ts'
import { sampleLocation, sampleModel } from '../sample.ts'
import { outsideReferences } from './outsideReferences.ts'
import { whereTo } from './whereTo.ts'

type Parts = Partial<OutsideReference> & Pick<OutsideReference, 'what' | 'target'>

function findingsOf(parts: Parts, version: string | null = '3.9.0'): readonly Judgement[] {
  const reference: OutsideReference = {
    key: 'filepath',
    layer: 'it',
    layerClass: null,
    at: sampleLocation(),
    ...parts,
  }
  return [...outsideReferences.find(sampleModel({ outside: [reference], facts: factsOf(version) }))]
}

function factsOf(version: string | null): readonly Fact[] {
  return version === null ? [] : [{ name: 'keras_version', value: version, at: sampleLocation() }]
}

function grades(parts: Parts, version?: string | null): readonly string[] {
  return findingsOf(parts, version).map(({ rule, severity }) =>
    severity === undefined ? rule : `${rule} ${severity}`,
  )
}

test.each([
  ['words.txt', 'inside'],
  ['assets/words.txt', 'inside'],
  ['data\\words.txt', 'inside'],
  ['/content/drive/words.txt', 'absolute'],
  ['/home/author/words.txt', 'absolute'],
  ['C:\\Users\\author\\words.txt', 'absolute'],
  ['~/words.txt', 'absolute'],
  ['file:///content/words.txt', 'absolute'],
  ['/etc/passwd', 'system'],
  ['file:///etc/passwd', 'system'],
  ['/home/author/.ssh/id_rsa', 'system'],
  ['C:\\Windows\\win.ini', 'system'],
  ['../../words.txt', 'above'],
  ['..\\words.txt', 'above'],
  ['https://example.test/words.txt', 'elsewhere'],
  ['gs://bucket/words.txt', 'elsewhere'],
  ['\\\\example\\share\\words.txt', 'elsewhere'],
] as const)('%s leads %s', (target, expected) => {
  expect(whereTo(target)).toBe(expected)
})

// https://nvd.nist.gov/vuln/detail/CVE-2026-1462
test.each([
  ['exported', 'KER-026 high'],
  ['/tmp/exported', 'KER-026 critical'],
  ['../exported', 'KER-026 critical'],
  ['https://example.test/exported', 'KER-026 critical'],
])('a TFSMLayer of %s is told', (target, expected) => {
  expect(grades({ what: 'saved-model', target })).toEqual([expected])
})

// https://nvd.nist.gov/vuln/detail/CVE-2025-12058
test.each([
  ['words.txt', 'KER-027 high', 'KER-027 medium'],
  ['/content/words.txt', 'KER-027 high', 'KER-027 medium'],
  ['assets/words.txt', 'KER-027 high', 'KER-027 info'],
  ['/etc/shadow', 'KER-027 critical', 'KER-027 critical'],
  ['http://192.0.2.1/x', 'KER-027 critical', 'KER-027 critical'],
])('words from %s: Keras 3 writes no path, Keras 2 does', (target, ofKeras3, ofKeras2) => {
  const words = { what: 'vocabulary', key: 'vocabulary', target } as const
  expect(grades(words)).toEqual([ofKeras3])
  expect(grades(words, null)).toEqual([ofKeras3])
  expect(grades(words, '2.10.0')).toEqual([ofKeras2])
})

test('a model of TensorFlow Hub is for review when it is fetched, and a remark when it lies here', () => {
  const hub = { what: 'hub-module', key: 'handle' } as const
  expect(grades({ ...hub, target: 'https://tfhub.dev/google/nnlm/2' })).toEqual(['KER-028 medium'])
  expect(grades({ ...hub, target: './nnlm' })).toEqual(['KER-028 low'])
})

test.each([
  ['InstanceMethod', 'attr_name', 'to_tensor', []],
  ['InstanceProperty', 'attr_name', 'flat_values', []],
  ['InstanceMethod', 'attr_name', 'strange', ['KER-031 medium']],
  ['InstanceMethod', 'attr_name', '__reduce__', ['KER-031 high']],
  ['InstanceProperty', 'attr_name', '__class__', ['KER-031 high']],
  ['ClassMethod', 'method_name', 'from_row_splits', []],
  ['ClassMethod', 'cls_symbol', 'RaggedTensor', []],
  ['ClassMethod', 'cls_symbol', 'io.gfile.GFile', ['KER-031 high']],
  ['ClassMethod', 'cls_symbol', 'data.Dataset', ['KER-031 high']],
  ['FlaxLayer', 'method', '__call__', []],
  ['FlaxLayer', 'method', 'encode', ['KER-036 info']],
  ['FlaxLayer', 'method', '__reduce_ex__', ['KER-036 high']],
])('%s with %s %s', (layerClass, key, target, expected) => {
  expect(grades({ what: 'method', key, target, layerClass })).toEqual(expected)
})

// https://nvd.nist.gov/vuln/detail/CVE-2025-49655
test('a module of PyTorch is told as what it does when it is loaded', () => {
  expect(findingsOf({ what: 'torch-module', key: 'module', target: 'gAR9' })).toMatchObject([
    {
      rule: 'KER-007',
      message: 'Loading unpickles the PyTorch module of layer `it`',
      effect: { kind: 'dynamic-code', when: 'load' },
    },
  ])
})

test('a shard is told when its name is a path, and not when it lies beside the map', () => {
  expect(grades({ what: 'shard', target: '../other/model_00000.weights.h5' })).toEqual(['ZIP-013'])
  expect(grades({ what: 'shard', target: 'model_00000.weights.h5' })).toEqual([])
})

test('the same way out in two copies of a configuration is one finding', () => {
  const reference: OutsideReference = {
    ...{ what: 'saved-model', target: 'exported', key: 'filepath', layer: 'it', layerClass: null },
    at: sampleLocation(),
  }
  const outside = [reference, { ...reference, at: sampleLocation('copy') }]
  expect([...outsideReferences.find(sampleModel({ outside }))]).toHaveLength(1)
})

// https://nvd.nist.gov/vuln/detail/CVE-2026-12479
test.each([
  ['dense/kernel', '3.14.0', ['HDF-011']],
  ['dense/kernel', '2.10.0', []],
  ['dense/MatMul', null, []],
  ['y/ReadVariableOp', null, []],
  ['../../dense', '2.10.0', ['HDF-011']],
  ['dense\\kernel', '2.10.0', ['HDF-011']],
  ['/dense', '2.10.0', ['HDF-011']],
  ['dense\0', '3.14.0', ['HDF-011']],
  ['NUL', '3.14.0', ['HDF-011']],
  ['null', '3.14.0', []],
  ['block1.conv..a', '3.14.0', []],
])('a layer by the name %j, of Keras %s', (name, version, expected) => {
  const layer: Layer = {
    ...{ id: name, name, className: 'Dense', parent: null, inputs: [], outputShape: null },
    ...{ parameters: null, activation: null, module: null, custom: false, at: sampleLocation() },
  }
  const findings = [
    ...outsideReferences.find(sampleModel({ layers: [layer], facts: factsOf(version) })),
  ]
  expect(findings.map(({ rule }) => rule)).toEqual(expected)
})
