import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readCode } from './readCode.ts'

// `def double(x): return x * 2` as the `.pyc` of each CPython.
const modules = new Map(
  readFileSync(new URL('encodings/pyc/fixtures/pyc.jsonl', import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line))
    .filter(isRow)
    .map(({ python, b64 }) => [python, new Uint8Array(Buffer.from(b64, 'base64'))]),
)

test('a .pyc is read behind its header, and its magic number decides between versions', () => {
  for (const [python, bytes] of modules) {
    const { listing, problems } = readCode(bytes)
    expect(listing?.python, python).toEqual([python])
    expect(listing?.code.name).toBe('<module>')
    expect(problems).toEqual([])
  }
  expect(readCode(payload('3.9')).listing?.python).toEqual(['3.8', '3.9'])
})

test('a magic number that contradicts the bytecode is a problem', () => {
  const bytes = Uint8Array.from(module('3.10'))
  bytes.set(module('3.8').subarray(0, 4))
  const { listing, problems } = readCode(bytes)
  expect(listing?.python).toEqual(['3.10'])
  const message = 'magic number 3413 is of Python 3.8, but the bytecode is of 3.10'
  expect(problems).toEqual([{ message, offset: 0, length: 4 }])
})

test('marshalled bytes, base64 with and without line breaks, and base64 of a .pyc are one code', () => {
  const bytes = payload('3.12')
  const base64 = Buffer.from(bytes).toString('base64')
  const lines = base64.replace(/(.{76})/g, '$1\n')
  const inJson = JSON.stringify(`${lines}\n`)
  const expected = readCode(bytes)
  expect(expected.listing?.disassembly).toContain('MAKE_FUNCTION')
  for (const text of [base64, lines, inJson, `${lines}\r\n`]) {
    expect(readCode(text)).toEqual(expected)
    expect(readCode(new TextEncoder().encode(text))).toEqual(expected)
  }
  const compiled = Buffer.from(module('3.12')).toString('base64')
  expect(readCode(compiled).listing).toEqual(expected.listing)
})

test('another version can be chosen', () => {
  const { listing } = readCode(payload('3.12'), '3.11')
  expect(listing?.python).toEqual([])
  expect(readCode(payload('3.9'), '3.8').listing?.python).toEqual(['3.8'])
  expect(readCode(payload('3.9'), '9.9').problems[0]?.message).toBe('Python 9.9 is not known')
})

test('code that no compiler writes is shown under the nearest version, and said to be', () => {
  const bytes = Uint8Array.from(payload('3.12'))
  const code = bytes.indexOf(0x97) // RESUME
  bytes[code] = 0x96
  const { listing, problems } = readCode(bytes)
  expect(listing?.python).toEqual([])
  expect(listing?.disassembly).toContain('MAKE_FUNCTION')
  expect(problems[0]?.message).toMatch(/^not compiler output: no code that CPython 3\.12 compiles/)
})

test('offsets of problems count from the start of the .pyc', () => {
  const bytes = module('3.12')
  const { problems } = readCode(Uint8Array.from([...bytes, 1, 2]))
  expect(problems).toEqual([
    { message: '2 bytes follow the code object', offset: bytes.length, length: 2 },
  ])
})

test.each([
  ['nothing', new Uint8Array(0), '0 bytes begin with no code object of CPython'],
  ['a header alone', Uint8Array.of(0xcb, 0x0d, 0x0d, 0x0a), '0 bytes begin with no code object'],
  ['text that is no base64', 'a', 'no base64: incorrect padding'],
  ['text that is not ASCII', 'é', 'no base64: character 0 is not ASCII'],
])('%s is refused with a reason', (_what, given, message) => {
  const { listing, problems } = readCode(given)
  expect(listing).toBeNull()
  expect(problems[0]?.message).toContain(message)
})

test('characters that Python skips in base64 are told', () => {
  const base64 = Buffer.from(payload('3.12')).toString('base64')
  expect(readCode(`${base64.slice(0, 8)}*${base64.slice(8)}`).problems[0]?.message).toBe(
    '1 characters of the text are not base64; Python skips them',
  )
})

function module(python: string): Uint8Array {
  return modules.get(python) ?? new Uint8Array(0)
}

function payload(python: string): Uint8Array {
  return module(python).subarray(16)
}

function isRow(row: unknown): row is {
  readonly python: string
  readonly hashed: false
  readonly b64: string
} {
  return typeof row === 'object' && row !== null && 'hashed' in row && row.hashed === false
}
