import { readFileSync } from 'node:fs'
import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { bytesSource, type ByteSource } from '../../bytes/ByteSource.ts'
import { isTar, readTar, type TarEntry } from './readTar.ts'

// What CPython's tarfile reads in odd archives (scripts/fixtures/tar-golden.py) is what is read here.

interface Case {
  readonly name: string
  readonly zlib: string
  readonly refused?: string
  readonly members?: readonly (readonly [
    name: string,
    type: string,
    target: string,
    text: string | null,
  ])[]
}

const golden: unknown = JSON.parse(
  readFileSync(new URL('./fixtures/python-tar.json', import.meta.url), 'utf8'),
)

function isCases(value: unknown): value is readonly Case[] {
  return Array.isArray(value)
}

const CASES = isCases(golden) ? golden : []

function bytesOf(name: string): Uint8Array {
  const found = CASES.find((one) => one.name === name)
  if (found === undefined) throw new Error(`no case ${name}`)
  return new Uint8Array(inflateSync(Buffer.from(found.zlib, 'base64')))
}

function sourceOf(name: string): ByteSource {
  return bytesSource(bytesOf(name))
}

/** Python lists the member and then fails on it. */
const FAULTY = 'negative size'

test.each(CASES.filter(({ name, members }) => members !== undefined && name !== FAULTY))(
  'the members of an archive with "$name" are those that Python has',
  ({ name, members = [] }) => {
    const source = sourceOf(name)
    const { entries } = readTar(source)
    expect(entries.map((entry) => [entry.name, entry.type])).toEqual(
      members.map(([member, type]) => [member, type]),
    )
    for (const [index, [, type, target, text]] of members.entries()) {
      const entry = entries[index]
      if (type === 'link' && target !== '') expect(entry?.target).toBe(target)
      if (entry !== undefined && text !== null) expect(textOf(source, entry)).toBe(text)
    }
  },
)

function textOf(source: ByteSource, { dataOffset, size }: TarEntry): string {
  return Buffer.from(source.read(dataOffset, size)).toString('latin1')
}

test.each(CASES.filter(({ name, refused }) => refused !== undefined || name === FAULTY))(
  'an archive with "$name", which Python refuses, is read up to the fault',
  ({ name }) => {
    expect(readTar(sourceOf(name)).fault?.message).toMatch(/^tar: /)
  },
)

test.each([
  ['ustar'],
  ['gnu'],
  ['pax'],
  ['contiguous'],
  ['pax path'],
  ['size in base 256'],
  ['absolute', 'path-traversal'],
  ['upwards', 'path-traversal'],
  ['link, then a file through it', 'link-entry', 'path-traversal'],
  ['hard link', 'link-entry'],
  ['hard link, then a file of its name', 'link-entry', 'path-traversal', 'duplicate-entry'],
  ['devices', 'link-entry', 'link-entry', 'link-entry'],
  ['a name twice', 'duplicate-entry'],
  ['pax size over header size', 'header-mismatch'],
  ['pax size under header size', 'header-mismatch'],
  ['folder with a size', 'header-mismatch'],
  ['link with a size', 'link-entry', 'header-mismatch'],
  ['one zero block, then more', 'trailing-data'],
  ['archive behind the end', 'trailing-data'],
])('in an archive with "%s" that and nothing else is odd', (name, ...what) => {
  expect(readTar(sourceOf(name)).oddities.map((oddity) => oddity.what)).toEqual(what)
})

test('a file that is written through a link says where to', () => {
  const { oddities } = readTar(sourceOf('link, then a file through it'))
  expect(oddities.map(({ detail }) => detail)).toEqual([
    '"out" is a symbolic link to "/tmp"',
    '"out/x" is written through the link "out" to "/tmp"',
  ])
})

test('what stands before a broken header is kept', () => {
  const { entries, fault } = readTar(sourceOf('second broken'))
  expect(entries.map(({ name }) => name)).toEqual(['a'])
  expect(fault?.offset).toBe(1024)
  expect(readTar(sourceOf('cut in a member')).fault?.message).toMatch(/2000 bytes at 1536 go past/)
})

test('a tar archive begins with a header whose checksum is right', () => {
  expect(isTar(bytesOf('ustar').subarray(0, 512))).toBe(true)
  expect(isTar(bytesOf('wrong checksum').subarray(0, 512))).toBe(false)
  expect(isTar(new Uint8Array(512))).toBe(false)
  expect(isTar(new Uint8Array(512).fill(0x41))).toBe(false)
})

test('every archive, cut anywhere and with any byte changed, is read as far as it goes', () => {
  for (const { name } of CASES) {
    const bytes = bytesOf(name)
    for (let at = 0; at < bytes.length; at += 37) {
      readTar(bytesSource(bytes.subarray(0, at)))
      const mutant = bytes.slice()
      mutant[at] = (mutant[at] ?? 0) ^ 0xff
      readTar(bytesSource(mutant))
    }
  }
})
