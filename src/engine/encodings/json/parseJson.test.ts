import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { ParseError } from '../../bytes/ParseError.ts'
import type { JsonNode } from './Json.ts'
import { itemsOf, member, textOf } from './Json.ts'
import { parseJson } from './parseJson.ts'
import { stringBytes } from './stringBytes.ts'

interface Case {
  readonly name: string
  readonly base64: string
  readonly accepted: boolean
  readonly value?: unknown
}

const golden = new URL('./fixtures/python-json.json', import.meta.url)
const cases: unknown = JSON.parse(readFileSync(golden, 'utf8'))

function isCases(value: unknown): value is readonly Case[] {
  return Array.isArray(value)
}

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** The value, or undefined for what Python refuses. */
function asPython(bytes: Uint8Array): JsonNode | undefined {
  try {
    const { root, oddities } = parseJson(bytes)
    return oddities.some(({ what }) => what === 'trailing-bytes') ? undefined : root
  } catch (error) {
    expect(error).toBeInstanceOf(ParseError)
    return undefined
  }
}

/** Numbers as JavaScript holds them, in the tags of the golden file. */
function tagged(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return { object: [...node.members].map(([key, value]) => [key, tagged(value)]) }
    case 'array':
      return node.items.map(tagged)
    case 'number':
      return { number: node.literal === '-0' ? 0 : node.value } // an integer in Python
    case 'string':
      return node.text
    case 'boolean':
      return node.value
    case 'null':
      return null
  }
}

function withNumbers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNumbers)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      key === 'number' ? pythonNumber(String(inner)) : withNumbers(inner),
    ]),
  )
}

function pythonNumber(text: string): number {
  return Number(text.replace('inf', 'Infinity').replace('nan', 'NaN'))
}

describe('what Python makes of a text, this reader makes of it', () => {
  test.each(isCases(cases) ? cases : [])('$name ($base64)', ({ base64, accepted, value }) => {
    const root = asPython(Buffer.from(base64, 'base64'))
    expect(root !== undefined).toBe(accepted)
    if (root !== undefined) expect(tagged(root)).toEqual(withNumbers(value))
  })
})

test('offsets are bytes of the text, in every encoding', () => {
  const text = '{"é": ["x", -1.5e3, null]}'
  const wide = Buffer.from(text, 'utf16le')
  const places = [utf8(text), wide, Buffer.concat([Buffer.from([0xff, 0xfe]), wide])].map(
    (bytes) => {
      const node = itemsOf(member(parseJson(bytes).root, 'é'))[1]
      return [node?.offset, node?.length]
    },
  )
  expect(places).toEqual([
    [13, 6],
    [24, 12],
    [26, 12],
  ])
})

test('of a key that stands twice the last counts and the first is kept as evidence', () => {
  const { root, oddities } = parseJson(utf8('{"function": "good", "function": "bad"}'))
  expect(textOf(member(root, 'function'))).toBe('bad')
  expect(oddities).toEqual([
    {
      what: 'duplicate-key',
      detail: 'key "function" stands again at byte 21; Python reads the last and drops this value',
      subject: 'function',
      offset: 13,
      length: 6,
    },
  ])
})

test('marks, wide encodings and what is no number are oddities', () => {
  const odd = (bytes: Uint8Array) => parseJson(bytes).oddities.map(({ what }) => what)
  expect(odd(utf8('{"a": [1, "é"]}'))).toEqual([])
  expect(odd(utf8('\ufeff{}'))).toEqual(['byte-order-mark'])
  expect(odd(Buffer.from('{}', 'utf16le'))).toEqual(['encoding'])
  expect(odd(utf8('[NaN, -Infinity]'))).toEqual(['not-a-number', 'not-a-number'])
  expect(odd(utf8('{}\0\0'))).toEqual(['trailing-bytes'])
})

test('nesting ends at 512 levels', () => {
  const nested = (depth: number) => utf8('['.repeat(depth) + ']'.repeat(depth))
  expect(() => parseJson(nested(512))).not.toThrow()
  expect(() => parseJson(nested(513))).toThrow(ParseError)
  expect(() => parseJson(nested(1_000_000))).toThrow(/deeper than 512 levels at byte 512/)
})

test('a flood of values or oddities ends', () => {
  expect(() => parseJson(utf8(`[${'0,'.repeat(2_000_000)}0]`))).toThrow(/more than 2000000 values/)
  const keys = '"a":0,'.repeat(100_000)
  expect(parseJson(utf8(`{${keys}"a":1}`)).oddities).toHaveLength(1_000)
})

test('an error says where the text stops making sense', () => {
  expect(() => parseJson(utf8('{"a": [1, oops]}'))).toThrow('found "o" at byte 10')
})

test('a string knows whether its bytes stand in the text as they are', () => {
  const bytes = utf8(String.raw`["plain é", "es\u0063aped"]`)
  const [plain, escaped] = itemsOf(parseJson(bytes).root)
  if (plain?.kind !== 'string' || escaped?.kind !== 'string') throw new Error('no strings')
  expect(stringBytes(bytes, plain)).toEqual({
    bytes: utf8('plain é'),
    offset: 2,
    length: 8,
    via: 'same',
  })
  expect(stringBytes(bytes, escaped)).toEqual({
    bytes: utf8('escaped'),
    offset: 13,
    length: 14,
    via: 'unescaped',
  })
})
