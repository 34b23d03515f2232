import { expect, test } from 'vitest'
import { looksLikePickle } from './looksLikePickle.ts'
import { walkPickle } from './walkPickle.ts'

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

const shortText = (text: string) => `\x8c${String.fromCharCode(text.length)}${text}`
const STACK_GLOBAL = '\x93'
const MEMOIZE = '\x94'

test('a whole pickle of protocol 4 is walked to its end', () => {
  const text = `\x80\x04${shortText('os')}${MEMOIZE}${shortText('system')}${STACK_GLOBAL})R.`
  expect(walkPickle(latin1(`${text}more`))).toEqual({
    protocol: 4,
    opcodes: 8,
    imports: ['os system'],
    end: 'stop',
    endOffset: text.length,
  })
})

test('an import is known through the memo, through GLOBAL and INST', () => {
  const memo = `${shortText('system')}${MEMOIZE}0${shortText('os')}h\0${STACK_GLOBAL}`
  expect(walkPickle(latin1(`${memo}.`)).imports).toEqual(['os system'])
  expect(walkPickle(latin1('cposix\nsystem\n(ios\npopen\n\x82\x05.')).imports).toEqual([
    'posix system',
    'os popen',
  ])
})

test('what is built at run time is an unknown name', () => {
  expect(walkPickle(latin1(`N${shortText('system')}${STACK_GLOBAL}.`)).imports).toEqual([
    '? system',
  ])
})

test.each([
  ['an empty stack', 'a.', 'broken', 0],
  ['no mark', 'Nt.', 'broken', 1],
  ['no opcode', 'N\xff', 'broken', 1],
  ['a string that is not there', '\x8c\x09abc', 'cut', 0],
  ['nothing more', 'N', 'cut', 1],
  ['a length beyond all', '\x8e\xff\xff\xff\xff\xff\xff\xff\xff', 'cut', 0],
  ['values below the last mark', 'NN(0\x86.', 'next', 0],
])('after %s it ends', (_, text, end, opcodes) => {
  const walk = walkPickle(latin1(text))
  if (end === 'next') expect(walk.end).toBe('stop')
  else expect([walk.end, walk.opcodes]).toEqual([end, opcodes])
})

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

test('three million marks end, by a limit', () => {
  expect(walkPickle(new Uint8Array(3_000_000).fill(0x28)).end).toBe('cut')
  expect(walkPickle(new Uint8Array(3_000_000).fill(0x4e)).end).toBe('cut')
})
