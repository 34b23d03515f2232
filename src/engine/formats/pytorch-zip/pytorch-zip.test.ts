import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factsIn, filesIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { pytorchZip } from './pytorch-zip.ts'

function fixture(name: string) {
  const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
  return tryFormat(pytorchZip, name, new Uint8Array(bytes))
}

test.each([
  [
    'state.pt',
    '4 members: 1 pickles, 0 TorchScript sources',
    ['state/data.pkl', 'state/byteorder', 'state/version'],
  ],
  [
    'torchscript.pt',
    'TorchScript, 3 members: 2 pickles, 1 TorchScript sources',
    ['m/data.pkl', 'm/constants.pkl'],
  ],
  [
    'network.pt',
    '4 members: 1 pickles, 0 TorchScript sources',
    ['archive/data.pkl', 'archive/version'],
  ],
  [
    'decoy.pt',
    '4 members: 2 pickles, 1 TorchScript sources',
    ['archive/data.pkl', 'archive/sub/data.pkl', 'archive/version'],
  ],
])('%s is opened, and all but its tensors are files of their own', (name, detail, paths) => {
  const { parts, details } = fixture(name)
  expect(factsIn(parts)).toEqual([detail])
  expect(filesIn(parts).map(([path]) => path)).toEqual(paths)
  expect(problemsIn(parts)).toEqual([])
  expect(details).toEqual([])
})

function operationsIn(name: string): readonly (readonly [string, string | null])[] {
  return fixture(name).parts.flatMap((part) =>
    part.kind === 'operation'
      ? [[part.operation.op, part.operation.operands[0]?.text ?? null] as const]
      : [],
  )
}

test('sources of TorchScript are searched for what does more than compute', () => {
  expect(operationsIn('decoy.pt')).toEqual([
    ['aten::save', '/var/tmp/marker'],
    ['mine::twice', null],
  ])
  expect(operationsIn('script.pt')).toEqual([])
})

test('a zip archive without its pickles is none', () => {
  const other = new URL('../zip-archive/fixtures/saved-model.zip', import.meta.url)
  expect(tryFormat(pytorchZip, 'a.pt', new Uint8Array(readFileSync(other))).matches).toBe(false)
})
