import { expect, test } from 'vitest'
import { beginningOf, beginningTraits, describeBeginning } from './beginning.ts'
import { programAt } from './programAt.ts'

function bytes(text: string, length = text.length): Uint8Array {
  const padded = text.padEnd(length, '\0')
  return Uint8Array.from(padded, (character) => character.charCodeAt(0))
}

test.each([
  ['a Windows program', bytes(`MZ${'\0'.repeat(58)}\x40\0\0\0PE\0\0`)],
  ['a Linux program', bytes(`\x7fELF\x02\x01\x01${'\0'.repeat(9)}\x03\0`, 64)],
  ['a macOS program', bytes('\xcf\xfa\xed\xfe\x07\0\0\x01\x03\0\0\0\x02\0\0\0')],
  ['a macOS program for several processors', bytes('\xca\xfe\xba\xbe\0\0\0\x02')],
  ['a script', bytes('#!/bin/sh\n')],
])('%s is told by its header', (name, head) => {
  expect(programAt(head)).toBe(name)
})

test.each([
  ['MZ and nothing behind it', bytes('MZ', 64)],
  ['an ELF of no type', bytes(`\x7fELF\x02\x01\x01${'\0'.repeat(9)}\x77\x03`, 64)],
  ['an ELF of 9 bits', bytes(`\x7fELF\x09\x01\x01${'\0'.repeat(9)}\x03\0`, 64)],
  ['a Java class', bytes('\xca\xfe\xba\xbe\0\0\0\x34')],
  ['a comment', bytes('#! not a path')],
  ['nothing', new Uint8Array(0)],
])('%s is no program', (_, head) => {
  expect(programAt(head)).toBeNull()
})

test('what bytes begin like says whether they are examined as a file', () => {
  expect(beginningTraits(bytes('PK\x03\x04'))).toEqual(['file'])
  expect(beginningTraits(bytes('#!/bin/sh'))).toEqual(['program'])
  expect(beginningTraits(bytes('GIF89a'))).toEqual([])
  expect(beginningOf(bytes('text'))).toBeUndefined()
  expect(describeBeginning(bytes('text'))).toBe('unknown bytes (74 65 78 74)')
})
