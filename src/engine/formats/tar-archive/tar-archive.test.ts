import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { tarArchive } from './tar-archive.ts'

function fixture(name: string) {
  const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
  return tryFormat(tarArchive, name, new Uint8Array(bytes))
}

test('a SavedModel in a tar archive is a folder', () => {
  const { parts } = fixture('saved-model.tar')
  expect(parts.filter(({ kind }) => kind === 'folder')).toMatchObject([
    { name: 'saved-model.tar', files: [{ path: 'saved_model.pb' }] },
  ])
  expect(problemsIn(parts)).toEqual([])
})

test('links and ways out are odd, and the files are examined all the same', () => {
  const { parts } = fixture('links.tar')
  const odd = parts.flatMap((part) => (part.kind === 'oddity' ? [part.oddity.what] : []))
  expect(odd).toEqual(['path-traversal', 'link-entry'])
  expect(filesIn(parts)).toEqual([['../model.json', '{"class_name": "']])
})

test('a block without the right checksum is no tar archive', () => {
  expect(tryFormat(tarArchive, 'a', new Uint8Array(1024).fill(0x61)).matches).toBe(false)
})

test.each([
  ['torch.tar', 7],
  ['torch-hidden.tar', 9],
])(
  'in %s every pickle between the numbers of PyTorch before 0.1.9 is followed',
  (name, pickles) => {
    const { parts } = fixture(name)
    expect(filesIn(parts).map(([path]) => path)).toEqual(['sys_info', 'pickle'])
    expect(parts.filter(({ kind }) => kind === 'function')).toHaveLength(pickles - 2)
    expect(problemsIn(parts)).toEqual([])
  },
)
