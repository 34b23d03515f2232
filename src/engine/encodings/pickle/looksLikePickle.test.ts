import { expect, test } from 'vitest'
import { looksLikePickle } from './looksLikePickle.ts'

test.each([
  ['\x80\x04N.', true],
  ['\x80\x02cos\nsyst', true],
  ['cposix\nsystem\np0\n(S"id"\np1\ntp2\nRp3\n.', true],
  ['cbuiltins\nexec\n(\xff', true],
  ["S'os'\nS'system'\n\x93.", true],
  ['(lp0\nVa\np1\naVb\np2\na.', true],
  ['N.', true],
  ['', false],
  ['\x80', false],
  ['\x80\x04', false],
  ['\x80\x09N.', false],
  ['N.B. this is a text', false],
  ['cat\ndog\nbird\n', false],
  ['class_name: Sequential\nconfig:\n', false],
  ['{"class_name": "Sequential"}', false],
  ['(1, 2)', false],
  ['import os\n', false],
  ['I am\n', false],
  ['\x89HDF\r\n\x1a\n', false],
  ['PK\x03\x04', false],
  ['gibberish', false],
  ['VGhpcyBpcyBiYXNlNjQ=\n', false],
])('whether %j begins as a pickle does: %j', (text, expected) => {
  expect(looksLikePickle(latin1(text), text.length)).toBe(expected)
})

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}
