import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { ModelPart } from '../../model/ModelPart.ts'
import { locationText } from '../../model/Location.ts'
import { factsIn, filesIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { pickle } from './pickle.ts'

function fixture(name: string) {
  const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
  return tryFormat(pickle, name, new Uint8Array(bytes))
}

/** The machine of each function and the way to it from the file. */
function functionsIn(parts: readonly ModelPart[]): readonly string[] {
  return parts.flatMap((part) => {
    if (part.kind !== 'function') return []
    const { value, at } = part.slot
    return [
      `${value.kind === 'bytecode' ? value.machine : value.kind} ${locationText(at.slice(1))}`,
    ]
  })
}

test.each([
  ['protocol-0.pkl', 'protocol 0', ['pickle pickle']],
  ['protocol-4.pkl', 'protocol 4', ['pickle pickle']],
  ['imports.pkl', 'protocol 2', ['pickle pickle']],
  [
    'torch-legacy.pt',
    'PyTorch before 1.6, protocol 2; 5 pickles in a row',
    ['pickle', 'pickle 2', 'pickle 3', 'pickle 4', 'pickle 5'].map((name) => `pickle ${name}`),
  ],
  ['linear.joblib', 'protocol 4; 4 arrays of joblib between its opcodes', ['pickle pickle']],
  [
    'words.joblib',
    'protocol 4; 5 arrays of joblib between its opcodes',
    ['pickle pickle', 'pickle array of objects at byte 555 › pickle'],
  ],
  ['transformer.pkl', 'protocol 4', ['pickle pickle']],
  ['cloudpickle-lambda.pkl', 'protocol 5', ['pickle pickle', 'cpython pickle › code']],
  ['dill-function.pkl', 'protocol 4', ['pickle pickle', 'cpython pickle › code']],
  [
    'h5-dict.pkl',
    'protocol 2',
    [
      'pickle pickle',
      'pickle pickle › constant at byte 42 › pickle',
      'pickle pickle › constant at byte 346 › pickle',
    ],
  ],
])('%s is followed, and what lies in it is examined', (name, detail, functions) => {
  const { parts } = fixture(name)
  expect(factsIn(parts)).toEqual([detail])
  expect(functionsIn(parts)).toEqual(functions)
  expect(problemsIn(parts)).toEqual([])
})

test('the tensors of a PyTorch file before 1.6 stand behind its pickles', () => {
  const { parts } = fixture('state-legacy.pt')
  expect(factsIn(parts)).toEqual([
    'PyTorch before 1.6, protocol 2; 5 pickles in a row; 40 bytes behind them: the tensors',
  ])
  expect(functionsIn(parts)).toHaveLength(5)
})

test('a pickle that is cut is a problem, and what stands before the cut is listed', () => {
  const { parts } = fixture('cut.pkl')
  expect(functionsIn(parts)).toEqual(['pickle pickle'])
  expect(problemsIn(parts)).toEqual([
    expect.stringMatching(/^malformed: cut\.pkl: the pickle does not reach its end/),
  ])
})

test('a zip archive at the end of a pickle is a file of its own', () => {
  const { parts } = fixture('keras-inside.pkl')
  const files = filesIn(parts)
  expect(files.map(([, start]) => start.slice(0, 2))).toEqual(['PK'])
})

test.each([
  ['a zip archive', 'PK\x03\x04N\nNNNN.'.padEnd(30)],
  ['a configuration', '{"class_name": "Sequential"}'],
  ['nothing', ''],
])('%s is no pickle', (_, text) => {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
  expect(tryFormat(pickle, 'model', bytes).matches).toBe(false)
})
