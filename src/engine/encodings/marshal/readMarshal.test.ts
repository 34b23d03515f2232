import { expect, test } from 'vitest'
import type { Layout, MarshalValue } from './Marshal.ts'
import { readMarshal } from './readMarshal.ts'

const FLAG_REF = 0x80

type Piece = number | string | readonly number[]

/** Bytes from numbers and texts, one character a byte. */
function bytes(...parts: readonly Piece[]): Uint8Array {
  return Uint8Array.from(
    parts.flatMap((part) => {
      if (typeof part === 'number') return [part]
      return typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : [...part]
    }),
  )
}

function i32(value: number): readonly number[] {
  return [...new Uint8Array(new Int32Array([value]).buffer)]
}

function shared(type: string): number {
  return type.charCodeAt(0) | FLAG_REF
}

function read(layout: Layout, ...parts: readonly Piece[]): MarshalValue {
  const { root, faults } = readMarshal(bytes(...parts), layout)
  expect(faults).toEqual([])
  return root
}

test('each value knows the bytes that it took', () => {
  const root = read('3.8', ')', 2, 'i', i32(7), 'z', 2, 'ab')
  expect(root).toEqual({
    kind: 'tuple',
    offset: 0,
    length: 11,
    items: [
      { kind: 'integer', value: 7n, isLong: false, offset: 2, length: 5 },
      { kind: 'text', text: 'ab', codePoints: null, offset: 7, length: 4 },
    ],
  })
})

test('a byte string says where its content begins', () => {
  expect(read('3.8', 's', i32(2), 'ab')).toMatchObject({ kind: 'bytes', at: 5, length: 7 })
})

test('a reference is the value that it refers to, counted as CPython counts', () => {
  // slot 0: the tuple, before its items; no slot for None, whatever its flag; slot 1: the text
  const root = read('3.8', shared('('), i32(3), shared('N'), shared('z'), 1, 'x', 'r', i32(1))
  expect(root.kind === 'tuple' && root.items[1] === root.items[2]).toBe(true)
})

test('names of 2.x are taken from the list of interned strings', () => {
  const root = read('2.3', '(', i32(2), 't', i32(1), 'x', 'R', i32(0))
  expect(root.kind === 'tuple' && root.items[0] === root.items[1]).toBe(true)
})

test('a tuple inside itself is a cycle', () => {
  const root = read('3.8', shared(')'), 1, 'r', i32(0))
  expect(root).toMatchObject({ items: [{ kind: 'cycle', container: 'tuple', offset: 2 }] })
})

test('code has no value that could be referred to before it is whole', () => {
  const { faults } = readMarshal(bytes(shared('c'), sixZeros(), 'r', i32(0)), '3.8')
  expect(faults).toContainEqual({
    message: 'reference to value 0, of which 1 are known',
    offset: 25,
  })
})

test('a dict ends at NULL, a slice has three values', () => {
  expect(read('3.11', '{', 'N', 'T', '0')).toMatchObject({
    entries: [[{ kind: 'none' }, { kind: 'boolean', value: true }]],
  })
  expect(read('3.11', ':', 'i', i32(1), 'N', 'N')).toMatchObject({
    kind: 'slice',
    start: { value: 1n },
    stop: { kind: 'none' },
  })
})

test('a surrogate by itself is kept, and two are not taken for one character', () => {
  const pair = read('3.8', 'u', i32(6), [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80])
  expect(pair).toMatchObject({ kind: 'text', codePoints: [0xd83d, 0xde00] })
  const whole = read('3.8', 'u', i32(4), [0xf0, 0x9f, 0x98, 0x80])
  expect(whole).toMatchObject({ text: '😀', codePoints: null })
})

test('a byte order mark is part of a text', () => {
  expect(read('3.8', 'u', i32(4), [0xef, 0xbb, 0xbf, 0x61])).toMatchObject({ text: '\ufeffa' })
})

for (const [what, parts, message, offset] of [
  ['a reference to what was not read', ['r', i32(5)], /value 5, of which 0 are known/, 0],
  ['a reference of 2.x in 3.x', ['R', i32(0)], /unknown type R/, 0],
  ['an unknown type', ['?'], /unknown type "\?"/, 0],
  ['NULL in a tuple', [')', 1, '0'], /NULL inside a tuple/, 2],
  ['a list longer than the bytes', ['[', i32(1_000_000)], /1000000 items in 0 bytes/, 0],
  ['an integer longer than the bytes', ['l', i32(-(2 ** 31))], /2147483648 digits in 0 bytes/, 0],
  ['a negative length', ['s', i32(-1)], /4294967295 items/, 1],
  ['bytes that are not UTF-8', ['u', i32(2), [0xc3, 0x28]], /not UTF-8/, 0],
  ['an overlong form', ['u', i32(2), [0xc0, 0x80]], /not UTF-8/, 0],
  ['a digit over 15 bits', ['l', i32(1), [0xff, 0xff]], /over 15 bits/, 0],
  ['a number that is none', ['f', 3, 'abc'], /"abc" is not a number/, 0],
] as const)
  test(`${what} is told with its offset`, () => {
    const { faults } = readMarshal(bytes(...parts), '3.8')
    expect(faults[0]?.message).toMatch(message)
    expect(faults[0]?.offset).toBe(offset)
  })

function sixZeros(): readonly number[] {
  return Array.from({ length: 6 }, () => i32(0)).flat()
}

test('what could be read is kept when the bytes end', () => {
  const { root, isComplete } = readMarshal(bytes(')', 3, 'T', ')', 2, 'N'), '3.8')
  expect(isComplete).toBe(false)
  expect(root).toMatchObject({
    items: [{ kind: 'boolean' }, { kind: 'tuple', items: [{ kind: 'none' }] }],
  })
})

test('tuples a million deep end at the limit of CPython', () => {
  const deep = readMarshal(
    Uint8Array.from({ length: 2e6 }, (_, at) => (at % 2 ? 1 : 0x29)),
    '3.8',
  )
  expect(deep.faults[0]?.message).toMatch('nested deeper than 2000')
  expect(deep.faults[0]?.offset).toBe(4_000)
})

test('of no bytes there is no value', () => {
  const { faults, root } = readMarshal(new Uint8Array(0), '3.8')
  expect(root.kind).toBe('missing')
  expect(faults).toHaveLength(1)
})

test('a field of a wrong type is told', () => {
  const { faults } = readMarshal(bytes('c', sixZeros(), 'N'), '3.8')
  const message = 'co_code is not what it should be: none'
  expect(faults).toContainEqual({ message, offset: 25 })
})
