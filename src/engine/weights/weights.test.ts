import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { bytesSource } from '../bytes/ByteSource.ts'
import { figuresOf, type TensorFigures } from './statistics.ts'
import type { Values } from './Values.ts'
import { weightsOf, type Weights } from './weights.ts'

const FORMATS = join(import.meta.dirname, '../formats')

test('figures count what is not finite apart from the rest', () => {
  const found = figures('float32', floats([0, 1, -1, 3, NaN, Infinity]))
  expect(found.numbers).toMatchObject({ count: 6, zeros: 1, nan: 1, infinite: 1 })
  expect(found.numbers).toMatchObject({ min: -1, max: 3, mean: 0.75 })
  const histogram = found.numbers?.histogram ?? []
  expect([histogram[0], histogram[8], histogram[16], histogram[31]]).toEqual([1, 1, 1, 1])
})

test('halves, brain floats, integers and booleans are read', () => {
  expect(figures('float16', new Uint8Array([0, 0x3c, 0, 0xc0])).numbers).toMatchObject({
    min: -2,
    max: 1,
  })
  expect(figures('bfloat16', new Uint8Array([0x80, 0x3f, 0, 0xc0])).numbers).toMatchObject({
    min: -2,
    max: 1,
  })
  expect(figures('int8', new Uint8Array([0xff, 2])).numbers).toMatchObject({ min: -1, max: 2 })
  expect(figures('bool', new Uint8Array([0, 1, 1])).numbers).toMatchObject({ zeros: 1, max: 1 })
  expect(figures('compound', new Uint8Array(8)).unread).toBe('compound is no number')
})

test('text, programs and packed bytes in floats are told, ordinary weights are not', () => {
  const text = new TextEncoder().encode('import os; os.system("id")\n'.repeat(40))
  expect(figures('float32', text.subarray(0, 1_000)).suspicion).toBe('is text from byte 0 on')
  const program = new Uint8Array([0x7f, 0x45, 0x4c, 0x46, ...new Uint8Array(60)])
  expect(figures('float32', program).suspicion).toBe('begins like a Linux program')
  const next = random()
  const packed = Uint8Array.from({ length: 65_536 }, () => next() * 256)
  expect(figures('float32', packed).suspicion).toMatch(/^looks packed or encrypted from byte 0 on/)
  const weights = floats(Array.from({ length: 32_768 }, () => (next() - 0.5) / 10))
  expect(figures('float32', weights).suspicion).toBeNull()
  expect(figures('int8', packed).suspicion).toBeNull()
})

test('what hides in the middle of weights is told with its place', () => {
  const next = random()
  const bytes = floats(Array.from({ length: 65_536 }, () => next() - 0.5))
  bytes.set(
    Uint8Array.from({ length: 65_536 }, () => next() * 256),
    131_072,
  )
  expect(figures('float32', bytes).suspicion).toContain('from byte 131072 on')
})

test('no fixture that a genuine writer made is suspicious, and damage never breaks the reading', () => {
  const names = readdirSync(FORMATS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:h5|keras|npz|npy|safetensors)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => /keras-hdf5|keras-zip|npz|npy|safetensors/.test(path))
  let tensors = 0
  for (const name of names) {
    const bytes = readFileSync(name)
    const { tensors: found } = all(bytes)
    tensors += found.length
    for (const { suspicion } of found) expect(suspicion).toBeNull()
    for (let at = 1; at < 6; at++) all(bytes.subarray(0, Math.floor((bytes.length * at) / 6)))
  }
  expect(tensors).toBeGreaterThan(20)
})

test('a .npy file and safetensors are listed with their names', () => {
  const header = "{'descr': '>f4', 'fortran_order': False, 'shape': (2,), }\n"
  const npy = new Uint8Array([
    0x93,
    ...ascii('NUMPY'),
    1,
    0,
    header.length,
    0,
    ...ascii(header),
    0x3f,
    0x80,
    0,
    0,
    0,
    0,
    0,
    0,
  ])
  expect(all(npy).tensors).toMatchObject([{ name: 'array', numbers: { max: 1, min: 0 } }])
  const json = '{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}'
  const safe = new Uint8Array([json.length, 0, 0, 0, 0, 0, 0, 0, ...ascii(json), 0, 0, 0x80, 0x3f])
  expect(all(safe).tensors).toMatchObject([{ name: 'w', dtype: 'float32', numbers: { mean: 1 } }])
})

test('chunks are unpacked and unshuffled', () => {
  const name = readdirSync(join(FORMATS, 'hdf5/fixtures')).filter((each) => each.endsWith('.h5'))
  const found = name.flatMap(
    (each) => all(readFileSync(join(FORMATS, 'hdf5/fixtures', each))).tensors,
  )
  const chunked = found.filter(({ numbers, unread }) => numbers !== null && unread === null)
  expect(chunked.length).toBeGreaterThan(0)
})

function all(bytes: Uint8Array): Weights {
  return last(weightsOf(bytesSource(bytes), null))
}

function figures(dtype: string, bytes: Uint8Array): TensorFigures {
  const values: Values = {
    name: 'w',
    dtype,
    shape: [],
    isBigEndian: false,
    bytes: bytes.length,
    unread: null,
    pieces: () => [bytes],
  }
  return last(figuresOf(values))
}

function last<T>(steps: Generator<unknown, T>): T {
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

function floats(values: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer)
}

function random(): () => number {
  let seed = 7
  return () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
}

function ascii(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0))
}
