// The kinds of attack of TensorAbuse (IEEE S&P 2025), each beside an ordinary twin.
import { expect, test } from 'vitest'
import type { Operand, Operation } from '../../model/Operation.ts'
import { sampleLocation, sampleModel } from '../sample.ts'
import { graphOperations } from './graphOperations.ts'

const literal = (name: string, text: string | null): Operand => ({ name, text, from: 'literal' })
const argument = (name: string): Operand => ({ name, text: null, from: 'argument' })

function sample(
  op: string,
  operands: readonly Operand[],
  parts: Partial<Operation> = {},
): Operation {
  const place = { node: op, graph: null, layer: null, at: sampleLocation() }
  return { op, operands, runs: 'call', role: null, count: 1, ...place, ...parts }
}

function judged(...operations: readonly Operation[]): string[] {
  const model = sampleModel({ format: 'saved-model', operations })
  return [...graphOperations.find(model)].map(({ rule, severity }) =>
    severity === undefined ? rule : `${rule} ${severity}`,
  )
}

function message(operation: Operation): string {
  const [first] = graphOperations.find(sampleModel({ operations: [operation] }))
  return first?.message ?? ''
}

test.each([
  [
    'a path that nobody gives',
    sample('WriteFile', [{ name: 'filename', text: null, from: 'unknown' }]),
    'TF-002 high',
  ],
  [
    'a file of the author’s choice',
    sample('WriteFile', [literal('filename', '/tmp/x')]),
    'TF-002 critical',
  ],
  [
    'one at a start-up file',
    sample('WriteFile', [literal('filename', '/home/u/.bashrc')]),
    'TF-008 critical',
  ],
  ['one in a bucket', sample('SaveV2', [literal('prefix', 's3://b/x')]), 'TF-009 critical'],
  [
    'a path put together in the graph',
    sample('WriteFile', [literal('filename', null)]),
    'TF-002 critical',
  ],
  ['a path of its caller', sample('WriteFile', [argument('filename')]), 'TF-002 medium'],
  [
    'that when loaded',
    sample('WriteFile', [argument('filename')], { runs: 'load' }),
    'TF-002 high',
  ],
  ['a file of data', sample('ReadFile', [literal('filename', 'data.csv')]), 'TF-001 high'],
  ['a key', sample('ReadFile', [literal('filename', '../../.ssh/id_rsa')]), 'TF-001 critical'],
  [
    'an asset that climbs out',
    sample('ReadFile', [{ name: 'filename', text: '../../x', from: 'asset' }]),
    'TF-001 high',
  ],
  [
    'a printed file',
    sample('PrintV2', [literal('output_stream', 'file:///tmp/x')]),
    'TF-002 critical',
  ],
  [
    'a debugger elsewhere',
    sample('DebugIdentityV3', [literal('debug_urls', 'grpc://192.0.2.1:1')]),
    'TF-003 critical',
  ],
  [
    'a copy for a debugger',
    sample('CopyHost', [literal('debug_ops_spec', 'DebugIdentity;file:///tmp/x;0')]),
    'TF-002 critical',
  ],
  [
    'a server of data',
    sample('DataServiceDatasetV4', [literal('address', '192.0.2.1:1')]),
    'TF-003 critical',
  ],
  [
    'a server that its caller names',
    sample('RpcClient', [argument('server_address')]),
    'TF-003 medium',
  ],
  [
    'another machine',
    sample('RemoteCall', [literal('target', '/job:worker/task:1')]),
    'TF-003 high',
  ],
  ['Python of the process', sample('EagerPyFunc', []), 'TF-004 high'],
  ['native code', sample('XlaCustomCallV2', [literal('call_target_name', 'x')]), 'TF-004 high'],
  ['a compiled program', sample('XlaCallModule', []), 'TF-004 medium'],
  ['an operation that TensorFlow does not have', sample('MyOp', []), 'TF-004 medium'],
  ['a hidden graph', sample('DatasetFromGraph', []), 'TF-005 high'],
  ['the end of the process', sample('Abort', []), 'TF-006 medium'],
  [
    'a tensor of absurd size',
    sample('Fill', [literal('elements', '4000000000000')]),
    'TF-006 medium',
  ],
  [
    'a circle of functions',
    sample('PartitionedCall', [literal('recursion', 'a → a')]),
    'TF-010 low',
  ],
])('%s is told', (_, operation, expected) => {
  expect(judged(operation)).toContain(expected)
})

test.each([
  ['a saver', sample('SaveV2', [argument('prefix')], { role: 'saver' })],
  [
    'a table of the model’s own words',
    sample(
      'InitializeTableFromTextFileV2',
      [{ name: 'filename', text: 'words.txt', from: 'asset' }],
      { role: 'initializer', runs: 'load' },
    ),
  ],
  ['a print to the terminal', sample('PrintV2', [literal('output_stream', 'stderr')])],
  ['a debugger without an address', sample('DebugIdentityV3', [])],
  ['a cache in memory', sample('CacheDatasetV2', [literal('filename', '')])],
  ['descriptors of its own', sample('DecodeProtoV2', [literal('descriptor_source', 'local://')])],
  [
    'another device of the same machine',
    sample('RemoteCall', [literal('target', '/job:localhost/device:CPU:0')]),
  ],
])('%s is no reason to look', (_, operation) => {
  expect(judged(operation)).toEqual([])
})

test('a write to summaries that are opened elsewhere and a question for the time decide nothing', () => {
  expect(judged(sample('WriteSummary', []))).toEqual(['TF-002 low'])
  expect(judged(sample('Timestamp', []))).toEqual(['TF-006 info'])
})

test('the sentence says what, with which operation and when, and the effect goes with it', () => {
  const operation = sample('WriteFile', [literal('filename', '/home/u/.bashrc')], { runs: 'load' })
  expect(message(operation)).toBe('Writes `/home/u/.bashrc` (`WriteFile`) when the model is loaded')
  const [first] = graphOperations.find(sampleModel({ operations: [operation] }))
  expect(first?.effect).toEqual({ kind: 'files', when: 'load' })
})

test('what loading alone runs is told once for all, and that no safe_mode looks at it', () => {
  const read = sample('ReadFile', [literal('filename', 'x')], { runs: 'load' })
  const saver = sample('RestoreV2', [argument('prefix')], { runs: 'load', role: 'saver' })
  expect(judged(read, saver)).toEqual(['TF-001 high', 'TF-007', 'TF-011'])
  expect(judged(saver)).toEqual([])
})

test('an operation in a layer is told as the layer’s', () => {
  const operation = sample('ReadFile', [literal('filename', 'x')], { layer: 'l' })
  const [first, ...others] = graphOperations.find(sampleModel({ operations: [operation] }))
  expect(first).toMatchObject({ rule: 'KER-030', severity: 'high', layer: 'l' })
  expect(first?.message).toBe('Reads `x` (`ReadFile`) when layer `l` is called')
  expect(others).toEqual([])
})

test('a hostile path is shortened, and only quoted', () => {
  const long = `/tmp/${'x'.repeat(5_000)}`
  expect(message(sample('WriteFile', [literal('filename', long)])).length).toBeLessThan(200)
})
