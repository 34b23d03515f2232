import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factsIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { otherArchive } from './other-archive.ts'

test('it is known by its content, and said not to be analysed', () => {
  const bytes = readFileSync(new URL('./fixtures/model.7z', import.meta.url))
  const { parts } = tryFormat(otherArchive, 'any name', new Uint8Array(bytes))
  expect(factsIn(parts)).toEqual(['7-Zip'])
  expect(problemsIn(parts)).toEqual([
    expect.stringMatching(/^not-analysed: any name is packed with 7-Zip/),
  ])
})

test.each(['', '7z', 'BZh', 'PK\x03\x04'])('%j is something else', (text) => {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
  expect(tryFormat(otherArchive, 'model.7z', bytes).matches).toBe(false)
})
