import { expect, test } from 'vitest'
import { field, message } from '../compose.ts'
import { parseSchema } from './schema.ts'
import { textToWire } from './textToWire.ts'

const schema = parseSchema(`
  Outer: name=1 number=2# inner=3.Inner
  Inner: text=1
`)
const read = (text: string): { bytes: Uint8Array; fault: string | null } => {
  const { bytes, fault } = textToWire(new TextEncoder().encode(text), schema, 'Outer')
  return { bytes, fault: fault === null ? null : fault.message }
}

test.each([
  ['name: "a" number: 7', message(field(1, 'a'), field(2, 7))],
  ["# a comment\nname:'a';number:true,", message(field(1, 'a'), field(2, 1))],
  ['name: "a" "b"\n\'c\'', field(1, 'abc')],
  ['number: [1, 2]', message(field(2, 1), field(2, 2))],
  ['number: DT_STRING number: DT_FLOAT_REF', message(field(2, 7), field(2, 101))],
  [
    'inner { text: "x" } inner: < text: "y" >',
    message(field(3, field(1, 'x')), field(3, field(1, 'y'))),
  ],
  ['name: "\\303\\244\\x41\\n\\u00e4"', field(1, Uint8Array.of(0xc3, 0xa4, 0x41, 10, 0xc3, 0xa4))],
  ['name: "ä"', field(1, 'ä')],
  ['other { deep { x: 1 } } name: "a" more: [{}, {}] [a.b/c] { x: 1 }', field(1, 'a')],
])('%s is what the bytes say', (text, expected) => {
  expect(read(text)).toEqual({ bytes: expected, fault: null })
})

test.each([
  ['name: "a" number:', 'a value was expected'],
  ['name: "a" inner { text: "b', 'a text without an end'],
  ['name: "a" }', 'a field was expected'],
  ['name: "a" \u0001', 'a field was expected'],
  [`name: "a" ${'inner {'.repeat(200)}`, 'more than 100 messages'],
])('%s breaks off, and what came before is kept', (text, expected) => {
  const { bytes, fault } = read(text)
  expect(fault).toContain(expected)
  expect(bytes.subarray(0, 3)).toEqual(field(1, 'a'))
})
