import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadHdf5 } from '../../../wasm/hdf5/hdf5.ts'
import { bytesSource } from '../../bytes/ByteSource.ts'
import { fileLocation } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { HEAD_BYTES, type Input } from '../Format.ts'
import { hdf5 } from './hdf5.ts'

const FIXTURES = join(import.meta.dirname, 'fixtures')
const library = await loadHdf5()

test('every fixture is HDF5 by its content, and none has a problem', () => {
  for (const name of readdirSync(FIXTURES).filter((file) => file.endsWith('.h5'))) {
    const input = inputOf(name)
    expect(hdf5.matches(input)).toBe(true)
    expect([name, ...partsOf(input), ...detailsOf(input)].filter(isProblem)).toEqual([])
  }
})

test('a file that only begins like HDF5 says what is wrong with it, by both readers', () => {
  const bytes = Uint8Array.of(0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a, 9)
  const input = inputOfBytes('broken.h5', bytes)
  expect(hdf5.matches(input)).toBe(true)
  const messages = partsOf(input).map((part) => part.kind === 'problem' && part.problem.message)
  expect(messages).toEqual([
    'superblock: version 9; known are 0, 1, 2, 3',
    expect.stringContaining('the HDF5 library cannot open the file'),
  ])
  expect(detailsOf(input)).toEqual([])
})

test('another file, or a folder, is not taken', () => {
  expect(hdf5.matches(inputOfBytes('x.h5', new Uint8Array(2_000)))).toBe(false)
  expect(hdf5.matches({ ...inputOf('types.h5'), isFolder: true })).toBe(false)
})

test('each dataset is a tensor with its place: of its values, or of the header that describes it', () => {
  const tensors = detailsOf(inputOf('layouts.h5')).filter((part) => part.kind === 'tensor')
  const places = tensors.map(({ tensor }) => [tensor.name, tensor.at.at(-1)?.length])
  expect(Object.fromEntries(places)).toMatchObject({ contiguous: 48, compact: 48, gzip: 272 })
})

test('a zip archive behind it is a file of its own, once', () => {
  const archive = readFileSync(join(FIXTURES, '../../zip-archive/fixtures/saved-model-at-root.zip'))
  const start = readFileSync(join(FIXTURES, 'links.h5'))
  const input = inputOfBytes('links.h5', new Uint8Array(Buffer.concat([start, archive])))
  expect(partsOf(input).filter(({ kind }) => kind === 'file')).toMatchObject([
    { file: { source: { size: archive.length } } },
  ])
})

function partsOf(input: Input): readonly ModelPart[] {
  return [...hdf5.parts(input, { hdf5: library })]
}

function detailsOf(input: Input): readonly ModelPart[] {
  return [...(hdf5.details?.(input, { hdf5: library }) ?? [])]
}

function isProblem(part: ModelPart | string): boolean {
  return typeof part !== 'string' && part.kind === 'problem'
}

function inputOf(name: string): Input {
  return inputOfBytes(name, new Uint8Array(readFileSync(join(FIXTURES, name))))
}

function inputOfBytes(name: string, bytes: Uint8Array): Input {
  const main = { path: name, source: bytesSource(bytes), at: fileLocation(name, bytes.length) }
  return { name, isFolder: false, files: [main], main, head: bytes.subarray(0, HEAD_BYTES) }
}
