import { expect, test } from 'vitest'
import { loadYara } from '../../wasm/yara/yara.ts'
import { makeRule, type RuleSeed } from './makeRule.ts'

const yara = await loadYara()
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const found = (seed: RuleSeed, text: string): number => {
  const { matches, messages } = yara.scan(bytes(text), makeRule(seed, new Set()))
  expect(messages).toEqual([])
  return matches.length
}

test('a rule finds the bytes and the strings that it is made from, and only all of them together', () => {
  const strings: RuleSeed = {
    kind: 'strings',
    name: 'a "b"; \n',
    strings: [bytes('os.system("x\\")'), bytes('\0\xff\x01')],
  }
  expect(found(strings, '..os.system("x\\")..\0\xff\x01')).toBe(1)
  expect(found(strings, '..os.system("x\\")..')).toBe(0)
  expect(found({ kind: 'bytes', name: '1', bytes: bytes('\x80\x04\x8c') }, 'x\x80\x04\x8c')).toBe(1)
})

test('a name that is taken gets a number, and what is no name is made one', () => {
  const seed: RuleSeed = { kind: 'bytes', name: '9 ünï rule{', bytes: bytes('abc') }
  expect(makeRule(seed, new Set(['Rule_9_n_rule']))).toContain('rule Rule_9_n_rule_2\n')
})
