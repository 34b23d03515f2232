import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { tflite } from './tflite.ts'

test.each([
  ['tiny.tflite', []],
  ['with-metadata.tflite', [['with-metadata.tflite (bytes 32 to 158)', 'PK\x03\x04']]],
])('%s is known, and the archive behind it is a file of its own', (name, files) => {
  const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
  const { parts } = tryFormat(tflite, name, new Uint8Array(bytes))
  expect(problemsIn(parts)).toEqual([expect.stringMatching(/^not-analysed: .*TensorFlow Lite/)])
  expect(filesIn(parts).map(([path, start]) => [path, start.slice(0, 4)])).toEqual(files)
})

test('the identifier stands in its place or nowhere', () => {
  expect(tryFormat(tflite, 'a', new TextEncoder().encode('TFL3 at the start')).matches).toBe(false)
})
