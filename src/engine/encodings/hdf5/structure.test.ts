import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../bytes/ByteSource.ts'
import goldens from './fixtures/h5py.json'
import { attributeRange, openStructure, textsOf } from './structure.ts'
import { walk, type Visit } from './walk.ts'

// What h5py reads in every fixture (scripts/fixtures/hdf5.py) is what our own reader finds in the structure.

interface Golden {
  /** By `path@name`, one character a byte. */
  readonly attributes: Readonly<Record<string, readonly string[]>>
  readonly datasets: Readonly<Record<string, GoldenDataset>>
}

interface GoldenDataset {
  readonly dtype: string
  readonly shape: readonly number[] | null
  readonly storedBytes: number | null
  readonly offset: number | null
  readonly filters: readonly number[]
}

type DatasetVisit = Extract<Visit, { kind: 'dataset' }>

const FORMATS = join(import.meta.dirname, '../../formats')
const FILES: Readonly<Record<string, Golden>> = goldens

describe.each(Object.entries(FILES))('%s', (file, golden) => {
  const bytes = fixture(file)
  const structure = openStructure(bytesSource(bytes))
  const visits = [...walk(structure)]

  test('every text is the one that h5py reads, and stands where it is said to', () => {
    const found: Record<string, string[]> = {}
    for (const visit of visits) {
      if (visit.kind !== 'attribute' || visit.attribute.dataspace.dimensions === null) continue
      if (visit.attribute.datatype.text === null) continue
      const texts = textsOf(structure, visit.attribute)
      found[`${visit.path}@${visit.attribute.name}`] = texts.map((text) => latin1(text.bytes))
      for (const { bytes: text, offset } of texts)
        expect(latin1(text)).toBe(latin1At(bytes, { offset, length: text.length }))
    }
    expect(found).toEqual(golden.attributes)
  })

  test('every dataset has the type, shape, filters, size and place that h5py gives', () => {
    const found = visits.filter((visit) => visit.kind === 'dataset')
    const described = Object.fromEntries(found.map((visit) => [visit.path, toGolden(visit)]))
    expect(described).toEqual(
      file.endsWith('layouts-latest.h5') ? uncounted(golden) : golden.datasets,
    )
  })

  test('nothing in it is at fault', () => {
    expect(visits.filter(({ kind }) => kind === 'fault')).toEqual([])
  })
})

test('the text of model_config has a range in the file however it is stored', () => {
  const ways = ['sequential', 'fixed-length', 'dense-attributes', 'continuation', 'userblock']
  for (const way of ways) {
    const file = `keras-hdf5/${way}.h5`
    const bytes = fixture(file)
    const range = attributeRange(bytesSource(bytes), '/', 'model_config')
    const [text] = FILES[file]?.attributes['@model_config'] ?? []
    expect(range && latin1At(bytes, range)).toBe(text)
  }
})

test('an attribute that does not exist, or is no single text, has no range', () => {
  const source = bytesSource(fixture('hdf5/types.h5'))
  expect(attributeRange(source, '/', 'nope')).toBeNull()
  expect(attributeRange(source, '/nope', 'model_config')).toBeNull()
  expect(attributeRange(source, '/', 'many')).toBeNull()
  expect(attributeRange(source, '/', 'half')).toBeNull()
})

test('what stands behind the byte 0 of a fixed text is hidden, not part of it', () => {
  const structure = openStructure(bytesSource(fixture('keras-hdf5/nul-in-text.h5')))
  const hidden = [...walk(structure)]
    .filter((visit) => visit.kind === 'attribute')
    .flatMap(({ attribute }) => textsOf(structure, attribute))
    .map((text) => latin1(text.hidden))
    .filter((text) => text !== '')
  expect(hidden).toEqual(['{"class_name": "Hidden"}'])
})

test('links, files elsewhere, filters, opaque bytes and shapes without values are remarked on', () => {
  expect(remarks('links.h5')).toEqual([
    'external-link away is a link to /secret in the file ../other.h5',
    'soft-link broken is a soft link to /nowhere',
    'soft-link soft is a soft link to /data',
  ])
  expect(remarks('links-latest.h5')).toEqual([
    'external-link away is a link to /secret in the file ../other.h5',
    'soft-link soft is a soft link to /data',
  ])
  expect(remarks('dense-links.h5')).toHaveLength(60)
  expect(remarks('external-storage.h5')).toEqual([
    'external-storage the values of outside are in other files: /etc/passwd',
  ])
  expect(remarks('virtual.h5')).toEqual([
    'virtual-dataset together is put together from 2 others, the first of them data in the file elsewhere.h5; the files are elsewhere.h5, more.h5',
  ])
  expect(remarks('layouts.h5')).toEqual(['unknown-filter unknown-filter went through filter 511'])
  expect(remarks('types.h5')).toEqual(['opaque-dataset opaque holds 3 opaque bytes'])
})

test('a shape far beyond what is stored is a bomb, in old chunks and in new', () => {
  expect(remarks('shape-bomb.h5')).toEqual([
    'shape-bomb chunks declares 8796093022208 bytes and stores 0',
    'shape-bomb never-written declares 8796093022208 bytes and stores 0',
  ])
  expect(remarks('shape-bomb-latest.h5')).toEqual([
    'shape-bomb fixed declares 137438953472 bytes and stores 0',
    'shape-bomb growing declares 8796093022208 bytes and stores 0',
  ])
})

function fixture(file: string): Uint8Array {
  return readFileSync(join(FORMATS, file.replace('/', '/fixtures/')))
}

/** Chunk indexes that do not say how many bytes are stored. */
function uncounted({ datasets }: Golden): Golden['datasets'] {
  const names = new Set(['chunks', 'gzip', 'growing', 'growing-gzip', 'implicit'])
  return Object.fromEntries(
    Object.entries(datasets).map(([name, dataset]) => [
      name,
      names.has(name) ? { ...dataset, storedBytes: null } : dataset,
    ]),
  )
}

function remarks(name: string): readonly string[] {
  return [...walk(openStructure(bytesSource(fixture(`hdf5/${name}`))))]
    .filter((visit) => visit.kind === 'remark')
    .map(({ remark }) => `${remark.what} ${remark.detail}`)
    .toSorted()
}

/** As h5py says it: it gives no offset for values in the header, and counts those in other files. */
function toGolden({ dataset }: DatasetVisit): GoldenDataset {
  const { datatype, dataspace, layout, externalFiles, storedBytes, range, filters } = dataset
  return {
    dtype: datatype.name,
    shape: dataspace.dimensions?.map(Number) ?? null,
    storedBytes: externalFiles === null ? storedBytes : Number(dataset.declaredBytes),
    offset: layout.kind === 'contiguous' ? (range?.offset ?? null) : null,
    filters: filters.map(({ id }) => id),
  }
}

function latin1At(
  bytes: Uint8Array,
  { offset, length }: { offset: number; length: number },
): string {
  return latin1(bytes.subarray(offset, offset + length))
}

function latin1(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}
