import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '../bytes/ByteSource.ts'
import { fieldsBetween } from './fieldsBetween.ts'
import type { Layout } from './FileLayout.ts'
import { layOut } from './layOut.ts'

const FORMATS = join(import.meta.dirname, '../formats')
const MUTANTS = 12 // of each file, at places that a fixed seed chooses

describe.each(fixtures())('%s', (name) => {
  const bytes = readFileSync(join(FORMATS, name))

  test('every byte lies in a region, and every field inside the file', () => {
    const layout = layOut(bytesSource(bytes), { name, code: null })
    if (layout.encoding === null) return
    expect(uncovered(layout, bytes.length)).toEqual([])
    for (const field of fieldsBetween(layout, 0, bytes.length)) {
      expect(field.offset).toBeGreaterThanOrEqual(0)
      expect(field.offset + field.length).toBeLessThanOrEqual(bytes.length)
    }
  })

  test('damage never breaks it', () => {
    for (const damaged of mutants(bytes)) {
      const layout = layOut(bytesSource(damaged), { name, code: null })
      fieldsBetween(layout, 0, damaged.length)
    }
  })
})

test('an HDF5 file is laid out with the object that each structure belongs to', () => {
  const layout = ofFixture('keras-hdf5/fixtures/sequential.h5')
  const texts = layout.regions.map(({ path, name }) => `${path.join('/')}: ${name}`)
  expect(texts[0]).toBe(': superblock')
  expect(texts).toContain('@model_config: attribute model_config')
  expect(texts.some((text) => /^model_weights\/.*: values$/.test(text))).toBe(true)
  expect(texts.some((text) => text.endsWith(': local heap data'))).toBe(true)
  const [signature, version] = fieldsBetween(layout, 0, 9).slice(1)
  expect(signature).toMatchObject({ name: 'signature', offset: 0, length: 8, kind: 'signature' })
  expect(version).toMatchObject({ name: 'superblock version', offset: 8, value: '0', depth: 1 })
})

test('bytes behind an HDF5 file are in no part of it', () => {
  const bytes = readFileSync(join(FORMATS, 'keras-hdf5/fixtures/sequential.h5'))
  const appended = new Uint8Array([...bytes, ...new TextEncoder().encode('#!/bin/sh\nid\n')])
  const { regions } = layOut(bytesSource(appended), { name: 'm.h5', code: null })
  expect(regions.at(-1)).toMatchObject({
    name: 'behind the last part',
    type: 'begins like a script',
    isGap: true,
    offset: bytes.length,
    length: 13,
  })
})

test('a zip archive is laid out with its headers, and the HDF5 file in it', () => {
  const name = fixtures().find((each) => each.startsWith('keras-zip/') && each.endsWith('.keras'))
  const layout = ofFixture(name ?? '')
  const kinds = new Set(layout.regions.map(({ type }) => type))
  expect(layout.encoding).toBe('zip')
  expect(kinds).toContain('local header')
  expect(kinds).toContain('central header')
  expect(layout.regions.some(({ name: what }) => what === 'superblock')).toBe(true)
  const fields = fieldsBetween(layout, 0, 30).map(({ name: what, value }) => `${what} ${value}`)
  expect(fields).toContain('signature PK\u0003\u0004')
  expect(fields).toContain('method stored')
})

test('a pickle is laid out opcode by opcode', () => {
  const bytes = new Uint8Array([0x80, 2, 0x63, ...ascii('os\nsystem\n'), 0x29, 0x52, 0x2e])
  const layout = layOut(bytesSource(bytes), { name: 'p.pkl', code: null })
  const fields = fieldsBetween(layout, 0, bytes.length).slice(1)
  expect(fields.map(({ name, offset, value }) => [name, offset, value])).toEqual([
    ['PROTO', 0, '2'],
    ['GLOBAL', 2, "'os system'"],
    ['EMPTY_TUPLE', 13, ''],
    ['REDUCE', 14, ''],
    ['STOP', 15, ''],
  ])
})

test('marshalled code is laid out field by field', () => {
  const listed = readFileSync(join(FORMATS, '../bytecode/cpython/fixtures/snippets-3.10.json'))
  const text = JSON.stringify(JSON.parse(listed.toString()))
  const code = /"(4w[A-Za-z0-9+/=]{80,})"|"(e3[0-9a-f]{160,})"/.exec(text)
  const bytes =
    code?.[1] === undefined ? Buffer.from(code?.[2] ?? '', 'hex') : Buffer.from(code[1], 'base64')
  const layout = layOut(bytesSource(bytes), { name: '', code: 'marshal' })
  const fields = fieldsBetween(layout, 0, bytes.length)
  const names = fields.filter(({ depth }) => depth === 2).map(({ name }) => name)
  expect(names.slice(0, 4)).toEqual([
    'type',
    'co_argcount',
    'co_posonlyargcount',
    'co_kwonlyargcount',
  ])
  expect(names).toContain('co_linetable')
  const last = fields.filter(({ depth }) => depth === 2).at(-1)
  expect((last?.offset ?? 0) + (last?.length ?? 0)).toBe(bytes.length)
})

test('a graph of TensorFlow is laid out under the names of its messages', () => {
  const layout = ofFixture('saved-model/fixtures/tf221-mapped-read.pb')
  const paths = layout.regions.map(({ path }) => path.join('/'))
  expect(layout.encoding).toBe('Protocol Buffers')
  expect(paths).toContain('meta_graphs[0]/graph_def[0]')
})

function ofFixture(name: string): Layout {
  return layOut(bytesSource(readFileSync(join(FORMATS, name))), { name, code: null })
}

function fixtures(): readonly string[] {
  return readdirSync(FORMATS, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.parentPath.includes('fixtures'))
    .map((entry) => join(entry.parentPath, entry.name).slice(FORMATS.length + 1))
    .filter((path) => /\.(?:h5|hdf5|keras|zip|npz|npy|pkl|pt|pb|onnx|safetensors)$/.test(path))
    .toSorted()
}

function uncovered({ regions }: Layout, size: number): readonly number[] {
  let end = 0
  const holes: number[] = []
  for (const { offset, length } of regions) {
    if (offset > end) holes.push(end)
    end = Math.max(end, offset + length)
  }
  return end < size ? [...holes, end] : holes
}

function* mutants(bytes: Uint8Array): Generator<Uint8Array> {
  let seed = 12_345
  const next = (): number => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648)
  for (let count = 0; count < MUTANTS; count++) {
    const copy = bytes.slice(0, count % 5 === 0 ? next() % bytes.length : bytes.length)
    const near = count % 2 === 0 ? Math.min(copy.length, 2_048) : copy.length
    if (near > 0) copy[next() % near] = next() & 255
    yield copy
  }
}

function ascii(text: string): readonly number[] {
  return Array.from(text, (character) => character.charCodeAt(0))
}
