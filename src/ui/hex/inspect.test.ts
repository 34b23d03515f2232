import { expect, test } from 'vitest'
import { inspect } from './inspect.ts'

test('numbers are read in both orders of bytes', () => {
  const bytes = new Uint8Array([0x00, 0x00, 0x80, 0x3f, 0xff, 0xff, 0xff, 0xff, 0x00])
  expect(at(bytes, 'float32')).toEqual(['1', '4.60060299e-41'])
  expect(at(bytes, 'uint16')).toEqual(['0', '0'])
  expect(at(new Uint8Array([0xfe, 0xff]), 'int16')).toEqual(['-2', '-257'])
  expect(at(new Uint8Array([0xff]), 'int8')).toEqual(['-1', null])
})

test('halves of floats are read, with their infinities', () => {
  expect(at(new Uint8Array([0x00, 0x3c]), 'float16')[0]).toBe('1')
  expect(at(new Uint8Array([0x00, 0xfc]), 'float16')[0]).toBe('-Infinity')
  expect(at(new Uint8Array([0x01, 0x00]), 'float16')[0]).toBe('5.96046448e-8')
  expect(at(new Uint8Array([0x80, 0x3f]), 'bfloat16')[0]).toBe('1')
})

test('numbers of Protocol Buffers and times are read', () => {
  const varint = new Uint8Array([0x96, 0x01, 0, 0])
  expect(at(varint, 'varint')[0]).toBe('150 (2 bytes)')
  expect(at(varint, 'zigzag')[0]).toBe('75')
  expect(at(new Uint8Array(12).fill(0xff), 'varint')[0]).toBe('')
  expect(at(new Uint8Array([0, 0, 0x21, 0x4b]), 'DOS time')[0]).toBe('2017-09-01 00:00:00')
  expect(at(new Uint8Array([0x80, 0x43, 0x6d, 0x38]), 'Unix time')[0]).toBe('2000-01-01 00:00:00')
})

test('texts end where they are none', () => {
  const bytes = new TextEncoder().encode('héllo\n')
  expect(at(bytes, 'ASCII')[0]).toBe('h')
  expect(at(bytes, 'UTF-8')[0]).toBe('héllo')
  expect(at(new Uint8Array([0x61, 0, 0x62, 0, 0, 0]), 'UTF-16')[0]).toBe('ab')
})

test('too few bytes are no number', () => {
  expect(at(new Uint8Array([1, 2, 3]), 'uint32')).toEqual(['', ''])
})

function at(bytes: Uint8Array, name: string): readonly (string | null)[] {
  const reading = inspect(bytes).find((each) => each.name === name)
  return reading === undefined ? [] : [reading.little, reading.big]
}
