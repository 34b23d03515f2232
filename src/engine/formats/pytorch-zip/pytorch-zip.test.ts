import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factsIn, filesIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { pytorchZip } from './pytorch-zip.ts'

test.each([
  ['state.pt', '4 members: 1 pickles, 0 TorchScript sources', ['state/data.pkl']],
  [
    'torchscript.pt',
    'TorchScript, 3 members: 2 pickles, 1 TorchScript sources',
    ['m/data.pkl', 'm/constants.pkl'],
  ],
])('%s is known, and its pickles are files of their own', (name, detail, pickles) => {
  const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
  const { parts, details } = tryFormat(pytorchZip, name, new Uint8Array(bytes))
  expect(factsIn(parts)).toEqual([detail])
  expect(filesIn(parts).map(([path]) => path)).toEqual(pickles)
  expect(problemsIn(parts)).toEqual([
    `not-analysed: ${name} is a PyTorch zip archive: recognised, not analysed by this version; pickles inside it can run code when loaded`,
  ])
  expect(details).toEqual([])
})

test('a zip archive without its pickles is none', () => {
  const other = new URL('../zip-archive/fixtures/saved-model.zip', import.meta.url)
  expect(tryFormat(pytorchZip, 'a.pt', new Uint8Array(readFileSync(other))).matches).toBe(false)
})
