// What TensorFlow exports and harmless twins of attacks (scripts/fixtures/tensorflow-operations.py), and graphs
// composed in view for what no exporter writes. The attacks: https://github.com/ZJU-SEC/TensorAbuse
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { field, message } from '../../../encodings/protobuf/compose.ts'
import { locationText } from '../../../model/Location.ts'
import type { ModelPart } from '../../../model/ModelPart.ts'
import {
  attribute,
  calls,
  fileInput,
  folderInput,
  func,
  graph,
  metaGraph,
  node,
  operations,
  read,
  readFile,
  savedModelFile,
  signature,
  text,
  told,
} from '../sample.ts'

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, '..', 'fixtures', name)))
const problems = (parts: readonly ModelPart[]): string[] =>
  parts.flatMap((part) => (part.kind === 'problem' ? [part.problem.message] : []))
const PLACE = '/tmp/lambdascope-example'

describe('what TensorFlow exports', () => {
  test('a pipeline of a dataset in a signature does nothing but compute', () => {
    expect(told(readFile(fixture('tf221-pipeline.pb')))).toEqual([])
  })

  test.each([
    ['tf221-print.pb', [`PrintV2 call output_stream=file://${PLACE}/printed.txt literal`]],
    ['tf221-debug.pb', ['DebugIdentityV3 call debug_urls=grpc://192.0.2.1:6064 literal']],
    ['tf221-runs-when-loaded.pb', [WRITE('load')]],
    ['tf221-runs-when-loaded.meta', [WRITE('load')]],
    ['tf221-runs-when-loaded.pbtxt', [WRITE('load')]],
    [
      'tf221-mapped-read.pb',
      [`ReadFile call filename=${PLACE}/a literal filename=${PLACE}/b literal`],
    ],
    [
      'tf221-two-meta-graphs.pb',
      [`ReadFile call filename=${PLACE}/a literal filename=${PLACE}/b literal`],
    ],
    [
      'tf221-hidden-graph.pb',
      ['DatasetFromGraph call', `ReadFile call filename=${PLACE}/secret literal`],
    ],
  ])('%s is seen through', (name, expected) => {
    const parts = read(fileInput(fixture(name), name))
    expect(told(parts)).toEqual(expected)
    expect(problems(parts)).toEqual([])
  })

  test('what a graph in a text does has its place in that text', () => {
    const found = operations(readFile(fixture('tf221-hidden-graph.pb')))
    expect(found.map(({ at }) => locationText(at)).at(-1)).toMatch(
      /^saved_model.pb › graph in .*› ReadFile$/,
    )
    expect(found.at(-1)?.graph).toMatch(/^graph in /)
  })

  test('paths that are put together come to what TensorFlow makes of them', () => {
    const json = readFileSync(join(import.meta.dirname, 'strings.golden.json'), 'utf8')
    const parsed: unknown = JSON.parse(json)
    const golden = new Map(Object.entries(parsed ?? {}))
    const found = operations(readFile(fixture('tf221-strings.pb'))).map(
      ({ operands }) => operands.find(({ name }) => name === 'filename')?.text,
    )
    expect(found).toEqual([...golden.values()])
  })
})

function WRITE(runs: string): string {
  return `WriteFile ${runs} filename=${PLACE}/loaded.txt literal contents=loaded literal`
}

const constant = (name: string, value: string): Uint8Array => node(name, 'Const', [], text(value))
const write = (path: string): Uint8Array => node('w', 'WriteFile', [path])

describe('where it is hidden', () => {
  const inFunction = (...nodes: Uint8Array[]): Uint8Array => func('f', ['a'], nodes)
  const path = constant('p', '/x')
  const callOf = (op: string, inputs: string[] = []): Uint8Array =>
    node('c', op, inputs, calls('f'))

  test.each([
    ['StatefulPartitionedCall', ['p']],
    ['While', ['p']],
    ['If', ['q', 'p']],
    ['MapDataset', ['q', 'p']],
    ['f', ['p']],
  ])('a path that %s hands to a function is found there', (op, inputs) => {
    const call = op === 'f' ? node('c', 'f', inputs) : callOf(op, inputs)
    const bytes = savedModelFile(graph([path, constant('q', 'q'), call], [inFunction(write('a'))]))
    expect(told(readFile(bytes))).toEqual(['WriteFile call filename=/x literal'])
  })

  test('a path that a function gives back is found where it is used', () => {
    const result = field(3, field(1, 'r'))
    const ret = field(4, message(field(1, 'r'), field(2, 'p:output:0')))
    const giver = field(1, message(field(1, message(field(1, 'f'), result)), field(3, path), ret))
    const nodes = [callOf('PartitionedCall'), node('w', 'WriteFile', ['c:0'])]
    expect(told(readFile(savedModelFile(graph(nodes, [giver]))))).toEqual([
      'WriteFile call filename=/x literal',
    ])
  })

  test('both sides of a choice at run time are told', () => {
    const nodes = [path, constant('q', '/y'), node('s', 'Select', ['b', 'p', 'q']), write('s')]
    expect(told(readFile(savedModelFile(graph(nodes))))).toEqual([
      'WriteFile call filename=/x literal filename=/y literal',
    ])
  })

  test('what is made of constants by an operation that is not followed is the author’s all the same', () => {
    const nodes = [path, node('s', 'StringSplit', ['p']), write('s')]
    expect(told(readFile(savedModelFile(graph(nodes))))).toEqual([
      'WriteFile call filename=? literal',
    ])
  })

  test('no expression is made of a pattern of the file', () => {
    const pattern = attribute('pattern', field(2, '(a+)+$'))
    const rewrite = attribute('rewrite', field(2, 'b'))
    const long = constant('p', `${'a'.repeat(50_000)}!`)
    const nodes = [long, node('s', 'StaticRegexReplace', ['p'], pattern, rewrite), write('s')]
    expect(told(readFile(savedModelFile(graph(nodes))))).toEqual([
      'WriteFile call filename=? literal',
    ])
  })

  test('a graph in base64 is read, and kept to be shown', () => {
    const inner = message(field(1, constant('p', '/x')), field(1, write('p')))
    const encoded = Buffer.from(inner).toString('base64url')
    const nodes = [
      constant('p', encoded),
      node('d', 'DecodeBase64', ['p']),
      node('x', 'DatasetFromGraph', ['d']),
    ]
    const parts = readFile(savedModelFile(graph(nodes)))
    expect(told(parts)).toEqual(['DatasetFromGraph call', 'WriteFile call filename=/x literal'])
    const kept = parts.flatMap((part) => (part.kind === 'content' ? [part.content.bytes] : []))
    expect(kept).toEqual([inner])
  })

  test('graphs in graphs in texts end at a limit that is told', () => {
    let inner = message(field(1, write('p')))
    for (let depth = 0; depth < 8; depth += 1) {
      const value = attribute('value', field(8, message(field(1, 7), field(8, inner))))
      inner = message(
        field(1, node('p', 'Const', [], value)),
        field(1, node('x', 'DatasetFromGraph', ['p'])),
      )
    }
    expect(problems(readFile(savedModelFile(field(2, inner)))).join()).toContain('deeper than 4')
  })

  test('an idle constant that holds a graph, and the engine of TensorRT, are read too', () => {
    const inner = message(field(1, constant('p', '/x')), field(1, write('p')))
    const idle = node(
      'i',
      'Const',
      [],
      attribute('value', field(8, message(field(1, 7), field(8, inner)))),
    )
    const engine = node('e', 'TRTEngineOp', [], attribute('serialized_segment', field(2, inner)))
    expect(told(readFile(savedModelFile(graph([idle, engine]))))).toEqual([
      'TRTEngineOp call',
      'WriteFile call filename=/x literal',
      'WriteFile call filename=/x literal',
    ])
  })
})

describe('tricks of the wire format', () => {
  test('a name that stands twice, unknown fields and groups change nothing', () => {
    const group = Uint8Array.of(0x7b, 0x08, 0x01, 0x7c)
    const odd = message(field(99, 'x'), group, field(2, 'NoOp'), node('w', 'WriteFile', ['p']))
    expect(told(readFile(savedModelFile(graph([constant('p', '/x'), odd]))))).toEqual([
      'WriteFile call filename=/x literal',
    ])
  })

  test('of two entries of one attribute the last counts, and a value in two pieces is one', () => {
    const stream = (value: string): Uint8Array => field(2, value)
    const first = attribute('output_stream', stream('stderr'))
    const second = field(
      5,
      message(field(1, 'output_stream'), field(2, stream('stdout')), field(2, stream('file:///x'))),
    )
    const bytes = savedModelFile(graph([node('p', 'PrintV2', [], first, second)]))
    expect(told(bytes.length > 0 ? readFile(bytes) : []).join()).toContain('file:///x')
  })

  test('an attribute whose key is written in a long form is found', () => {
    const entry = Uint8Array.of(0x8a, 0x00, ...message(field(1, 'output_stream')).subarray(1))
    const attributes = field(5, message(entry, field(2, field(2, 'file:///x'))))
    const bytes = savedModelFile(graph([node('p', 'PrintV2', [], attributes)]))
    expect(told(readFile(bytes))).toEqual(['PrintV2 call output_stream=file:///x literal'])
  })
})

describe('what no compiler writes', () => {
  test('functions that call each other in a circle, and absurd sizes, are told', () => {
    const one = func('a', [], [node('c', 'PartitionedCall', [], calls('b'))])
    const two = func('b', [], [node('c', 'PartitionedCall', [], calls('a'))])
    const sizes = message(field(1, 9), field(10, 2_000_000), field(10, 2_000_000))
    const dims = node('d', 'Const', [], attribute('value', field(8, sizes)))
    const nodes = [dims, node('f', 'Fill', ['d', 'd'])]
    expect(told(readFile(savedModelFile(graph(nodes, [one, two]))))).toEqual([
      'Fill call elements=4000000000000 literal',
      'PartitionedCall unreached recursion=b → a literal',
    ])
  })

  test('a signature’s nodes are called, what nothing leads to is unreached', () => {
    const nodes = [constant('p', '/x'), node('w', 'WriteFile', ['p']), node('y', 'Identity', ['p'])]
    const bytes = savedModelFile(metaGraph(graph(nodes), signature('serving_default', 'y:0')))
    expect(told(readFile(bytes))).toEqual(['WriteFile unreached filename=/x literal'])
  })

  test('a path through a hundred thousand nodes ends at a limit', () => {
    const chain = Array.from({ length: 100_000 }, (_, index) =>
      node(`n${index}`, 'Identity', [`n${index - 1}`]),
    )
    const nodes = [...chain, node('w', 'WriteFile', ['n99999'])]
    expect(told(readFile(savedModelFile(graph(nodes))))).toEqual([
      'WriteFile call filename=? unknown',
    ])
  })
})

describe('other forms', () => {
  const pb = savedModelFile(graph([node('x', 'Const')]))
  const cpb = Uint8Array.of(0x83, 0xaf, 0x70, 0xd1)

  test('the text form beside saved_model.pb is examined, and which is read is said', () => {
    const parts = read(
      folderInput({
        'saved_model.pb': pb,
        'saved_model.pbtxt': fixture('tf221-runs-when-loaded.pbtxt'),
        'saved_model.cpb': cpb,
      }),
    )
    const oddities = parts.flatMap((part) => (part.kind === 'oddity' ? [part.oddity.detail] : []))
    expect(oddities).toHaveLength(2)
    expect(oddities[0]).toContain('reads saved_model.pb and leaves it')
    expect(problems(parts).join()).toContain('saved_model.cpb holds the model in pieces')
    expect(parts.some((part) => part.kind === 'file')).toBe(true)
  })

  test('the text form alone is the model', () => {
    const input = folderInput({ 'saved_model.pbtxt': fixture('tf221-runs-when-loaded.pbtxt') })
    expect(told(read(input))).toEqual([WRITE('load')])
  })

  test('a text that breaks off keeps what came before', () => {
    const whole = new TextDecoder().decode(fixture('tf221-runs-when-loaded.pbtxt'))
    const cut = whole.slice(0, whole.indexOf('signature_def'))
    const parts = read(fileInput(new TextEncoder().encode(`${cut} "`), 'saved_model.pbtxt'))
    expect(told(parts).join()).toContain('WriteFile')
    expect(problems(parts).join()).toContain('the text breaks off')
  })
})
