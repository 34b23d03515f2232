import { zipSync } from 'fflate'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { fileInput, formatOf } from '../../examine.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { filesIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { zipArchive } from './zip-archive.ts'

function fixture(name: string) {
  const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
  return tryFormat(zipArchive, name, new Uint8Array(bytes))
}

function folders(parts: readonly ModelPart[]) {
  return parts.flatMap((part) =>
    part.kind === 'folder' ? [[part.name, part.files.map(({ path }) => path)]] : [],
  )
}

function oddities(parts: readonly ModelPart[]) {
  return parts.flatMap((part) => (part.kind === 'oddity' ? [part.oddity.what] : []))
}

test('a SavedModel in an archive is a folder, and what lies beside it a file', () => {
  const { parts, details } = fixture('saved-model.zip')
  expect(folders(parts)).toEqual([['model', ['saved_model.pb']]])
  expect(filesIn(parts).map(([path]) => path)).toContain('README')
  expect([...oddities(parts), ...problemsIn(parts), ...details]).toEqual([])
})

test('a SavedModel at the root of an archive is a folder of its name', () => {
  expect(folders(fixture('saved-model-at-root.zip').parts)).toEqual([
    ['saved-model-at-root.zip', ['saved_model.pb']],
  ])
})

test('an archive behind other bytes is a file of its own, and the bytes are odd', () => {
  const { parts } = fixture('prefixed.zip')
  expect(oddities(parts)).toEqual(['prefix-data'])
  expect(filesIn(parts)).toEqual([
    ['prefixed.zip (bytes 0 to 17)', '#!/bin/sh\nexit 0'],
    ['prefixed.zip (bytes 17 to 321)', expect.stringMatching(/^PK\x03\x04/)],
  ])
})

test('a directory whose entries are nowhere does not look empty', () => {
  const whole = readFileSync(new URL('./fixtures/saved-model-at-root.zip', import.meta.url))
  const bytes = new Uint8Array(whole)
  bytes[0] = 0
  const { parts } = tryFormat(zipArchive, 'a', bytes)
  expect(problemsIn(parts)).toEqual([
    expect.stringMatching(
      /^malformed: saved_model\.pb was not examined: its bytes do not lie inside/,
    ),
  ])
})

test('a member that ends before its declared size makes no format throw', () => {
  const text = new TextEncoder().encode('text of no format '.repeat(10_000))
  const bytes = zipSync({ member: [text, { level: 9 }] })
  const record = Buffer.from(bytes).indexOf('PK\x01\x02')
  new DataView(bytes.buffer).setUint32(record + 24, 2 * text.length, true)
  const [part] = tryFormat(zipArchive, 'a.zip', bytes).parts.filter(({ kind }) => kind === 'file')
  if (part?.kind !== 'file') throw new Error('no member')
  const { source } = part.file
  expect(() => source.read(0, source.size)).toThrow('inflates to 180000 bytes, 360000 are wanted')
  expect(formatOf(fileInput(part.file))).toBeUndefined()
})

test('of two archives in a row the last is read, and the first is odd and read too', () => {
  const { parts } = fixture('twice.zip')
  expect(oddities(parts)).toContain('prefix-data')
  expect(filesIn(parts).map(([path]) => path)).toEqual(['model.json', 'twice.zip (bytes 0 to 410)'])
})

test.each([
  ['an HDF5 file', '\x89HDF'],
  ['a pickle', '\x80\x04'],
  ['a TensorFlow Lite model', '\x20\0\0\0TFL3'],
])('the archive behind %s is left to that format', (_, start) => {
  const archive = readFileSync(new URL('./fixtures/saved-model.zip', import.meta.url))
  const bytes = Buffer.concat([Buffer.from(start, 'latin1'), archive])
  expect(tryFormat(zipArchive, 'a', new Uint8Array(bytes)).matches).toBe(false)
})
