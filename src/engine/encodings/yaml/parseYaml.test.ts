import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ParseError } from '../../bytes/ParseError.ts'
import { itemsOf, member, textOf, type JsonNode } from '../json/Json.ts'
import { parseYaml } from './parseYaml.ts'

interface Case {
  readonly name: string
  readonly base64: string
  readonly accepted: boolean
  readonly value?: unknown
}

const golden = new URL('./fixtures/pyyaml.json', import.meta.url)
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
    const { root, oddities } = parseYaml(bytes)
    return oddities.some(({ what }) => what === 'trailing-bytes') ? undefined : root
  } catch (error) {
    expect(error).toBeInstanceOf(ParseError)
    return undefined
  }
}

function tagged(node: JsonNode): unknown {
  switch (node.kind) {
    case 'object':
      return { object: [...node.members].map(([key, value]) => [key, tagged(value)]) }
    case 'array':
      return node.items.map(tagged)
    case 'number':
      return { number: node.value }
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
      key === 'number'
        ? Number(String(inner).replace('inf', 'Infinity').replace('nan', 'NaN'))
        : withNumbers(inner),
    ]),
  )
}

test.each(isCases(cases) ? cases : [])(
  'what PyYAML makes of $name, this reader makes of it',
  ({ base64, accepted, value }) => {
    const root = asPython(new Uint8Array(Buffer.from(base64, 'base64')))
    expect(root !== undefined).toBe(accepted)
    if (root !== undefined) expect(tagged(root)).toEqual(withNumbers(value))
  },
)

test('every tag is kept as evidence, resolved and with its place', () => {
  const text = 'é: !!python/tuple [1]\nb: !<tag:yaml.org,2002:python/name:os.system> ""\n'
  expect(parseYaml(utf8(text)).oddities).toEqual([
    {
      what: 'tag',
      detail: 'tag !!python/tuple (tag:yaml.org,2002:python/tuple)',
      subject: 'tag:yaml.org,2002:python/tuple',
      offset: 4,
      length: 14,
    },
    {
      what: 'tag',
      detail:
        'tag !<tag:yaml.org,2002:python/name:os.system> (tag:yaml.org,2002:python/name:os.system)',
      subject: 'tag:yaml.org,2002:python/name:os.system',
      offset: 26,
      length: 42,
    },
  ])
})

test('a %TAG that hides a Python tag is kept, and the tag is resolved', () => {
  const text = '%TAG ! tag:yaml.org,2002:python/\n---\na: !name:os.system ""\n'
  expect(parseYaml(utf8(text)).oddities.map(({ detail }) => detail)).toEqual([
    'tag %TAG ! tag:yaml.org,2002:python/',
    'tag !name:os.system (tag:yaml.org,2002:python/name:os.system)',
  ])
})

test('tags are found in keys, on aliases, in block scalars and in later documents', () => {
  const text = '? !a x\n: !b |\n  text\nc: !d &e [!f 1, {!g h: !i j}]\n--- !k l\n'
  const { oddities } = parseYaml(utf8(text))
  const tags = oddities.filter(({ what }) => what === 'tag').map(({ detail }) => detail)
  expect(tags).toEqual(['a', 'b', 'd', 'f', 'g', 'i', 'k'].map((name) => `tag !${name}`))
})

test('offsets are bytes of the text', () => {
  const { root } = parseYaml(utf8('é: [x, "y"]\nb: 配置'))
  const [plain, quoted] = itemsOf(member(root, 'é'))
  const last = member(root, 'b')
  expect([plain, quoted, last].map((node) => [node?.offset, node?.length])).toEqual([
    [5, 1],
    [8, 3],
    [16, 6],
  ])
})

test('of a key that stands twice the last counts and the first is kept as evidence', () => {
  const { root, oddities } = parseYaml(utf8('function: good\nfunction: bad\n'))
  expect(textOf(member(root, 'function'))).toBe('bad')
  expect(oddities).toMatchObject([{ what: 'duplicate-key', offset: 10, length: 4 }])
})

test('ten lines of aliases do not become a billion values', () => {
  const lines = Array.from(
    { length: 10 },
    (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index},`.repeat(9)}*a${index}]`,
  )
  const text = ['a0: &a0 lol', ...lines].join('\n')
  expect(() => parseYaml(utf8(text))).toThrow(/aliases stand for over 1000000 values, at byte/)
  expect(() => parseYaml(utf8('a: &a {b: *a}'))).toThrow('"a" holds itself, at byte 10')
})

test('merging one large map again and again ends', () => {
  const large = Array.from({ length: 10_000 }, (_, index) => `k${index}: 1`).join(', ')
  const text = `a: &a {${large}}\nb: [${'{<<: *a}, '.repeat(1_000)}]`
  expect(() => parseYaml(utf8(text))).toThrow(/aliases stand for over/)
})

test('a chain of aliases does not nest without end', () => {
  const lines = Array.from(
    { length: 600 },
    (_, index) => `a${index + 1}: &a${index + 1} [*a${index}]`,
  )
  expect(() => parseYaml(utf8(['a0: &a0 x', ...lines].join('\n')))).toThrow(
    'nested deeper than 512 levels',
  )
})

test.each([
  ['flow sequences', '['],
  ['flow maps', '{a: '],
  ['block sequences', '- '],
  ['keys', '? '],
  ['tags', '!a '],
  ['anchors', '&a '],
  ['quotes', '"a" '],
  ['percents', '%a\n'],
  ['documents', '---\n'],
  ['comments', '# '],
  ['spaces', '  '],
  ['commas', ','],
  ['colons', 'a: '],
  ['block scalars', '|\n'],
  ['stars', '*a '],
  ['keys on lines', 'a:\n'],
  ['keys of one map', 'a: 1\n'],
  ['carriage returns', '\r'],
  ['backslashes', '"\\"'],
  ['open flow keys', '[? '],
])('a flood of %s is read or refused in time', (_, piece) => {
  const start = performance.now()
  try {
    parseYaml(utf8(piece.repeat(5_000)))
  } catch (error) {
    expect(error).toBeInstanceOf(ParseError)
  }
  expect(performance.now() - start).toBeLessThan(5_000)
})
