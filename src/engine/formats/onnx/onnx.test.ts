import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { factsIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { onnx } from './onnx.ts'

test('it is known by its content, and said not to be analysed', () => {
  const bytes = readFileSync(new URL('./fixtures/tiny.onnx', import.meta.url))
  const { parts } = tryFormat(onnx, 'any name', new Uint8Array(bytes))
  expect(factsIn(parts)).toEqual([])
  expect(problemsIn(parts)).toEqual([
    expect.stringMatching(/^not-analysed: any name is an ONNX model/),
  ])
})

test.each(['', '\x08\x01\x12\x02ab', '\x0a\x02ab', 'plain text', '\x08\x01\x3d\x01\x02\x03\x04'])(
  '%j is something else',
  (text) => {
    const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0))
    expect(tryFormat(onnx, 'tiny.onnx', bytes).matches).toBe(false)
  },
)
