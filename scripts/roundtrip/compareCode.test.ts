import { expect, test } from 'vitest'
import { versions } from '../../src/engine/bytecode/cpython/versions/index.ts'
import type {
  MarshalCode,
  MarshalValue,
  NumberField,
  ValueField,
} from '../../src/engine/encodings/marshal/Marshal.ts'
import { compareCode } from './compareCode.ts'

const [version] = versions.filter(({ id }) => id === '3.13')
if (version === undefined) throw new Error('3.13 is not known')
const at = { offset: 0, length: 0 }

test('file name, first line and line table do not count', () => {
  const other = code({ filename: text('b.py'), linetable: bytes(1) }, { firstlineno: 7 })
  expect(difference(code({ filename: text('a.py') }), other)).toBeUndefined()
})

test('names, flags, stack size, cells and the exception table count', () => {
  const others: readonly (readonly [string, MarshalCode])[] = [
    ['names', code({ names: tuple(text('x')) })],
    ['flags', code({}, { flags: 3 })],
    ['stacksize', code({}, { stacksize: 9 })],
    ['exceptionTable', code({ exceptiontable: bytes(1) })],
    ['name', code({ name: text('g') })],
    ['locals', code({ localsplusnames: tuple(text('x')), localspluskinds: bytes(0x10) })],
    ['code: LOAD_CONST ≠ POP_TOP', code({ code: operations('POP_TOP') })],
    ['code: argument of LOAD_CONST', code({ code: operations('LOAD_CONST', 1) })],
  ]
  const original = code({ code: operations('LOAD_CONST', 0) })
  for (const [what, other] of others)
    expect(difference(what.startsWith('code') ? original : code({}), other)?.what).toBe(what)
})

test('a cache that is not empty counts', () => {
  const original = code({ code: operations('LOAD_GLOBAL', 0) })
  const values = original.values.get('code')
  const damaged = values?.kind === 'bytes' ? [...values.bytes, 0, 1] : []
  const other = code({ code: bytes(...damaged) })
  const clean = code({ code: bytes(...damaged.map((byte, index) => (index < 2 ? byte : 0))) })
  expect(difference(clean, other)?.what).toBe('code: caches')
})

test('constants are the same by type, value and sign', () => {
  const constants: readonly MarshalValue[] = [
    integer(0),
    { ...at, kind: 'boolean', value: false },
    { ...at, kind: 'float', value: 0 },
    { ...at, kind: 'float', value: -0 },
    { ...at, kind: 'complex', real: 0, imaginary: 0 },
    { ...at, kind: 'complex', real: -0, imaginary: 0 },
    { ...at, kind: 'none' },
    text('a'),
    bytes(0x61),
    tuple(),
    tuple(integer(0)),
    tuple({ ...at, kind: 'boolean', value: false }),
    tuple(text('a'), text('b')),
    tuple(text('a, text "b"')),
    set(integer(0)),
  ]
  for (const [index, one] of constants.entries())
    for (const [other, two] of constants.entries()) {
      const found = difference(code({ consts: tuple(one) }), code({ consts: tuple(two) }))
      expect(found === undefined, `${index} and ${other}`).toBe(index === other)
    }
})

test('the order in a frozenset does not count, that in a tuple does', () => {
  const [one, two] = [integer(1), integer(2)]
  const found = (first: MarshalValue, second: MarshalValue) =>
    difference(code({ consts: tuple(first) }), code({ consts: tuple(second) }))
  expect(found(set(one, two), set(two, one))).toBeUndefined()
  expect(found(tuple(one, two), tuple(two, one))?.what).toBe('consts: tuple ≠ tuple')
})

test('nested code is compared, and named', () => {
  const outer = (stacksize: number) =>
    code({ consts: tuple(code({ name: text('g') }, { stacksize })) })
  expect(difference(outer(1), outer(2))).toMatchObject({ path: '/g', what: 'stacksize' })
})

test('what stands around the roots does not count in qualified names', () => {
  const rooted = (root: string) =>
    code({
      qualname: text(root),
      consts: tuple(text(`${root}.<locals>.g`), code({ qualname: text(`${root}.<locals>.g`) })),
    })
  expect(difference(rooted('C.f'), rooted('__outer__.<locals>.f'))?.what).toBe('qualname')
  const prefixes = ['C.f', '__outer__.<locals>.f'] as const
  expect(difference(rooted('C.f'), rooted('__outer__.<locals>.f'), prefixes)).toBeUndefined()
})

test('the first line that a class body stores does not count', () => {
  const body = (line: number, stored: string) =>
    code({
      code: operations('LOAD_CONST', 0, 'STORE_NAME', 0),
      names: tuple(text(stored)),
      consts: tuple(integer(line)),
    })
  expect(difference(body(1, '__firstlineno__'), body(2, '__firstlineno__'))).toBeUndefined()
  expect(difference(body(1, 'a'), body(2, 'a'))?.what).toBe('consts: integer ≠ integer')
})

function difference(
  first: MarshalCode,
  second: MarshalCode,
  prefixes: readonly [string | null, string | null] = [null, null],
) {
  if (version === undefined) throw new Error('3.13 is not known')
  return compareCode(first, second, { version, prefixes })
}

function code(
  values: Partial<Record<ValueField, MarshalValue>>,
  numbers: Partial<Record<NumberField, number>> = {},
): MarshalCode {
  return {
    ...at,
    kind: 'code',
    values: new Map(VALUE_FIELDS.flatMap((field) => pair(field, values[field]))),
    numbers: new Map(NUMBER_FIELDS.flatMap((field) => pair(field, numbers[field]))),
  }
}

const VALUE_FIELDS = [
  'code',
  'consts',
  'names',
  'localsplusnames',
  'localspluskinds',
  'filename',
  'name',
  'qualname',
  'linetable',
  'exceptiontable',
] as const
const NUMBER_FIELDS = ['flags', 'stacksize', 'firstlineno'] as const

function pair<Field, Value>(field: Field, value: Value | undefined): [Field, Value][] {
  return value === undefined ? [] : [[field, value]]
}

/** `operations('LOAD_CONST', 0, 'POP_TOP')` */
function operations(...items: readonly (string | number)[]): MarshalValue {
  return bytes(
    ...items.flatMap((item, index) => {
      if (typeof item === 'number') return []
      const argument = items[index + 1]
      const opcode = version?.opcodes.find(({ name }) => name === item)?.number ?? 0
      return [opcode, typeof argument === 'number' ? argument : 0]
    }),
  )
}

function text(content: string): MarshalValue {
  return { ...at, kind: 'text', text: content, codePoints: null }
}

function bytes(...content: readonly number[]): MarshalValue {
  return { ...at, kind: 'bytes', bytes: Uint8Array.from(content), at: 0 }
}

function integer(value: number): MarshalValue {
  return { ...at, kind: 'integer', value: BigInt(value), isLong: false }
}

function tuple(...items: readonly MarshalValue[]): MarshalValue {
  return { ...at, kind: 'tuple', items }
}

function set(...items: readonly MarshalValue[]): MarshalValue {
  return { ...at, kind: 'frozenset', items }
}
