import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { byteSource, bytesSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { endsLikeZip } from './endRecord.ts'
import { memberSource, whyClosed } from './memberSource.ts'
import { checkMember, readMember } from './readMember.ts'
import { isZip, readZip, zipNames } from './readZip.ts'
import { recoverEntries } from './recoverEntries.ts'
import type { ZipDirectory, ZipEntry } from './Zip.ts'

interface Case {
  readonly name: string
  readonly base64: string
  readonly refused?: string
  /** Of each entry in order, what Python reads under its name; null when it refuses. */
  readonly members?: readonly (readonly [name: string, zlib: string | null])[]
}

const golden = new URL('./fixtures/python-zip.json', import.meta.url)
const cases: unknown = JSON.parse(readFileSync(golden, 'utf8'))

function isCases(value: unknown): value is readonly Case[] {
  return Array.isArray(value)
}

const CASES = isCases(cases) ? cases : []

function sourceOf(name: string) {
  const found = CASES.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no case ${name}`)
  return bytesSource(new Uint8Array(Buffer.from(found.base64, 'base64')))
}

function entryOf({ members }: ZipDirectory, name: string): ZipEntry {
  const entry = members.get(name)
  if (entry === undefined) throw new Error(`no entry ${name}`)
  return entry
}

function expanded(zlib: string): Uint8Array {
  return new Uint8Array(inflateSync(Buffer.from(zlib, 'base64')))
}

test.each(CASES.filter(({ members }) => members !== undefined))(
  'what Python reads in an archive with "$name" is read, and what it refuses is odd',
  ({ name, members = [] }) => {
    const source = sourceOf(name)
    const directory = readZip(source)
    expect(directory.entries.map((entry) => entry.name)).toEqual(members.map(([member]) => member))
    for (const [member, zlib] of members) {
      const entry = entryOf(directory, member)
      const closed = whyClosed(source, entry)
      if (zlib !== null && closed?.kind === 'not-analysed') continue
      if (zlib === null) expect(oddOrClosed(source, directory, entry)).toBe(true)
      else {
        expect(closed).toBeNull()
        expect(readMember(source, entry, 1e6).bytes).toEqual(expanded(zlib))
      }
    }
  },
)

function oddOrClosed(
  source: ReturnType<typeof sourceOf>,
  directory: ZipDirectory,
  entry: ZipEntry,
): boolean {
  if (directory.oddities.length > 0 || whyClosed(source, entry) !== null) return true
  try {
    return checkMember(source, entry).length > 0
  } catch (error) {
    return error instanceof ParseError
  }
}

test.each(CASES.filter(({ refused }) => refused !== undefined))(
  'an archive with "$name" that Python refuses is refused or odd',
  ({ name }) => {
    const source = sourceOf(name)
    try {
      expect(readZip(source).oddities.length).toBeGreaterThan(0)
    } catch (error) {
      expect(error).toBeInstanceOf(ParseError)
      expect([...zipNames(source)]).toEqual([])
    }
  },
)

const ODDITIES: readonly (readonly [name: string, ...what: string[]])[] = [
  ['one stored entry'],
  ['deflated'],
  ['like Keras'],
  ['nothing inside'],
  ['a folder'],
  ['an empty entry'],
  ['streamed, stored'],
  ['streamed, deflated'],
  ['zip64 sizes in the local header'],
  ['zip64 end record'],
  ['name in UTF-8'],
  ['name in code page 437'],
  ['zip64 end record with bytes before', 'prefix-data'],
  ['two entries of one name', 'duplicate-entry'],
  ['three entries of one name', 'duplicate-entry', 'duplicate-entry'],
  ['bytes before', 'prefix-data'],
  ['an archive before', 'header-mismatch', 'prefix-data', 'trailing-data'],
  ['bytes behind', 'trailing-data'],
  ['an end record behind', 'prefix-data', 'trailing-data'],
  ['half an end record behind', 'trailing-data', 'trailing-data'],
  ['comment', 'trailing-data'],
  ['comment with an end record', 'prefix-data', 'trailing-data'],
  ['comment longer than the file', 'header-mismatch'],
  ['name with a NUL', 'odd-name'],
  ['name with a NUL in the directory', 'odd-name', 'header-mismatch'],
  ['other local name', 'header-mismatch'],
  ['other local method', 'header-mismatch'],
  ['other local checksum', 'header-mismatch'],
  ['wrong checksum'],
  ['encrypted in the local header', 'encrypted-entry', 'header-mismatch'],
  ['encrypted in the directory', 'encrypted-entry', 'header-mismatch'],
  ['encrypted in both', 'encrypted-entry'],
  ['patch data', 'encrypted-entry'],
  ['strong encryption', 'encrypted-entry'],
  ['path upwards', 'path-traversal'],
  ['absolute path', 'path-traversal'],
  ['drive', 'odd-name', 'path-traversal'],
  ['Cyrillic', 'odd-name', 'odd-name'],
  ['only upper case', 'odd-name'],
  ['dot and slash', 'odd-name'],
  ['space behind', 'odd-name'],
  ['invisible', 'odd-name'],
  ['Unicode path', 'odd-name'],
  ['link', 'link-entry'],
  ['two records for one entry', 'header-mismatch', 'overlapping-entries'],
  ['no local header', 'header-mismatch', 'prefix-data'],
  ['offset outside', 'header-mismatch', 'prefix-data'],
  ['size outside', 'header-mismatch', 'overlapping-entries'],
  ['wrong count', 'header-mismatch'],
  ['gap', 'trailing-data'],
  ['unlisted entry', 'trailing-data'],
]

test.each(ODDITIES)('in an archive with "%s" that and nothing else is odd', (name, ...what) => {
  expect(readZip(sourceOf(name)).oddities.map((oddity) => oddity.what)).toEqual(what)
})

test('of two entries of one name the last is the member, and the first is told where it stands', () => {
  const source = sourceOf('two entries of one name')
  const directory = readZip(source)
  const { bytes } = readMember(source, entryOf(directory, 'config.json'), 100)
  expect(new TextDecoder().decode(bytes)).toBe('second')
  expect(directory.oddities[0]).toMatchObject({
    detail: '"config.json" stands 2 times; Python reads the last',
  })
})

test('a wrong checksum is told, and the bytes are read all the same', () => {
  for (const name of ['wrong checksum', 'wrong checksum, deflated', 'changed bytes']) {
    const source = sourceOf(name)
    const read = readMember(source, entryOf(readZip(source), 'config.json'), 1e6)
    expect(read.bytes.length).toBeGreaterThan(20)
    expect(read.oddities.map(({ what }) => what)).toEqual(['crc-mismatch'])
  }
})

test('bytes that are only marked as encrypted are read, and encrypted ones are not', () => {
  const plain = sourceOf('encrypted in both, yet plain')
  expect(whyClosed(plain, entryOf(readZip(plain), 'config.json'))).toBeNull()
  const closed = sourceOf('encrypted in both')
  const entry = entryOf(readZip(closed), 'config.json')
  expect(whyClosed(closed, entry)).toEqual({ kind: 'absent', reason: 'it is encrypted' })
  expect(() => memberSource(closed, entry)).toThrow('"config.json": it is encrypted')
})

test('an unknown method is said by its name', () => {
  const source = sourceOf('method 93')
  expect(whyClosed(source, entryOf(readZip(source), 'config.json'))).toEqual({
    kind: 'not-analysed',
    reason: 'it is compressed by method 93 (Zstandard), which is not read',
  })
})

test('no more of a deflated member is inflated than its head needs', () => {
  const whole = sourceOf('deflated')
  let read = 0
  const counted = byteSource(whole.size, (offset, length) => {
    read += length
    return whole.read(offset, length)
  })
  const member = memberSource(counted, entryOf(readZip(whole), 'config.json'))
  expect(read).toBe(0)
  expect(new TextDecoder().decode(member.read(0, 14))).toBe('weights weight')
  expect(new TextDecoder().decode(member.read(39_992, 8))).toBe('weights ')
  expect(() => member.read(39_992, 9)).toThrow(ParseError)
})

test('a member that is larger than it may be is not read', () => {
  const source = sourceOf('deflated')
  const entry = entryOf(readZip(source), 'config.json')
  expect(() => readMember(source, entry, 39_999)).toThrow('has 40000 bytes, over 39999')
})

test('what is no zip archive is none, and one with bytes before it is known by its end', () => {
  expect(isZip(bytesSource(new Uint8Array(0)))).toBe(false)
  expect(isZip(bytesSource(new Uint8Array(100).fill(0x50)))).toBe(false)
  expect(isZip(sourceOf('deflated'))).toBe(true)
  expect(zipNames(sourceOf('deflated'))).toEqual(new Set(['config.json']))
  const prefixed = sourceOf('bytes before')
  expect([isZip(prefixed), endsLikeZip(prefixed)]).toEqual([false, true])
})

test('every archive, cut at every length, is read or refused', () => {
  for (const { base64 } of CASES) {
    const bytes = Buffer.from(base64, 'base64')
    for (let length = 0; length < bytes.length; length++) survives(bytes.subarray(0, length))
  }
})

test('every archive, with every byte changed, is read or refused', () => {
  for (const { base64 } of CASES.slice(0, 30)) {
    const bytes = new Uint8Array(Buffer.from(base64, 'base64'))
    for (let at = 0; at < bytes.length; at++) {
      const mutant = bytes.slice()
      mutant[at] = (mutant[at] ?? 0) ^ 0xff
      survives(mutant)
    }
  }
})

function survives(bytes: Uint8Array): void {
  const source = bytesSource(bytes)
  expect(recoverEntries(source).length).toBeLessThan(10)
  try {
    const { entries } = readZip(source)
    for (const entry of entries) if (whyClosed(source, entry) === null) checkMember(source, entry)
  } catch (error) {
    expect(error).toBeInstanceOf(ParseError)
  }
}
