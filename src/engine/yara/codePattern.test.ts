import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { loadYara } from '../../wasm/yara/yara.ts'
import { codePattern } from './codePattern.ts'

const yara = await loadYara()
const matches = (pattern: string, bytes: Uint8Array): boolean =>
  yara.scan(bytes, `rule A { strings: $a = { ${pattern} } condition: $a }`).matches.length === 1

/** `compile("lambda x: x.mean() + 1", path, "eval")` of CPython 3.8, its first constant, as marshal writes it. */
function lambda(path: string, line: number): Uint8Array {
  const number = (value: number): string => String.fromCharCode(value, 0, 0, 0)
  const short = (text: string): string => `\xda${String.fromCharCode(text.length)}${text}`
  const text = [
    '\xe3',
    ...[1, 0, 0, 1, 2, 67].map(number),
    `s${number(12)}|\0\xa0\0\xa1\0d\x01\x17\0S\0`,
    `)\x02N\xe9${number(1)}`,
    `)\x01${short('mean')})\x01${short('x')}`,
    ')\0)\0',
    short(path),
    short('<lambda>'),
    number(line),
    `s${number(0)}`,
  ].join('')
  return Buffer.from(text, 'latin1')
}

test('the same code of another path and another line is found, other code is not', () => {
  const pattern = codePattern(lambda('model.py', 7))
  expect(matches(pattern, lambda('model.py', 7))).toBe(true)
  expect(matches(pattern, lambda('/home/another/train.py', 92))).toBe(true)
  const other = lambda('model.py', 7)
  other[other.indexOf(0x17)] = 0x18 // subtracts where the first adds
  expect(matches(pattern, other)).toBe(false)
})

const GOLDEN = '../shared/golden/cpython'

function payloadsOf(path: string): readonly Uint8Array[] {
  const listed: unknown = JSON.parse(readFileSync(path, 'utf8'))
  if (!Array.isArray(listed)) return []
  return listed.flatMap((each: unknown) => {
    const text: unknown =
      typeof each === 'object' && each !== null ? Reflect.get(each, 'b64') : null
    return typeof text === 'string' ? [Buffer.from(text, 'base64')] : []
  })
}

describe.skipIf(!existsSync(GOLDEN))('over code of every CPython in ../shared', () => {
  const versions = readdirSync(GOLDEN).filter((name) => name.endsWith('.json'))
  test.each(versions)(
    '%s: each pattern compiles and finds the code that it was made from',
    (name) => {
      const payloads = payloadsOf(`${GOLDEN}/${name}`).slice(0, 12)
      expect(payloads.length).toBeGreaterThan(0)
      for (const payload of payloads) expect(matches(codePattern(payload), payload)).toBe(true)
    },
  )
})
