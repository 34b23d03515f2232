import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factsIn, filesIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { pickle } from './pickle.ts'

function fixture(name: string) {
  const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
  return tryFormat(pickle, name, new Uint8Array(bytes))
}

test.each([
  ['protocol-0.pkl', 'protocol 0; imports nothing'],
  ['protocol-4.pkl', 'protocol 4; imports nothing'],
  ['imports.pkl', 'protocol 2; imports os.system'],
  ['cut.pkl', 'protocol 2; imports os.system; ends inside an opcode'],
  ['torch-legacy.pt', 'PyTorch legacy, protocol 2; 5 pickles in a row; imports nothing'],
])('%s is known, and its imports are told', (name, detail) => {
  const { parts } = fixture(name)
  expect(factsIn(parts)).toEqual([detail])
  expect(problemsIn(parts)).toEqual([
    expect.stringMatching(/^not-analysed: .* loading it can run code$/),
  ])
})

test('a zip archive at the end of a pickle is a file of its own', () => {
  const { parts } = fixture('keras-inside.pkl')
  expect(filesIn(parts)).toEqual([
    [
      expect.stringMatching(/^keras-inside\.pkl \(bytes \d+ to \d+\)$/),
      expect.stringMatching(/^PK/),
    ],
  ])
})

test.each([
  ['a zip archive', 'PK\x03\x04N\nNNNN.'.padEnd(30)],
  ['a configuration', '{"class_name": "Sequential"}'],
  ['nothing', ''],
])('%s is no pickle', (_, text) => {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
  expect(tryFormat(pickle, 'model', bytes).matches).toBe(false)
})
