import { expect, test } from 'vitest'
import { parseJson } from '../encodings/json/parseJson.ts'
import { field, message } from '../encodings/protobuf/compose.ts'
import { fileLocation } from '../model/Location.ts'
import type { ModelPart } from '../model/ModelPart.ts'
import { readKerasConfig } from './readKerasConfig.ts'

function read(config: object): readonly ModelPart[] {
  const layer = { class_name: 'TensorFlowOpLayer', name: 'l', config: { name: 'l', ...config } }
  const model = { class_name: 'Functional', config: { name: 'm', layers: [layer] } }
  const bytes = new TextEncoder().encode(JSON.stringify(model))
  return [...readKerasConfig(parseJson(bytes).root, fileLocation('x', bytes.length))]
}

/** `WriteFile of l filename=/x`, or what is wrong. */
function told(config: object): readonly string[] {
  return read(config).flatMap((part) => {
    if (part.kind === 'problem') return part.problem.message
    if (part.kind !== 'operation') return []
    const { op, layer, operands } = part.operation
    const texts = operands.map(({ name, text }) => `${name}=${text ?? '?'}`)
    return [op, 'of', layer ?? '', ...texts].join(' ')
  })
}

const wire = message(field(1, 'w'), field(2, 'WriteFile'), field(3, 'x'), field(3, 'y'))
const latin1 = new TextDecoder('latin1').decode(wire)

test.each([
  ['JSON', { name: 'w', op: 'WriteFile', input: ['x', 'y'] }],
  ['JSON in a text', '{"name": "w", "op": "WriteFile"}'],
  ['a message in a text', latin1],
  ['a message in base64', Buffer.from(wire).toString('base64')],
  ['the text format', 'name: "w"\nop: "WriteFile" input: "x"'],
])('an operation that stands as %s is found, with its constants', (_, node_def) => {
  expect(told({ node_def, constants: { 0: '/x' } })).toEqual(['WriteFile of l filename=/x'])
})

test('attributes are read, which JSON has in base64', () => {
  const s = Buffer.from('file:///x').toString('base64')
  const attr = { output_stream: { s } }
  expect(told({ node_def: { op: 'PrintV2', attr } })).toEqual([
    'PrintV2 of l output_stream=file:///x',
  ])
})

test('an operation that only computes is none, an unknown one is', () => {
  expect(told({ node_def: { op: 'AddV2' } })).toEqual([])
  expect(told({ node_def: { op: 'MyOp' } })).toEqual(['MyOp of l'])
})

test('what holds no operation is told', () => {
  expect(told({ node_def: 'garbage' })).toEqual(['the node_def of l holds no operation'])
})
