import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { graded, isClean, keras, marks, METADATA, model, PICKLE, scan } from './scan.ts'
import { tarBytes } from './tarBytes.ts'
import { bytesOf, endRecord, fields, joined, zipBytes, type Entry } from './zipBytes.ts'

// Ways to show a scanner another zip archive than the loader reads. What Python makes of each is in
// src/engine/encodings/zip/fixtures/python-zip.json (scripts/fixtures/zip-golden.py).

const CONFIG: Entry = { name: 'config.json', data: model('mark') }
const FLAG_ENCRYPTED = 1
const FLAG_DESCRIPTOR = 8
const FLAG_UTF8 = 0x800

test('an ordinary archive has nothing odd', async () => {
  expect(graded(await scan('model.keras', keras(CONFIG)))).toEqual([])
})

test('of two configurations both are read', async () => {
  const report = await scan(
    'model.keras',
    keras(
      { name: 'config.json', data: model('first') },
      { name: 'config.json', data: model('last') },
    ),
  )
  expect(marks(report)).toEqual(['first', 'last'])
  expect(graded(report)).toEqual(['ZIP-001 high'])
})

// 12end/evil_keras and Hironabe333 on the Hugging Face hub
test.each([
  ['model.weights.npz', 'GEN-003'],
  ['model.weights.h5', 'GEN-003'],
])('of two entries %s each is examined as what it is', async (name, spoofed) => {
  const report = await scan(
    'model.keras',
    keras(CONFIG, { name, data: 'harmless' }, { name, data: PICKLE }),
  )
  expect(graded(report)).toContain('ZIP-001 high')
  expect(report.findings.filter(({ rule }) => rule === spoofed)).toHaveLength(1)
  expect(report.verdict).not.toBe('clean')
})

test.each([
  ['#!/bin/sh\nexit\n', 'ZIP-008 high'],
  ['\x7fELF\x02\x01\x01', 'ZIP-008 high'],
  ['%PDF-1.7\n', 'ZIP-008 high'],
  ['GIF89a', 'ZIP-008 medium'],
  ['anything', 'ZIP-008 medium'],
])('an archive behind %j is read, and what is before it told', async (prefix, grade) => {
  const report = await scan('model.keras', zipBytes([METADATA, CONFIG], { prefix }))
  expect(marks(report)).toEqual(['mark'])
  expect(graded(report)).toContain(grade)
})

describe('names', () => {
  test('a name is cut at a NUL, as in Python', async () => {
    const report = await scan('model.keras', keras({ ...CONFIG, name: 'config.json\0.txt' }))
    expect(report.format).toBe('keras-zip')
    expect(graded(report)).toContain('ZIP-005 high')
  })

  test.each([
    ['./config.json', 'ZIP-005 medium'],
    ['CONFIG.JSON', 'ZIP-005 medium'],
    ['config.json ', 'ZIP-005 high'],
    ['model\\config.json', 'ZIP-005 medium'],
    ['сonfig.json', 'ZIP-005 high'], // the first letter is Cyrillic
    ['con\u200bfig.json', 'ZIP-005 high'],
    ['ｃonfig.json', 'ZIP-005 high'],
    ['../../config.json', 'ZIP-012 high'],
    ['a/../../config.json', 'ZIP-012 high'],
    ['/etc/config.json', 'ZIP-012 high'],
    ['C:\\config.json', 'ZIP-012 high'],
    ['\\\\host\\share\\config.json', 'ZIP-012 high'],
  ])('%j is told, and what it holds is examined', async (name, grade) => {
    const report = await scan('model.zip', zipBytes([{ ...CONFIG, name, flags: FLAG_UTF8 }]))
    expect(graded(report)).toContain(grade)
    expect(marks(report)).toEqual(['mark'])
  })

  test('one name in two forms of Unicode is two entries that look alike', async () => {
    const names = ['modèle.json'.normalize('NFC'), 'modèle.json'.normalize('NFD')]
    const entries = names.map((name) => ({
      name,
      data: model(`mark ${name.length}`),
      flags: FLAG_UTF8,
    }))
    const report = await scan('model.zip', zipBytes(entries))
    expect(graded(report)).toContain('ZIP-005 high')
    expect(marks(report)).toHaveLength(2)
  })

  test.each(['модель_v2/config.json', 'modèle.json', 'ordner/größe.json', '配置.json'])(
    '%s is an ordinary name',
    async (name) => {
      const report = await scan('model.zip', zipBytes([{ ...CONFIG, name, flags: FLAG_UTF8 }]))
      expect(graded(report)).toEqual([])
    },
  )

  test('bytes that are no UTF-8 under the mark of UTF-8 are told', async () => {
    const name = joined('config', Uint8Array.of(0xff, 0xfe), '.json')
    const report = await scan('model.zip', zipBytes([{ ...CONFIG, name, flags: FLAG_UTF8 }]))
    expect(graded(report)).toContain('ZIP-005 high')
  })
})

describe('headers', () => {
  test('an entry of another name in its own header is read under both', async () => {
    const report = await scan('model.keras', keras({ ...CONFIG, local: { name: 'decoy.json' } }))
    expect(graded(report)).toContain('ZIP-002 high')
    expect(marks(report)).toEqual(['mark'])
  })

  test('an entry that its own header has stored otherwise is read both ways', async () => {
    const inner = model('inside')
    const stored = deflateRawSync(inner)
    const local = { method: 8, size: inner.length }
    const entry = { name: 'a.json', data: new Uint8Array(stored), local }
    const report = await scan('model.zip', zipBytes([entry]))
    expect(graded(report)).toContain('ZIP-002 high')
    expect(marks(report)).toEqual(['inside'])
  })

  test('a wrong checksum is told, and the bytes are read all the same', async () => {
    const crc = { crc: 1 }
    const report = await scan('model.keras', keras({ ...CONFIG, local: crc, central: crc }))
    expect(graded(report)).toEqual(['ZIP-003 high'])
    expect(marks(report)).toEqual(['mark'])
  })

  test.each([
    [{ local: { flags: FLAG_ENCRYPTED } }, 'ZIP-004 high'],
    [{ central: { flags: FLAG_ENCRYPTED } }, 'ZIP-004 high'],
    [{ flags: FLAG_ENCRYPTED }, 'ZIP-004 medium'],
  ])('an entry that is only marked as encrypted (%j) is read', async (said, grade) => {
    const report = await scan('model.keras', keras({ ...CONFIG, ...said }))
    expect(graded(report)).toContain(grade)
    expect(marks(report)).toEqual(['mark'])
  })

  test('a descriptor that says another size than the directory is told', async () => {
    const flags = FLAG_DESCRIPTOR
    const local = { crc: 0, stored: 0, size: 0 }
    const behind = joined('PK\x07\x08', fields([4, 7], [4, 1], [4, 1]))
    const report = await scan('model.keras', keras({ ...CONFIG, flags, local, behind }))
    expect(graded(report)).toContain('ZIP-002 high')
    expect(marks(report)).toEqual(['mark'])
  })

  test('a header that was written before its bytes may know their size, as Info-ZIP does', async () => {
    const local = { crc: 0, stored: 0 }
    const streamed = { ...CONFIG, flags: FLAG_DESCRIPTOR, local }
    expect(graded(await scan('model.keras', keras(streamed)))).toEqual([])
    const lies = { ...streamed, local: { ...local, size: 7 } }
    expect(graded(await scan('model.keras', keras(lies)))).toEqual(['ZIP-002 high'])
  })

  test('a size that is left to a zip64 field which is not there is told, and nothing is clean', async () => {
    const central = { stored: 0xffffffff, size: 0xffffffff }
    const report = await scan('model.zip', zipBytes([{ ...CONFIG, central }]))
    expect(graded(report)).toContain('ZIP-002 high')
    expect(isClean(report)).toBe(false)
  })
})

describe('around the entries', () => {
  test('an end record in the comment hides the archive from Python; it is told and read', async () => {
    const comment = joined('x', endRecord(0, 0, 0), fields([2, 0]))
    const report = await scan('model.keras', zipBytes([METADATA, CONFIG], { comment }))
    expect(graded(report)).toContain('ZIP-008 high')
    expect(marks(report)).toEqual(['mark'])
  })

  test('a second archive behind the first wins, and the first is examined too', async () => {
    const first = zipBytes([{ name: 'a.json', data: model('first') }])
    const last = zipBytes([{ name: 'a.json', data: model('last') }])
    const report = await scan('model.zip', joined(first, last))
    expect(marks(report)).toEqual(['first', 'last'])
    expect(graded(report)).toContain('ZIP-008 high')
  })

  test('a directory at another place than is told is read where Python reads it', async () => {
    const report = await scan('model.zip', zipBytes([CONFIG], { prefix: 'anything', shift: 8 }))
    expect(graded(report)).toContain('ZIP-002 high')
  })

  test.each([
    ['a commit', '0123456789abcdef0123456789abcdef01234567', 'ZIP-008 low'],
    ['bytes', '\0\x01\x02', 'ZIP-008 medium'],
    ['a script', '#!/bin/sh', 'ZIP-008 high'],
  ])('a comment of %s is graded by what it is', async (_, comment, grade) => {
    expect(graded(await scan('a.zip', zipBytes([CONFIG], { comment })))).toEqual([grade])
  })

  test('an entry that the directory does not list is examined', async () => {
    const hidden = zipBytes([{ name: 'hidden.json', data: model('hidden') }])
    const beforeDirectory = hidden.subarray(0, Buffer.from(hidden).indexOf('PK\x01\x02'))
    const report = await scan('model.zip', zipBytes([CONFIG], { beforeDirectory }))
    expect(marks(report)).toEqual(['hidden', 'mark'])
    expect(graded(report)).toContain('ZIP-008 high')
  })

  test.each([
    [
      'broken',
      (bytes: Uint8Array) =>
        bytes.map((byte, at) => (bytes[at + 1] === 0x4b && bytes[at + 2] === 1 ? 0 : byte)),
    ],
    ['cut off', (bytes: Uint8Array) => bytes.subarray(0, Buffer.from(bytes).indexOf('PK\x01\x02'))],
  ])('of an archive whose directory is %s every entry is examined', async (_, damage) => {
    const deflated = deflateRawSync(model('two'))
    const streamed = {
      ...{ name: 'two.json', data: model('two'), stored: new Uint8Array(deflated), method: 8 },
      ...{ flags: FLAG_DESCRIPTOR, local: { crc: 0, stored: 0, size: 0 } },
      behind: joined('PK\x07\x08', fields([4, 0], [4, 0], [4, 0])),
    }
    const bytes = zipBytes([{ name: 'one.json', data: model('one') }, streamed])
    const report = await scan('model.zip', damage(bytes))
    expect(marks(report)).toEqual(['one', 'two'])
    expect(isClean(report)).toBe(false)
  })
})

describe('methods and sizes', () => {
  test.each([9, 93, 99, 1234])('what is compressed by method %i is never clean', async (method) => {
    const report = await scan('model.zip', zipBytes([{ ...CONFIG, method }]))
    expect(isClean(report)).toBe(false)
    expect(report.complete).toBe(false)
  })

  // {"class_name": …} packed by Python's zipfile
  test('what is compressed by bzip2, which Python reads, is examined', async () => {
    const packed = Buffer.from(BZIP2, 'base64')
    const entry = {
      name: 'a.json',
      data: model('packed'),
      stored: new Uint8Array(packed),
      method: 12,
    }
    expect(marks(await scan('model.zip', zipBytes([entry])))).toEqual(['packed'])
  })

  test('an entry that is to become far more than it is, is a bomb', async () => {
    const zeros = deflateRawSync(new Uint8Array(1_000_000))
    const said = { size: 0xfffffff0 }
    const entry = {
      name: 'a',
      data: '',
      stored: new Uint8Array(zeros),
      method: 8,
      local: said,
      central: said,
    }
    const report = await scan('model.zip', zipBytes([entry]))
    expect(graded(report)).toContain('ZIP-006 high')
  })

  test('entries that share their bytes are a bomb', async () => {
    const entries = [CONFIG, { ...CONFIG, name: 'b', central: { offset: 0 } }]
    expect(graded(await scan('model.zip', zipBytes(entries)))).toContain('ZIP-006 high')
  })

  test('of very many entries the first are examined, and it is said that there are more', async () => {
    const entries = Array.from({ length: 3_000 }, (_, index) => ({ name: `${index}`, data: '' }))
    const report = await scan('model.zip', zipBytes(entries))
    expect(isClean(report)).toBe(false)
    expect(report.problems.map(({ kind }) => kind)).toContain('limit')
  }, 30_000)

  test('an archive that holds itself ends', async () => {
    let bytes = keras(CONFIG)
    for (let depth = 0; depth < 8; depth++) bytes = zipBytes([{ name: 'again.zip', data: bytes }])
    const report = await scan('model.zip', bytes)
    expect(report.problems.map(({ kind }) => kind)).toContain('limit')
    expect(isClean(report)).toBe(false)
  })
})

describe('what the entries are', () => {
  test.each([
    [0o120777, 'a symbolic link'],
    [0o020666, 'a character device'],
    [0o010644, 'a named pipe'],
  ])('an entry of mode %i is %s', async (mode) => {
    const entry = { name: 'assets/a', data: '/etc/passwd', externalAttributes: mode * 65_536 }
    expect(graded(await scan('model.keras', keras(CONFIG, entry)))).toContain('ZIP-011 high')
  })

  test.each([
    ['setup.py', 'ZIP-010 high'],
    ['assets/run.sh', 'ZIP-010 high'],
    ['notes.md', 'ZIP-010 low'],
  ])('%s does not belong', async (name, grade) => {
    expect(graded(await scan('model.keras', keras(CONFIG, { name, data: 'text' })))).toContain(
      grade,
    )
  })

  test('a model in an archive in an archive is read', async () => {
    const inner = zipBytes([{ name: 'b.keras', data: keras(CONFIG) }])
    expect(marks(await scan('a.zip', zipBytes([{ name: 'b.zip', data: inner }])))).toEqual(['mark'])
  })

  test.each(['pytorch_model.bin', 'model.pt', 'model.keras'])(
    'an archive of 7-Zip called %s is told, and never clean',
    async (name) => {
      const bytes = joined(Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c), new Uint8Array(90))
      const report = await scan(name, bytes)
      expect(graded(report)).toContain('ZIP-009 high')
      expect(report.verdict).toBe('suspicious')
    },
  )
})

test.each([
  ['a tar archive', 'model.tar'],
  ['a script', 'model.keras'],
])('a zip archive behind %s is read, as readers that look at the end do', async (_, name) => {
  const before = name === 'model.tar' ? tarBytes({ name: 'a.txt' }) : bytesOf('#!/bin/sh\n')
  const report = await scan(name, joined(before, zipBytes([CONFIG])))
  expect(marks(report)).toEqual(['mark'])
  expect(report.verdict).toBe('suspicious')
})

const BZIP2 =
  'QlpoOTFBWSZTWW8iEusAAE0fgBAEABAABAgKv6/+KiAAchqRgmJiGAmaCU0o0DUbQaRjTTDVfKZhNdbGR4RZ0k45dEAet5bkdfpSgCbk0iFrS4IGKOazngYt9K9iDvODicajULCLWHjAFhLkAqBoepZnFAyVQ1fA4DS2LuSKcKEg3kQl1g=='
