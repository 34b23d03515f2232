import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { graded, isClean, keras, marks, model, PICKLE, scan } from './scan.ts'
import { tarBytes } from './tarBytes.ts'
import { joined, zipBytes } from './zipBytes.ts'

// Containers in containers, and files under the name of another format.

const CONFIG = { name: 'config.json', data: model('mark') }

function hdf5(): Uint8Array {
  return new Uint8Array(readFileSync(new URL('./fixtures/text-bytes.h5', import.meta.url)))
}

function gzip(bytes: Uint8Array | string): Uint8Array {
  return new Uint8Array(gzipSync(bytes))
}

describe('tar', () => {
  test.each([
    [{ name: '/etc/config.json', data: model('mark') }, 'ZIP-012 high'],
    [{ name: '../../config.json', data: model('mark') }, 'ZIP-012 high'],
  ])('%j leads out, and is examined', async (member, grade) => {
    const report = await scan('model.tar', tarBytes(member))
    expect(graded(report)).toEqual([grade])
    expect(marks(report)).toEqual(['mark'])
  })

  test.each([
    [{ name: 'out', kind: '2', link: '/tmp' }],
    [{ name: 'out', kind: '1', link: '/etc/passwd' }],
    [{ name: 'sda', kind: '4' }],
    [{ name: 'pipe', kind: '6' }],
  ])('%j is a link or a device', async (member) => {
    expect(graded(await scan('model.tar', tarBytes(member)))).toEqual(['ZIP-011 high'])
  })

  test('a file that is written through a link is told', async () => {
    const link = { name: 'out', kind: '2', link: '/tmp' }
    const report = await scan(
      'model.tar',
      tarBytes(link, { name: 'out/a.json', data: model('mark') }),
    )
    expect(graded(report)).toEqual(['ZIP-011 high', 'ZIP-012 high'])
    expect(marks(report)).toEqual(['mark'])
  })

  test('of two members of one name both are examined', async () => {
    const members = ['one', 'two'].map((mark) => ({ name: 'a.json', data: model(mark) }))
    const report = await scan('model.tar', tarBytes(...members))
    expect(graded(report)).toEqual(['ZIP-001 high'])
    expect(marks(report)).toEqual(['one', 'two'])
  })

  test('a file with holes is never clean', async () => {
    const block = new Uint8Array(tarBytes({ name: 'a.json', data: model('mark'), kind: 'S' }))
    expect(isClean(await scan('model.tar', block))).toBe(false)
  })

  test('what stands behind the end is examined', async () => {
    const archive = tarBytes({ name: 'a.json', data: model('one') })
    const report = await scan('model.tar', joined(archive, zipBytes([CONFIG])))
    expect(marks(report)).toEqual(['mark', 'one'])
    expect(graded(report)).toContain('ZIP-008 high')
  })

  test('an ordinary archive with a folder has nothing odd', async () => {
    const members = [
      { name: './model/', kind: '5' },
      { name: './model/a.json', data: model('mark') },
    ]
    expect(graded(await scan('model.tar', tarBytes(...members)))).toEqual([])
  })
})

describe('gzip', () => {
  test('members that follow each other are one file', async () => {
    const text = model('mark')
    const bytes = joined(gzip(text.slice(0, 20)), gzip(text.slice(20)))
    expect(marks(await scan('model.json.gz', bytes))).toEqual(['mark'])
  })

  test('what stands behind is told, and nothing is clean', async () => {
    const report = await scan('model.json.gz', joined(gzip(model('mark')), 'garbage behind it'))
    expect(marks(report)).toEqual(['mark'])
    expect(isClean(report)).toBe(false)
  })
})

test('a .keras in a zip in a tar.gz is read', async () => {
  const archive = zipBytes([{ name: 'model.keras', data: keras(CONFIG) }])
  const report = await scan('model.tar.gz', gzip(tarBytes({ name: 'a.zip', data: archive })))
  expect(marks(report)).toEqual(['mark'])
})

test('a whole HDF5 file as base64 text is read', async () => {
  const text = Buffer.from(hdf5()).toString('base64')
  expect((await scan('model.txt', new TextEncoder().encode(text))).format).toBe('base64-text')
})

describe('names of another format', () => {
  test.each([
    ['model.keras', hdf5(), 'keras-hdf5'],
    ['model.h5', keras(CONFIG), 'keras-zip'],
    ['model.safetensors', PICKLE, 'pickle'],
    ['model.json', PICKLE, 'pickle'],
    ['weights.npy', PICKLE, 'pickle'],
  ])('%s is told, and read as what it is', async (name, bytes, format) => {
    const report = await scan(name, bytes)
    expect(report.format).toBe(format)
    expect(report.findings.map(({ rule }) => rule)).toContain('GEN-003')
  })

  test('a pickle under the name of a text is worse, since it reaches out', async () => {
    expect(graded(await scan('weights.npy', PICKLE))).toContain('GEN-003 high')
    expect(graded(await scan('model.keras', hdf5()))).toContain('GEN-003 info')
  })

  test.each(['model.bin', 'model.pt', 'model.ckpt', 'model', 'model.pkl'])(
    'a pickle called %s is no surprise',
    async (name) => {
      expect(graded(await scan(name, PICKLE))).toEqual([])
    },
  )

  test('a program under the name of a model is told', async () => {
    const bytes = Uint8Array.from(`\x7fELF\x02\x01\x01${'\0'.repeat(9)}\x02\0`, (c) =>
      c.charCodeAt(0),
    )
    const report = await scan('model.keras', joined(bytes, new Uint8Array(200)))
    expect(graded(report)).toEqual(['GEN-001 high'])
    expect(report.verdict).toBe('suspicious')
  })
})

test('the metadata that TensorFlow Lite puts behind a model is ordinary', async () => {
  const start = Uint8Array.from('\x1c\0\0\0TFL3', (character) => character.charCodeAt(0))
  const bytes = joined(start, new Uint8Array(100), zipBytes([{ name: 'labels.txt', data: 'cat' }]))
  expect(graded(await scan('model.tflite', bytes))).not.toContain('GEN-002 high')
})

test('damaged archives are read as far as they go, and never a fault of ours', async () => {
  const archive = joined(
    '#!/bin/sh\n',
    keras(CONFIG, { name: 'b.tar', data: tarBytes(CONFIG) }),
    hdf5(),
  )
  const step = Math.ceil(archive.length / 60)
  for (let at = 0; at < archive.length; at += step) {
    const mutant = archive.slice()
    mutant[at] = (mutant[at] ?? 0) ^ 0xff
    for (const bytes of [mutant, archive.subarray(0, at)]) {
      const { problems } = await scan('model.keras', bytes)
      expect(problems.filter(({ kind }) => kind === 'bug')).toEqual([])
    }
  }
}, 60_000)
