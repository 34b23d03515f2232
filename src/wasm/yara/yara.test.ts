import { expect, test } from 'vitest'
import { loadYara } from './yara.ts'

const yara = await loadYara()
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

test('a match has its rule, its meta, and the bytes of each string', () => {
  const rules = `
    rule Shell {
      meta: severity = "high" points = 5 sure = true
      strings: $system = "os.system" $binary = { ff 00 fe }
      condition: any of them
    }`
  const scanned = new Uint8Array([...bytes('é os.system'), 0xff, 0x00, 0xfe])
  expect(yara.scan(scanned, rules)).toEqual({
    matches: [
      {
        rule: 'Shell',
        meta: [
          ['severity', 'high'],
          ['points', '5'],
          ['sure', 'true'],
        ],
        strings: [
          { id: '$system', offset: 3, length: 9 },
          { id: '$binary', offset: 12, length: 3 },
        ],
        stringCount: 2,
      },
    ],
    messages: [],
  })
})

test('rules that do not compile give messages with their lines, and no matches', () => {
  const rules = 'rule A {\n  condition: $missing }\n\nrule B { condition: nothing }'
  expect(yara.scan(bytes('x'), rules)).toEqual({
    matches: [],
    messages: [
      { line: 2, message: 'undefined string "$missing"', warning: false },
      { line: 4, message: 'undefined identifier "nothing"', warning: false },
    ],
  })
})

test('a view into a larger buffer is scanned alone', () => {
  const view = bytes('outside inside outside').subarray(8, 14)
  const rules = 'rule A { strings: $a = "inside" $b = "outside" condition: any of them }'
  expect(yara.scan(view, rules).matches[0]?.strings).toEqual([{ id: '$a', offset: 0, length: 6 }])
})

test('of very many matches the first are kept and all are counted', () => {
  const rules = 'rule A { strings: $a = { 00 } condition: $a }'
  const [match] = yara.scan(new Uint8Array(5_000), rules).matches
  expect([match?.strings.length, match?.stringCount]).toEqual([2_000, 5_000])
})

test('a hundred scans in a row neither fail nor wait', () => {
  const rules = 'rule A { strings: $a = "lambda" condition: $a }'
  const found = Array.from(
    { length: 100 },
    () => yara.scan(bytes('a lambda'), rules).matches.length,
  )
  expect(new Set(found)).toEqual(new Set([1]))
})

test('no handlers are left on the process', () => {
  const handler = /throw a/
  const handlers = process.listeners('uncaughtException').map(String)
  expect(handlers.filter((text) => handler.test(text))).toEqual([])
})
