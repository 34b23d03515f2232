import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factsIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { gguf } from './gguf.ts'

test('it is known by its content, and said not to be analysed', () => {
  const bytes = readFileSync(new URL('./fixtures/tiny.gguf', import.meta.url))
  const { parts } = tryFormat(gguf, 'any name', new Uint8Array(bytes))
  expect(factsIn(parts)).toEqual(['version 3, 0 tensors, 0 keys'])
  expect(problemsIn(parts)).toEqual([
    expect.stringMatching(/^not-analysed: any name is a GGUF model/),
  ])
})

test.each(['', 'GGUF', 'GGML\x03\0\0\0'])('%j is something else', (text) => {
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
  expect(tryFormat(gguf, 'tiny.gguf', bytes).matches).toBe(false)
})
