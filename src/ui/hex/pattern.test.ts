import { expect, test } from 'vitest'
import { toPattern } from './pattern.ts'

const plain = { anyCase: false }

test('hexadecimal takes bytes, any byte and any digit', () => {
  expect(toPattern({ ...plain, kind: 'hex', text: '50 4b ?? 0?' })).toEqual({
    values: [0x50, 0x4b, 0, 0],
    masks: [0xff, 0xff, 0, 0xf0],
  })
  expect(toPattern({ ...plain, kind: 'hex', text: '0x50, 0x4B' })).toEqual({
    values: [0x50, 0x4b],
    masks: [0xff, 0xff],
  })
})

test('what makes no pattern says why', () => {
  expect(toPattern({ ...plain, kind: 'hex', text: '504' })).toEqual({
    problem: 'Two digits for each byte',
  })
  expect(toPattern({ ...plain, kind: 'hex', text: 'zz' })).toHaveProperty('problem')
  expect(toPattern({ ...plain, kind: 'hex', text: '????' })).toHaveProperty('problem')
  expect(toPattern({ ...plain, kind: 'text', text: '' })).toHaveProperty('problem')
})

test('text is UTF-8 or UTF-16, in either case when that is asked for', () => {
  expect(toPattern({ ...plain, kind: 'text', text: 'é' })).toMatchObject({ values: [0xc3, 0xa9] })
  expect(toPattern({ anyCase: true, kind: 'text', text: 'a1' })).toEqual({
    values: [0x41, 0x31],
    masks: [0xdf, 0xff],
  })
  expect(toPattern({ anyCase: true, kind: 'UTF-16', text: 'a' })).toEqual({
    values: [0x41, 0],
    masks: [0xdf, 0xff],
  })
})
