import { unzipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { field, message } from '../../encodings/protobuf/compose.ts'
import { locationText } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import {
  attribute,
  calls,
  fileInput,
  folderInput,
  func,
  graph,
  metaGraph,
  metaInfo,
  node,
  object,
  objects,
  operations,
  read,
  readFile,
  savedModelFile,
  saver,
  signature,
  text,
  told,
} from './sample.ts'
import { savedModel } from './saved-model.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures')

function problems(parts: readonly ModelPart[]): string[] {
  return parts.flatMap((part) => (part.kind === 'problem' ? [part.problem.message] : []))
}

function layers(parts: readonly ModelPart[]): unknown[] {
  return parts.flatMap((part) =>
    part.kind === 'layer' ? [[part.layer.id, part.layer.className, part.layer.inputs]] : [],
  )
}

function notes(parts: readonly ModelPart[]): string[] {
  return parts.flatMap((part) => (part.kind === 'note' ? [part.text] : []))
}

function facts(parts: readonly ModelPart[]): string[] {
  return parts.flatMap((part) =>
    part.kind === 'fact' ? [`${part.fact.name} ${part.fact.value}`] : [],
  )
}

const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(join(FIXTURES, name)))

describe('what it is', () => {
  const stub = savedModelFile(graph([node('x', 'Const')]))
  test.each([
    ['a SavedModel of TensorFlow 2', fixture('tf221-module.pb'), true],
    ['a SavedModel of TensorFlow 1', fixture('tf1-saver.pb'), true],
    ['a frozen graph', fixture('frozen.pb'), true],
    ['a SavedModel of one operation', stub, true],
    ['one without a schema version', stub.subarray(2), true],
    ['a stub with a MetaGraph that is none', message(field(1, 1), field(2, 'test')), true],
    ['an ONNX model', message(field(1, 8), field(2, 'pytorch'), field(7, field(1, 'x'))), false],
    ['a SentencePiece model', field(1, message(field(1, '<unk>'), field(3, 2))), false],
    ['Keras metadata', field(1, message(field(3, 'root'), field(4, '_tf_keras_layer'))), false],
    ['a text', new TextEncoder().encode('saved model'), false],
    ['nothing', new Uint8Array(0), false],
  ])('%s is told by its first bytes, whatever its name', (_, bytes, expected) => {
    expect(savedModel.matches(fileInput(bytes, 'x'))).toBe(expected)
  })

  test('a folder is a SavedModel when saved_model.pb stands directly in it', () => {
    expect(savedModel.matches(folderInput({ 'saved_model.pb': stub }))).toBe(true)
    expect(savedModel.matches(folderInput({ 'a/saved_model.pb': stub }))).toBe(false)
  })

  test('a file that is called saved_model.pb and is none is not clean', () => {
    const input = fileInput(new TextEncoder().encode('moved to /models\n'))
    expect(savedModel.matches(input)).toBe(true)
    expect(problems(read(input))).not.toEqual([])
  })
})

describe('operations', () => {
  test('what TensorFlow writes of itself is ordinary, and all of it is counted', () => {
    for (const [name, count] of [
      ['tf221-module.pb', 45],
      ['tf1-saver.pb', 40],
      ['frozen.pb', 4],
    ] as const) {
      const parts = readFile(fixture(name))
      expect(problems(parts), name).toEqual([])
      expect(facts(parts)[0]).toContain(`${count} operations`)
    }
  })

  test('an operation with an effect outside the graph is yielded, with its place', () => {
    const found = operations(readFile(fixture('tf221-writer.pb')))
    expect(found).toMatchObject([
      {
        op: 'WriteFile',
        runs: 'call',
        role: null,
        operands: [
          { name: 'filename', text: '/nonexistent/lambdascope', from: 'literal' },
          { name: 'contents', text: null, from: 'argument' },
        ].slice(0, 1),
      },
    ])
    expect(found.map(({ at }) => locationText(at)).join()).toMatch(
      /^saved_model.pb › __inference_write_\d+ › WriteFile$/,
    )
  })

  test.each([
    ['the main graph', savedModelFile(graph([node('w', 'WriteFile')]))],
    ['a function', savedModelFile(graph([], [func('f', [], [node('w', 'WriteFile')])]))],
    [
      'the second MetaGraph',
      savedModelFile(graph([node('x', 'Const')]), graph([node('w', 'WriteFile')])),
    ],
    [
      'a second piece of the graph',
      savedModelFile(metaGraph(graph([]), graph([node('w', 'WriteFile')]))),
    ],
    [
      'a second op of a node',
      savedModelFile(graph([message(node('w', 'Const'), field(2, 'WriteFile'))])),
    ],
    ['a frozen graph', message(field(1, node('x', 'Const')), field(1, node('w', 'WriteFile')))],
  ])('it is found in %s', (_, bytes) => {
    expect(told(readFile(bytes)).join()).toContain('WriteFile')
  })

  test('a function of the file may be called by its name; any other unknown operation is told', () => {
    const inner = func('__inference_f_1', [], [node('x', 'Const')])
    const bytes = savedModelFile(graph([node('a', '__inference_f_1'), node('b', 'MyOp')], [inner]))
    expect(told(readFile(bytes))).toEqual(['MyOp call'])
  })

  test('alike ones are counted', () => {
    const nodes = Array.from({ length: 100 }, (_, index) => node(`n${index}`, 'MyOp'))
    expect(operations(readFile(savedModelFile(graph(nodes))))).toMatchObject([
      { node: 'n0', count: 100 },
    ])
  })
})

describe('savers', () => {
  const path = node('SaveV2/prefix', 'Const', [], text('/etc/cron.d/job'))
  const shard = [
    node('suffix', 'Const', [], text('_temp/part')),
    node('joined', 'StringJoin', ['file_prefix', 'suffix:output:0']),
    node('sharded', 'ShardedFilename', ['joined:output:0']),
    node('SaveV2', 'SaveV2', ['sharded:filename:0']),
    node('merge', 'MergeV2Checkpoints', ['packed:output:0', 'file_prefix']),
  ]
  const save = (nodes: Uint8Array[], name = '__inference__traced_save_1'): Uint8Array =>
    func(name, ['file_prefix'], nodes)
  const main = [
    node('saver_filename', 'Placeholder'),
    node(
      'call',
      'StatefulPartitionedCall',
      ['saver_filename'],
      calls('__inference__traced_save_1'),
    ),
  ]
  const model = (nodes: Uint8Array[], functions: Uint8Array[]): Uint8Array =>
    savedModelFile(metaGraph(graph(nodes, functions), saver('saver_filename:0')))

  test('a path that comes from whoever saves is ordinary', () => {
    expect(told(readFile(model(main, [save(shard)])))).toEqual([])
  })

  test.each([
    [
      'a path in the graph',
      model(main, [save([path, node('SaveV2', 'SaveV2', ['SaveV2/prefix:output:0'])])]),
      'SaveV2 call prefix=/etc/cron.d/job literal',
    ],
    [
      'a path that is joined to the given one',
      model(main, [
        save([
          path,
          node('j', 'StringJoin', ['file_prefix', 'SaveV2/prefix:output:0']),
          node('r', 'RestoreV2', ['j:output:0']),
        ]),
      ]),
      'RestoreV2 call prefix=…/etc/cron.d/job argument',
    ],
    [
      'a path that is computed',
      model(main, [
        save([node('d', 'DecodeBase64', ['file_prefix']), node('r', 'RestoreV2', ['d:output:0'])]),
      ]),
      'RestoreV2 call prefix=? argument',
    ],
    [
      'no path at all',
      model(main, [save([node('r', 'RestoreV2')])]),
      'RestoreV2 call prefix=? unknown',
    ],
    [
      'a destination in the graph',
      model(main, [
        save([path, node('m', 'MergeV2Checkpoints', ['file_prefix', 'SaveV2/prefix:output:0'])]),
      ]),
      'MergeV2Checkpoints call destination_prefix=/etc/cron.d/job literal',
    ],
    [
      'a function that is no saver',
      model([], [save(shard, '__inference_call_1')]),
      'SaveV2 unreached prefix=…_temp/part-…-of-… argument | MergeV2Checkpoints unreached destination_prefix=? argument',
    ],
    [
      'a path that the main graph hands to a saver',
      model(
        [
          path,
          node(
            'call',
            'StatefulPartitionedCall',
            ['SaveV2/prefix'],
            calls('__inference__traced_save_1'),
          ),
        ],
        [save(shard)],
      ),
      'SaveV2 call prefix=/etc/cron.d/job_temp/part-…-of-… literal | MergeV2Checkpoints call destination_prefix=/etc/cron.d/job literal',
    ],
    [
      'a saver that another function calls',
      model(main, [
        save(shard),
        func(
          '__inference_f',
          ['p'],
          [node('c', 'PartitionedCall', ['p'], calls('__inference__traced_save_1'))],
        ),
      ]),
      'SaveV2 call prefix=…_temp/part-…-of-… argument | MergeV2Checkpoints call destination_prefix=? argument',
    ],
    [
      'a saver that a node calls by its name',
      model([path, node('c', '__inference__traced_save_1', ['SaveV2/prefix'])], [save(shard)]),
      'SaveV2 call prefix=/etc/cron.d/job_temp/part-…-of-… literal | MergeV2Checkpoints call destination_prefix=/etc/cron.d/job literal',
    ],
    [
      'a main graph whose placeholder is not the saver’s',
      model([node('p', 'Placeholder'), node('s', 'SaveV2', ['p'])], []),
      'SaveV2 call prefix=? argument',
    ],
    [
      'a saver whose placeholder has a path as default',
      savedModelFile(
        metaGraph(
          graph([
            path,
            node('d', 'PlaceholderWithDefault', ['SaveV2/prefix']),
            node('s', 'SaveV2', ['d']),
          ]),
          saver('d:0'),
        ),
      ),
      'SaveV2 call prefix=/etc/cron.d/job literal',
    ],
  ])('%s is not', (_, bytes, expected) => {
    expect(told(readFile(bytes)).join(' | ')).toBe(expected)
  })

  test('TensorFlow’s own operation with a literal path is told apart from its savers', () => {
    expect(told(readFile(fixture('tf221-literal-saver.pb')))).toEqual([
      'SaveV2 call prefix=/nonexistent/lambdascope literal',
    ])
  })
})

describe('the graph of operations', () => {
  test('the function behind a signature is shown, past those that only call it', () => {
    const work = func(
      '__inference_work',
      ['x'],
      [node('relu', 'Relu', ['x']), node('out', 'Identity', ['relu:activations:0', '^relu'])],
    )
    const wrapper = func(
      '__inference_wrapper',
      ['x'],
      [
        node('call', 'PartitionedCall', ['x'], calls('__inference_work')),
        node('Identity', 'Identity', ['call:output:0']),
      ],
    )
    const nodes = [
      node('x', 'Placeholder'),
      node('PartitionedCall', 'PartitionedCall', ['x'], calls('__inference_wrapper')),
    ]
    const bytes = savedModelFile(
      metaGraph(
        metaInfo('serve'),
        graph(nodes, [work, wrapper]),
        signature('__saved_model_init_op', 'NoOp'),
        signature('serving_default', 'PartitionedCall:0'),
      ),
    )
    const parts = readFile(bytes)
    expect(layers(parts)).toEqual([
      ['x', 'Argument', []],
      ['relu', 'Relu', ['x']],
      ['out', 'Identity', ['relu']],
    ])
    expect(notes(parts)).toEqual([
      'no Keras metadata: the graph of TensorFlow operations of signature serving_default (function __inference_work) is shown',
    ])
    expect(facts(parts)).toEqual([
      'format_detail SavedModel, 1 MetaGraph(s), 6 operations, 2 functions',
      'tensorflow_version 2.15.0',
      'tags serve',
      'signatures __saved_model_init_op, serving_default',
    ])
  })

  test('functions that call each other in a circle end', () => {
    const one = func('a', [], [node('c', 'PartitionedCall', [], calls('b'))])
    const two = func('b', [], [node('c', 'PartitionedCall', [], calls('a'))])
    const nodes = [node('c', 'PartitionedCall', [], calls('a'))]
    const bytes = savedModelFile(metaGraph(graph(nodes, [one, two]), signature('s', 'c:0')))
    expect(layers(readFile(bytes))).toHaveLength(1)
  })

  test('names that stand twice, and shapes, are kept', () => {
    const shape = (...sizes: number[]): Uint8Array =>
      attribute(
        '_output_shapes',
        field(1, field(7, message(...sizes.map((size) => field(2, field(1, size)))))),
      )
    const nodes = [
      node('a', 'Const', [], shape(2, 3)),
      node('a', 'Const', [], shape(4)),
      node('__proto__', 'Neg', ['a']),
    ]
    const parts = readFile(savedModelFile(graph(nodes)))
    expect(layers(parts)).toEqual([
      ['a', 'Const', []],
      ['a#2', 'Const', []],
      ['__proto__', 'Neg', ['a']],
    ])
    const shapes = parts.flatMap((part) => (part.kind === 'layer' ? [part.layer.outputShape] : []))
    expect(shapes).toEqual(['(2, 3)', '(4,)', null])
  })

  test('no more than 5,000 operations are shown, and the note says so', () => {
    const nodes = Array.from({ length: 5_001 }, (_, index) => node(`n${index}`, 'Neg'))
    const parts = readFile(savedModelFile(graph(nodes)))
    expect(layers(parts)).toHaveLength(5_000)
    expect(notes(parts)).toContain('only the first 5000 operations of the graph are shown')
  })
})

describe('Keras configuration in the object graph', () => {
  const dense = { class_name: 'Dense', name: 'd', config: { name: 'd', units: 1, trainable: true } }
  const top = {
    class_name: 'Sequential',
    config: { name: 'm', layers: [dense] },
    keras_version: '2.5.0',
  }

  test('it gives the layers, and each text is kept under its path', () => {
    const saved = objects(
      object('_tf_keras_sequential', top, [[1, 'layer-0']]),
      object('_tf_keras_layer', dense),
    )
    const parts = readFile(savedModelFile(metaGraph(graph([node('x', 'Const')]), saved)))
    expect(layers(parts)).toEqual([['d', 'Dense', []]])
    const texts = parts.flatMap((part) => (part.kind === 'content' ? [part.content.name] : []))
    expect(texts).toEqual(['root', 'root.layer-0'])
    expect(facts(parts)).toContain('keras_version 2.5.0')
  })

  test('what keras_metadata.pb tells as well stands again in the same layers', () => {
    const lambda = {
      class_name: 'Lambda',
      config: { name: 'l', trainable: true, function: 'lambda x: x * 2', function_type: 'lambda' },
    }
    const model = { class_name: 'Sequential', config: { name: 'm', layers: [lambda] } }
    const whole = { ...model, model_config: model }
    const saved = objects(
      object('_tf_keras_sequential', whole, [[1, 'layer-0']]),
      object('_tf_keras_layer', lambda),
    )
    const beside = message(
      field(1, message(field(3, 'root'), field(5, JSON.stringify(whole)))),
      field(1, message(field(2, 1), field(3, 'root.layer-0'), field(5, JSON.stringify(lambda)))),
    )
    const parts = read(
      folderInput({
        'saved_model.pb': savedModelFile(metaGraph(graph([node('x', 'Const')]), saved)),
        'keras_metadata.pb': beside,
      }),
    )
    expect(layers(parts)).toEqual([['l', 'Lambda', []]])
    const places = parts.flatMap((part) =>
      part.kind === 'function'
        ? [`${part.slot.layer ?? ''} in ${part.slot.at[0]?.name ?? ''}`]
        : [],
    )
    expect(places).toEqual([
      ...Array<string>(3).fill('l in keras_metadata.pb'),
      ...Array<string>(3).fill('l in saved_model.pb'),
    ])
  })

  test('objects without it are told, and the operations are shown instead', () => {
    const saved = objects(object('_tf_keras_sequential', null))
    const parts = readFile(savedModelFile(metaGraph(graph([node('x', 'Const')]), saved)))
    expect(layers(parts)).toEqual([['x', 'Const', []]])
    expect(notes(parts)[0]).toContain('lies in keras_metadata.pb, which is not here')
  })
})

describe('folders', () => {
  const files = {
    'variables/variables.data-00000-of-00001': new Uint8Array(8),
    'assets/vocabulary.txt': new TextEncoder().encode('one\ntwo\n'),
    'assets/payload.bin': Uint8Array.of(0x80, 4, 0x2e),
    'saved_model.pbtxt': new TextEncoder().encode('saved_model_schema_version: 1'),
    'saved_model.pb': savedModelFile(graph([node('x', 'Const')])),
  }

  test('every file is read, yielded or named', () => {
    const parts = read(folderInput(files))
    const yielded = parts.flatMap((part) => (part.kind === 'file' ? [part.file.path] : []))
    expect(yielded).toEqual(['saved_model.pbtxt', 'assets/payload.bin'])
    expect(notes(parts)).toContain('assets/vocabulary.txt: plain text')
    expect(notes(parts)).toContain(
      'variables/variables.data-00000-of-00001: weights, whose values are not examined',
    )
    expect(parts).toContainEqual(expect.objectContaining({ kind: 'oddity' }))
    expect(layers(parts)).toEqual([['x', 'Const', []]])
  })

  test('the Keras configuration that TensorFlow 2.0 keeps among the assets gives the layers', () => {
    const config = {
      class_name: 'Sequential',
      config: { layers: [{ class_name: 'Flatten', config: { name: 'f' } }] },
    }
    const asset = new TextEncoder().encode(JSON.stringify(config))
    const parts = read(folderInput({ ...files, 'assets/saved_model.json': asset }))
    expect(layers(parts)).toEqual([['f', 'Flatten', []]])
  })

  test('a table that is filled from an asset when the model is loaded is ordinary', () => {
    const inside = new Map<string, Uint8Array>()
    for (const [path, bytes] of Object.entries(unzipSync(fixture('tf221-vocabulary.zip'))))
      inside.set(path.replace('model/', ''), bytes)
    const parts = read(folderInput(Object.fromEntries(inside)))
    expect(problems(parts)).toEqual([])
    expect(told(parts)).toEqual([])
    const found = parts.flatMap((part) => (part.kind === 'operation' ? [part.operation] : []))
    expect(found).toContainEqual(
      expect.objectContaining({
        op: 'InitializeTableFromTextFileV2',
        role: 'initializer',
        runs: 'load',
        operands: [{ name: 'filename', text: 'vocabulary.txt', from: 'asset' }],
      }),
    )
    expect(notes(parts)).toContain('assets/vocabulary.txt: plain text')
  })
})

describe('damage', () => {
  test('a file that is cut keeps what came before the cut', () => {
    const bytes = savedModelFile(
      graph([node('w', 'WriteFile'), node('x', 'Const')]),
      graph([node('y', 'Const')]),
    )
    const parts = readFile(bytes.subarray(0, bytes.length - 20))
    expect(told(parts).join()).toContain('WriteFile')
    expect(parts.some((part) => part.kind === 'problem' && part.problem.kind === 'malformed')).toBe(
      true,
    )
  })

  test('line feeds that a copy made CR LF are put back, and the damage is told', () => {
    const bytes = fixture('tf221-module.pb')
    const damaged = Uint8Array.from([...bytes].flatMap((byte) => (byte === 10 ? [13, 10] : [byte])))
    const parts = readFile(damaged)
    expect(problems(parts)).toEqual([])
    expect(facts(parts)).toEqual(facts(readFile(bytes)))
    expect(parts[0]).toMatchObject({ kind: 'oddity', oddity: { what: 'line-ending-damage' } })
  })

  const small = savedModelFile(
    metaGraph(
      metaInfo('serve'),
      graph(
        [node('a', 'Const', [], text('x')), node('s', 'SaveV2', ['a'])],
        [func('f', ['x'], [node('c', 'PartitionedCall', [], calls('f'))])],
      ),
      saver('a:0'),
      signature('serving_default', 'c:0'),
      objects(
        object('_tf_keras_layer', { class_name: 'Dense', config: { name: 'd' } }, [[1, 'layer-0']]),
      ),
    ),
  )

  test('cut at every length it is read without an error', () => {
    for (let length = 0; length < small.length; length += 1)
      expect(() => readFile(small.slice(0, length))).not.toThrow()
  })

  test('with any byte flipped it is read without an error', () => {
    for (let at = 0; at < small.length; at += 1)
      for (const mask of [0x01, 0x80, 0xff]) {
        const flipped = small.map((byte, index) => (index === at ? byte ^ mask : byte))
        expect(() => readFile(flipped)).not.toThrow()
        expect(() => savedModel.matches(fileInput(flipped))).not.toThrow()
      }
  })

  test('a hundred megabytes of empty nodes end at a limit', () => {
    const many = new Uint8Array(100_000_000)
    for (let at = 0; at < many.length; at += 2) many[at] = 0x0a
    const began = performance.now()
    expect(problems(readFile(savedModelFile(field(2, many)))).join()).toContain('more than')
    expect(performance.now() - began).toBeLessThan(20_000)
  })
})
