import { expect, test } from 'vitest'
import { parseJson } from '../encodings/json/parseJson.ts'
import { callArguments } from './callArguments.ts'

const argumentsOf = (inbound_nodes: unknown): string | null =>
  callArguments(parseJson(new TextEncoder().encode(JSON.stringify({ inbound_nodes }))).root)

const tensor = { class_name: '__keras_tensor__', config: { keras_history: ['input', 0, 0] } }

test.each([
  ['Keras 3, tensors alone', [{ args: [tensor], kwargs: { mask: tensor } }], null],
  ['Keras 3, a list of tensors', [{ args: [[tensor, tensor]], kwargs: {} }], null],
  ['Keras 3', [{ args: ['id', [1, 2]], kwargs: { shell: true } }], '"id", [1, 2], shell=true'],
  ['Keras 3, both', [{ args: [tensor, 'id'], kwargs: {} }], '"id"'],
  ['Keras 2, tensors alone', [[['input', 0, 0, {}]]], null],
  [
    'Keras 2, several inputs',
    [
      [
        ['a', 0, 0, {}],
        ['b', 0, 0, {}],
      ],
    ],
    null,
  ],
  ['Keras 2, flat', [['input', 0, 0, { y: 2.5, name: null }]], 'y=2.5'],
  ['Keras 2, a tensor by its name', [['input', 0, 0, { y: ['b', 0, 0] }]], null],
  [
    'Keras 2, a constant',
    [['_CONSTANT_VALUE', -1, '/etc/passwd', { name: 'f' }]],
    '"/etc/passwd", name="f"',
  ],
  [
    'several calls',
    [
      { args: [1], kwargs: {} },
      { args: [2], kwargs: {} },
    ],
    '1; 2',
  ],
  ['no list', 'text', null],
])('%s', (_, nodes, expected) => {
  expect(argumentsOf(nodes)).toBe(expected)
})

test('arrays in arrays without end, and long text, are cut', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(300)}1${']'.repeat(300)}`)
  expect(argumentsOf(deep)?.length).toBeLessThan(700)
  expect(argumentsOf([{ args: ['x'.repeat(5_000)] }])).toHaveLength(401)
})
