import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { graded, isClean, scan } from './scan.ts'
import { joined, zipBytes } from './zipBytes.ts'

// Ways to make an HDF5 file lead out of itself, or hide something in it. The files are made by
// scripts/fixtures/hdf5-evasions.py, which also writes down what h5py makes of them.

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`./fixtures/${name}`, import.meta.url)))
}

interface Golden {
  readonly opensBehind: Readonly<Record<string, boolean>>
  readonly reads: Readonly<Record<string, readonly number[]>>
}

function isGolden(value: unknown): value is Golden {
  return typeof value === 'object' && value !== null && 'opensBehind' in value
}

const parsed: unknown = JSON.parse(new TextDecoder().decode(fixture('h5py-follows.json')))
const GOLDEN: Golden = isGolden(parsed) ? parsed : { opensBehind: {}, reads: {} }

test.each([
  ['external-beside', 'HDF-001 high'],
  ['external-absolute', 'HDF-001 critical'],
  ['external-upwards', 'HDF-001 critical'],
  ['external-late', 'HDF-001 critical'], // the thirty-first file is the one elsewhere
  ['link-old', 'HDF-002 high'],
  ['link-dense', 'HDF-002 high'],
  ['link-soft', 'HDF-004 medium'],
  ['virtual-same', 'HDF-003 medium'],
  ['virtual-last', 'HDF-003 high'], // the third source is the one elsewhere
  ['config-in-group', 'HDF-009 medium'],
  ['config-twice', 'HDF-009 low'],
  ['config-case', 'HDF-009 medium'],
  ['config-on-dataset', 'HDF-009 medium'],
  ['config-split', 'HDF-009 medium'],
  ['pickle-deep', 'HDF-012 medium'],
  ['pickle-bytes', 'GEN-001 medium'],
  ['pickle-chunked', 'HDF-012 medium'],
  ['program-elf', 'GEN-001 medium'],
  ['program-pe', 'GEN-001 medium'],
  ['bomb', 'HDF-005 high'],
  ['bomb-overflow', 'HDF-005 high'],
])('%s.h5 is %s, also as the weights in an archive', async (name, grade) => {
  const bytes = fixture(`${name}.h5`)
  const report = await scan('model.h5', bytes)
  expect(graded(report)).toContain(grade)
  expect(isClean(report)).toBe(grade.endsWith('low'))
  const config = JSON.stringify({ class_name: 'Sequential', config: { name: 'tiny', layers: [] } })
  const archive = zipBytes([
    { name: 'config.json', data: config },
    { name: 'model.weights.h5', data: bytes },
  ])
  expect(graded(await scan('model.keras', archive))).toContain(grade)
})

test.each(['sparse-ordinary', 'text-bytes'])('%s.h5 is an ordinary file', async (name) => {
  expect(graded(await scan('model.h5', fixture(`${name}.h5`)))).toEqual([])
})

test('what reads other files says that it does so at load', async () => {
  for (const name of ['external-beside', 'link-old', 'virtual-last']) {
    const { effects } = await scan('model.h5', fixture(`${name}.h5`))
    expect(effects.map(({ kind, when }) => [kind, when])).toEqual([['files', 'load']])
  }
})

test('h5py follows every one of these out of the file', () => {
  expect(GOLDEN.reads).toEqual({
    'external-beside': [44],
    'link-old': [42],
    'link-soft': [0],
    'virtual-same': [3],
    'virtual-last': [42],
  })
})

test.each(['pickle-deep', 'pickle-attribute', 'pickle-bytes'])(
  'the pickle in %s.h5 is examined as a pickle',
  async (name) => {
    const report = await scan('model.h5', fixture(`${name}.h5`))
    expect(JSON.stringify(report)).toContain('system')
    expect(isClean(report)).toBe(false)
  },
)

test('opaque bytes that are packed are said not to be examined', async () => {
  const { problems } = await scan('model.h5', fixture('pickle-chunked.h5'))
  expect(problems.map(({ kind }) => kind)).toContain('not-analysed')
})

test.each(Object.entries(GOLDEN.opensBehind))(
  'an HDF5 file behind %s bytes is read when h5py reads it (%s), and the bytes are told',
  async (start, isRead) => {
    const before = new Uint8Array(Number(start))
    before.set(new TextEncoder().encode('#!/bin/sh\n'))
    const report = await scan('model.h5', joined(before, fixture('config-twice.h5')))
    expect(report.format).toBe(isRead ? 'keras-hdf5' : 'unknown')
    if (isRead) expect(graded(report)).toContain('HDF-008 high')
    expect(isClean(report)).toBe(false)
  },
)

test.each([
  ['text', 'nothing to see', 'HDF-010 low'],
  ['a program', '\0\0\0\0\x7fELF\x02\x01\x01', 'HDF-010 high'],
  ['an archive', zipBytes([{ name: 'a', data: 'a' }]), 'GEN-002 high'],
])('%s behind the data is graded by what it is', async (_, tail, grade) => {
  const report = await scan('model.h5', joined(fixture('text-bytes.h5'), tail))
  expect(graded(report)).toContain(grade)
})

test('a continuation that leads back to itself is told', async () => {
  const bytes = fixture('config-twice.h5')
  const circled = withCircle(bytes)
  const report = await scan('model.h5', circled)
  expect(graded(report)).toContain('HDF-007 medium')
  expect(isClean(report)).toBe(false)
})

/** The first continuation message of the root's header made to lead to itself. */
function withCircle(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer.slice(0))
  const root = Number(view.getBigUint64(64, true))
  for (let at = root + 16; at < root + 600; at += 8) {
    if (view.getUint16(at, true) !== 0x0010 || view.getUint16(at + 2, true) !== 16) continue
    const address = Number(view.getBigUint64(at + 8, true))
    // The block that it leads to begins with a continuation of the same place.
    view.setUint16(address, 0x0010, true)
    view.setUint16(address + 2, 16, true)
    view.setBigUint64(address + 8, BigInt(address), true)
    view.setBigUint64(address + 16, view.getBigUint64(at + 16, true), true)
    return new Uint8Array(view.buffer)
  }
  throw new Error('no continuation')
}

test('a driver that spreads the file over several is told', async () => {
  const bytes = fixture('text-bytes.h5')
  new DataView(bytes.buffer).setBigUint64(48, 96n, true)
  expect(graded(await scan('model.h5', bytes))).toContain('HDF-007 low')
})
