import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { byteSource, bytesSource, ParseError, type ByteSource } from '../../engine/index.ts'
import goldens from '../../engine/encodings/hdf5/fixtures/h5py.json'
import { loadHdf5 } from './hdf5.ts'

// What h5py reads in every fixture is what the library gives us, and nothing is read through a link.

const FORMATS = join(import.meta.dirname, '../../engine/formats')
const FILES: Readonly<Record<string, { attributes: Readonly<Record<string, readonly string[]>> }>> =
  goldens
const hdf5 = await loadHdf5()

describe.each(Object.entries(FILES))('%s', (name, { attributes }) => {
  test('every text of the root is the one that h5py reads', () => {
    const file = hdf5.open(fixture(name))
    const found: Record<string, string[]> = {}
    for (const attribute of file.attributeNames('/')) {
      const value = file.attribute('/', attribute)
      if (value.kind === 'texts')
        found[`@${attribute}`] = value.texts.map((text) => String.fromCharCode(...text))
    }
    file.close()
    const ofRoot = Object.entries(attributes).filter(([place]) => place.startsWith('@'))
    expect(found).toEqual(Object.fromEntries(ofRoot))
  })
})

test('values that are no text are named', () => {
  const file = hdf5.open(fixture('hdf5/types.h5'))
  expect(file.attribute('/', 'half')).toEqual({ kind: 'other', type: 'float' })
  expect(file.attribute('/', 'nothing')).toEqual({ kind: 'other', type: 'nothing' })
  file.close()
})

test('a soft or external link is never followed', () => {
  const file = hdf5.open(fixture('hdf5/links.h5'))
  for (const path of ['/soft', '/away', '/broken', '/loop/up/soft'])
    expect(() => file.attributeNames(path)).toThrow(/is a link, and is not followed/)
  file.close()
})

test('what the library cannot open, find or read is the fault of the file', () => {
  expect(() => hdf5.open(bytesSource(new Uint8Array(100)))).toThrow(
    'the HDF5 library cannot open the file: file signature not found',
  )
  const file = hdf5.open(fixture('hdf5/types.h5'))
  expect(() => file.attributeNames('/nope')).toThrow(ParseError)
  expect(() => file.attribute('/', 'nope')).toThrow(ParseError)
  file.close()
})

test('a read that fails in the source is reported as itself', () => {
  const bytes = readFileSync(join(FORMATS, 'keras-hdf5/fixtures/sequential.h5'))
  const gone = byteSource(bytes.length, (offset, length) => {
    if (offset > 1_000) throw new ParseError('the file has gone', offset)
    return bytes.subarray(offset, offset + length)
  })
  expect(() => {
    const file = hdf5.open(gone)
    for (const name of file.attributeNames('/')) file.attribute('/', name)
  }).toThrow('the file has gone')
})

test('after a broken file the library still reads a good one', () => {
  const bytes = readFileSync(join(FORMATS, 'keras-hdf5/fixtures/sequential.h5'))
  for (let length = 96; length < bytes.length; length += 500)
    expect(() => hdf5.open(bytesSource(bytes.subarray(0, length)))).toThrow(ParseError)
  const file = hdf5.open(bytesSource(bytes))
  expect(file.attributeNames('/')).toContain('model_config')
  file.close()
})

test('of a large file it reads little', () => {
  const bytes = readFileSync(join(FORMATS, 'keras-hdf5/fixtures/sequential.h5'))
  let read = 0
  const large: ByteSource = byteSource(6 * 2 ** 30, (offset, length) => {
    read += length
    const found = new Uint8Array(length)
    found.set(bytes.subarray(offset, offset + length))
    return found
  })
  const file = hdf5.open(large)
  expect(file.attribute('/', 'keras_version').kind).toBe('texts')
  file.close()
  expect(read).toBeLessThan(65_536)
})

function fixture(name: string): ByteSource {
  return bytesSource(readFileSync(join(FORMATS, name.replace('/', '/fixtures/'))))
}
