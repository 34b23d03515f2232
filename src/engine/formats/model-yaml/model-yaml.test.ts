import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bytesSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { fileLocation } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import type { Input } from '../Format.ts'
import { modelYaml } from './model-yaml.ts'

const TOOLS = { hdf5: null }

function input(content: string | Uint8Array): Input {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const at = fileLocation('model.yaml', bytes.length)
  const main = { path: 'model.yaml', source: bytesSource(bytes), at }
  return { name: 'model.yaml', isFolder: false, files: [main], main, head: bytes.subarray(0, 4096) }
}

function read(content: string | Uint8Array): readonly ModelPart[] {
  expect(modelYaml.matches(input(content))).toBe(true)
  return [...modelYaml.parts(input(content), TOOLS)]
}

/** One word a part, with what matters of it. */
const told = (parts: readonly ModelPart[]): readonly string[] =>
  parts.flatMap((part) => {
    if (part.kind === 'oddity') return [`${part.oddity.what} ${part.oddity.detail}`]
    if (part.kind === 'layer') return [`layer ${part.layer.id}`]
    if (part.kind === 'problem') return [`problem ${part.problem.message}`]
    if (part.kind !== 'function') return []
    const { slot, value } = part.slot
    return [`${slot} ${value.kind === 'bytecode' ? value.encoding : value.kind}`]
  })

const FIXTURES = join(import.meta.dirname, 'fixtures')

test.each([
  ['keras10.yaml', 2, ['function raw-unicode-escape', 'output_shape raw-unicode-escape']],
  [
    'keras20.yaml',
    5,
    ['function raw-unicode-escape', 'output_shape raw-unicode-escape', 'function name'],
  ],
  ['keras23.yaml', 5, ['function base64', 'output_shape base64', 'function name']],
])('%s has %i layers, and its functions', (name, layers, functions) => {
  const lines = told(read(new Uint8Array(readFileSync(join(FIXTURES, name)))))
  expect(lines.filter((line) => line.startsWith('layer'))).toHaveLength(layers)
  expect(lines.filter((line) => !line.startsWith('layer'))).toEqual(functions)
})

test('every tag is told, and none is followed (CVE-2021-37678)', () => {
  const lines = told(read(new Uint8Array(readFileSync(join(FIXTURES, 'tags.yaml')))))
  expect(lines.filter((line) => line.startsWith('yaml-tag'))).toEqual([
    expect.stringContaining('!!python/object/apply:no_such_module.no_such_function'),
    expect.stringContaining('!!python/tuple'),
  ])
  expect(lines).toContain('layer dense_1')
})

test('YAML that would build a Python object is told of, though it holds no model', () => {
  expect(told(read('!!python/object/apply:os.getcwd []\n'))).toEqual([
    expect.stringContaining('!!python/object/apply:os.getcwd'),
    'problem it holds no model of Keras',
  ])
})

test('a model in a wide encoding is read', () => {
  const text =
    'class_name: Sequential\nconfig:\n- class_name: Dense\n  config: {name: d}\nkeras_version: 1.0.8\n'
  expect(told(read(text))).toEqual(['layer d'])
  const wide = Uint8Array.from(Buffer.from(`\uFEFF${text}`, 'utf16le'))
  expect(told(read(wide))).toContain('layer d')
})

test('a model that ends before its version may have been cut, and says so', () => {
  const [problem, ...layers] = told(read('class_name: Sequential\nconfig:\n- class_name: Dense\n'))
  expect(problem).toBe('problem it ends before keras_version: it may have been cut short')
  expect(layers).toEqual(['layer Dense'])
})

test('other YAML is another format’s, and a broken model says what broke it', () => {
  for (const text of [
    'a: 1\n',
    '',
    'layers: [1]\n',
    'name: model\nlayers: 3\n',
    '\u0001class_name: x',
  ])
    expect(modelYaml.matches(input(text))).toBe(false)
  const broken = 'class_name: Sequential\nconfig: [\n'
  expect(modelYaml.matches(input(broken))).toBe(true)
  expect(() => [...modelYaml.parts(input(broken), TOOLS)]).toThrow(ParseError)
})

const CORPUS_FILE = '../shared/corpus/files/AstryX__HonoursKerasRNN/model.yaml'

test.skipIf(!existsSync(CORPUS_FILE))('the model of the shared corpus has its three layers', () => {
  expect(told(read(new Uint8Array(readFileSync(CORPUS_FILE))))).toEqual([
    expect.stringContaining('!!python/tuple'),
    'layer cu_dnnlstm_1',
    'layer cu_dnnlstm_2',
    'layer dense_1',
  ])
})
