import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factsIn, filesIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { npz } from './npz.ts'

function fixture(name: string) {
  const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
  return tryFormat(npz, name, new Uint8Array(bytes))
}

test.each([
  ['numbers.npz', '2 arrays, 0 of Python objects', ['kernel.npy', 'bias.npy']],
  ['objects.npz', '2 arrays, 1 of Python objects', ['kernel.npy', 'state.npy']],
])('%s is opened and its arrays are files of their own', (name, detail, paths) => {
  const { parts, details } = fixture(name)
  expect(factsIn(parts)).toEqual([detail])
  const files = filesIn(parts).map(([path, start]) => [path, start.slice(1, 6)])
  expect(files).toEqual(paths.map((path) => [path, 'NUMPY']))
  expect(problemsIn(parts)).toEqual([])
  expect(details).toEqual([])
})

test('a wrong checksum is told when every byte is read', () => {
  const bytes = new Uint8Array(readFileSync(new URL('./fixtures/numbers.npz', import.meta.url)))
  bytes[180] = 0xff
  const { details } = tryFormat(npz, 'numbers.npz', bytes)
  expect(details).toMatchObject([{ kind: 'oddity', oddity: { what: 'crc-mismatch' } }])
})

test('a zip archive with anything else in it is no npz', () => {
  const other = new URL('../pytorch-zip/fixtures/state.pt', import.meta.url)
  expect(tryFormat(npz, 'a.npz', new Uint8Array(readFileSync(other))).matches).toBe(false)
})
