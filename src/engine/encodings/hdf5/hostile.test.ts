import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { attempt } from './AddressSpace.ts'
import { openStructure, textsOf } from './structure.ts'
import { walk } from './walk.ts'

// The structure reader on cut and flipped files: it never throws but ParseError, and always ends in time.

const SAMPLES = 150
const MOST_MS = 1_000
const FORMATS = join(import.meta.dirname, '../../formats')
const EVASIONS = join(import.meta.dirname, '../../../golden/evasions')
const FOLDERS = [join(FORMATS, 'keras-hdf5'), join(FORMATS, 'hdf5'), EVASIONS]
const FILES = FOLDERS.flatMap((parent) => {
  const folder = join(parent, 'fixtures')
  const names = readdirSync(folder).filter((name) => name.endsWith('.h5'))
  return names.map((name) => [name, join(folder, name)] as const)
})

describe.each(FILES)('%s', (_name, path) => {
  const bytes = readFileSync(path)

  test('cut short at any length, it is read as far as it goes', () => {
    for (const length of offsets(bytes.length)) readInTime(bytes.subarray(0, length))
  })

  test('with any byte flipped, it is read as far as it makes sense', () => {
    for (const offset of offsets(bytes.length)) {
      const mutant = Uint8Array.from(bytes)
      mutant[offset] = 0xff ^ (mutant[offset] ?? 0)
      readInTime(mutant)
    }
  })
})

test('a group that holds itself is walked once', () => {
  const bytes = readFileSync(join(FORMATS, 'hdf5/fixtures/links.h5'))
  const visits = [...walk(openStructure(bytesSource(bytes)))]
  expect(visits.filter(({ kind }) => kind === 'dataset')).toHaveLength(1)
})

test('a signature is looked for at 0, 512, 1024 and so on, and nowhere else', () => {
  const file = readFileSync(join(FORMATS, 'keras-hdf5/fixtures/sequential.h5'))
  for (const start of [512, 1024, 65_536]) {
    const { superblock, root } = openStructure(bytesSource(behind(start, file)))
    expect(superblock.offset).toBe(start)
    expect(superblock.endOffset).toBe(start + file.length)
    expect(root.messages.length).toBeGreaterThan(0)
  }
  expect(() => openStructure(bytesSource(behind(600, file)))).toThrow(ParseError)
})

function behind(start: number, file: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(start + file.length)
  bytes.set(file, start)
  return bytes
}

function readInTime(bytes: Uint8Array): void {
  const began = performance.now()
  attempt([], () => {
    const structure = openStructure(bytesSource(bytes))
    for (const visit of walk(structure))
      if (visit.kind === 'attribute') attempt([], () => textsOf(structure, visit.attribute))
  })
  expect(performance.now() - began).toBeLessThan(MOST_MS)
}

/** A fixed sample, spread evenly, with the first and the last bytes. */
function offsets(size: number): readonly number[] {
  const step = Math.max(1, size / SAMPLES)
  const spread = Array.from({ length: Math.ceil(size / step) }, (_, index) =>
    Math.floor(index * step),
  )
  return [...spread, size - 1]
}
