import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factsIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { otherArchive } from './other-archive.ts'

const ARCHIVE = new Uint8Array(readFileSync(new URL('./fixtures/model.7z', import.meta.url)))

function oddities(name: string, bytes = ARCHIVE) {
  return tryFormat(otherArchive, name, bytes).parts.flatMap((part) =>
    part.kind === 'oddity' ? [part.oddity] : [],
  )
}

test('it is known by its content, and said not to be analysed', () => {
  const { parts } = tryFormat(otherArchive, 'any name', ARCHIVE)
  expect(factsIn(parts)).toEqual(['7-Zip'])
  expect(problemsIn(parts)).toEqual([
    expect.stringMatching(/^not-analysed: any name is packed with 7-Zip/),
  ])
})

// https://www.reversinglabs.com/blog/rl-identifies-malware-ml-model-hosted-on-hugging-face
test.each(['pytorch_model.bin', 'model.pt', 'model.keras', 'model'])(
  'under the name %s it is masked',
  (name) => {
    expect(oddities(name)).toMatchObject([{ what: 'foreign-archive', subjects: ['7-Zip'] }])
  },
)

test('under a name of its own it is not', () => {
  expect(oddities('model.7z')).toEqual([])
  expect(oddities('weights.h5.zst', Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd))).toEqual([])
})

test.each(['', '7z', 'BZh', 'PK\x03\x04'])('%j is something else', (text) => {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
  expect(tryFormat(otherArchive, 'model.7z', bytes).matches).toBe(false)
})
