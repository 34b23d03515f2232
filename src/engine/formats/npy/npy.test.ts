import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { npy } from './npy.ts'

function fixture(name: string) {
  const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
  return tryFormat(npy, name, new Uint8Array(bytes))
}

function header(text: string): Uint8Array {
  const start = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, text.length, 0]
  return new Uint8Array([...start, ...new TextEncoder().encode(text)])
}

test('an array of numbers is a tensor and nothing else', () => {
  expect(fixture('numbers.npy').parts).toMatchObject([
    { kind: 'tensor', tensor: { name: 'numbers', dtype: '<f4', shape: [2, 3], storedBytes: 24 } },
  ])
})

test('an array of objects is a tensor whose pickle is a file of its own', () => {
  const { parts } = fixture('objects.npy')
  expect(filesIn(parts)).toEqual([
    ['objects.npy (pickle from byte 128)', expect.stringMatching(/^\x80\x02cos\nsystem/)],
  ])
})

test.each([
  ["{'descr': [('a', '<f4'), ('b', '|O')], 'shape': (2,), }", true],
  ["{'descr': [('a', '<f4')], 'shape': (2,), }", false],
  ["{'descr': 'O8', 'shape': (), }", true],
  ["{'shape': (), }", true],
  ['', true],
])('whether an array with the header %s holds objects: %j', (text, expected) => {
  const { parts } = tryFormat(npy, 'a.npy', header(text))
  expect(problemsIn(parts).length > 0).toBe(expected)
})

test('a file that only begins like one is none', () => {
  expect(tryFormat(npy, 'a.npy', new Uint8Array([0x93, 0x4e, 0x55, 0x4d])).matches).toBe(false)
})
