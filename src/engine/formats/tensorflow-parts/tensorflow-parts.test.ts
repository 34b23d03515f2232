import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bytesSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { field, message } from '../../encodings/protobuf/compose.ts'
import { fileLocation } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import type { Input } from '../Format.ts'
import { tensorflowParts } from './tensorflow-parts.ts'

function input(bytes: Uint8Array, name = 'x'): Input {
  const main = { path: name, source: bytesSource(bytes), at: fileLocation(name, bytes.length) }
  return { name, isFolder: false, files: [main], main, head: bytes.subarray(0, 4096) }
}

const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', name)))
const read = (bytes: Uint8Array, name?: string): ModelPart[] => [
  ...tensorflowParts.parts(input(bytes, name), { hdf5: null }),
]

test('a fingerprint is told by its hashes, and they are shown', () => {
  const bytes = fixture('fingerprint.pb')
  expect(tensorflowParts.matches(input(bytes))).toBe(true)
  const values = read(bytes).map((part) => (part.kind === 'fact' ? part.fact.value : part.kind))
  expect(values).toHaveLength(6)
  expect(values[0]).toMatch(/^saved_model_checksum [0-9a-f]{16}$/)
  expect(values[5]).toMatch(/^uuid [0-9]+$/)
})

test('the index of a checkpoint lists its weights', () => {
  const bytes = fixture('variables.index')
  expect(tensorflowParts.matches(input(bytes))).toBe(true)
  const [tensor, ...others] = read(bytes)
  expect(others).toEqual([])
  expect(tensor).toMatchObject({
    tensor: { name: 'factor', dtype: 'float32', shape: [2], storedBytes: 8 },
  })
})

test('the values of weights are recognised by the name alone, and are not examined', () => {
  const bytes = fixture('variables.data-00000-of-00001')
  expect(tensorflowParts.matches(input(bytes))).toBe(false)
  expect(tensorflowParts.matches(input(bytes, 'variables.data-00000-of-00001'))).toBe(true)
  expect(read(bytes, 'variables.data-00000-of-00001')).toMatchObject([
    { kind: 'problem', problem: { kind: 'not-analysed' } },
  ])
})

test.each([
  ['an ONNX model', message(field(1, 8), field(2, 'pytorch'))],
  ['a message with one hash', message(field(1, 5))],
  [
    'a fingerprint with something more',
    message(field(1, 1), field(2, 2), field(3, 3), field(9, 'x')),
  ],
  ['zeros', new Uint8Array(100)],
  ['nothing', new Uint8Array(0)],
])('%s is neither', (_, bytes) => {
  expect(tensorflowParts.matches(input(bytes))).toBe(false)
})

test('cut or flipped anywhere they give parts or a fault of the file', () => {
  for (const name of ['fingerprint.pb', 'variables.index']) {
    const bytes = fixture(name)
    for (let at = 0; at < bytes.length; at += 1)
      for (const mutant of [bytes.slice(0, at), bytes.with(at, (bytes[at] ?? 0) ^ 0xff)])
        expectNoBug(mutant)
  }
})

function expectNoBug(bytes: Uint8Array): void {
  try {
    if (tensorflowParts.matches(input(bytes))) read(bytes)
  } catch (error) {
    expect(error).toBeInstanceOf(ParseError)
  }
}
