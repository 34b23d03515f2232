import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadYara } from '../wasm/yara/yara.ts'
import { bytesSource } from './bytes/ByteSource.ts'
import { Collection } from './Collection.ts'
import { fileLocation } from './model/Location.ts'
import { scanWindows } from './windows.ts'
import { toRuleSet } from './yara/RuleSet.ts'

const scanner = await loadYara()
const SMALL = { windowBytes: 1_000, overlapBytes: 200 }

function scan(bytes: Uint8Array, rules: string) {
  const collection = new Collection()
  const location = fileLocation('big.bin', bytes.length)
  const file = { path: 'big.bin', source: bytesSource(bytes), location }
  const steps = scanWindows(file, { scanner, rules: [toRuleSet(rules)] }, collection, SMALL)
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return { matches: step.value, problems: collection.problems.map(({ message }) => message) }
}

function withWords(size: number, words: readonly (readonly [number, string])[]): Uint8Array {
  const bytes = new Uint8Array(size)
  for (const [at, word] of words) bytes.set(new TextEncoder().encode(word).slice(0, size - at), at)
  return bytes
}

test('a condition over strings that stand in different windows is met, and nothing is left unsaid', () => {
  const bytes = withWords(5_000, [
    [10, 'alpha'],
    [4_000, 'beta'],
  ])
  const rules = 'rule A { strings: $a = "alpha" $b = "beta" condition: all of them }'
  const { matches, problems } = scan(bytes, rules)
  expect(matches).toMatchObject([
    {
      rule: 'A',
      strings: [
        { id: '$a', offset: 10, length: 5 },
        { id: '$b', offset: 4_000, length: 4 },
      ],
      stringCount: 2,
    },
  ])
  expect(problems).toEqual([])
})

test('a rule that counts or asks for places is tried on each window, and the report says so', () => {
  const bytes = withWords(5_000, [
    [10, 'alpha'],
    [4_000, 'alpha'],
  ])
  const rules = `rule Two { strings: $a = "alpha" condition: #a == 2 }
    rule Size { condition: filesize == 5000 }
    rule One { strings: $a = "alpha" condition: $a }`
  const { matches, problems } = scan(bytes, rules)
  expect(matches.map(({ rule, stringCount }) => [rule, stringCount])).toEqual([
    ['Size', 0],
    ['One', 2],
  ])
  expect(problems).toEqual([
    'big.bin has 5000 bytes, which YARA cannot hold at once: the rules Two, Size were tried on windows of 1000 bytes that overlap by 200. What stands in two windows is not seen together; counts and positions are those of one window; filesize is that of the file',
  ])
})

const WINDOWED = `
rule One { strings: $a = "lambda" nocase fullword $b = "http" base64 condition: any of them }
rule Two { strings: $a = /[b-z]{0,3}exec\\(/ $b = { 65 78 ?? 63 } $c = "os" condition: 2 of them }
rule Three { strings: $a = "marshal" $b = "lambda" condition: $a and $b }
`

test('windows find what one scan of the whole finds', () => {
  expect(toRuleSet(WINDOWED).probe).not.toBeNull()
  const word = fc.constantFrom('lambda', 'aHR0c', 'exec(', 'os', 'marshal', 'alambda')
  const place = fc.tuple(fc.integer({ min: 0, max: 3_900 }), word)
  fc.assert(
    fc.property(fc.array(place, { maxLength: 12 }), (words) => {
      const bytes = withWords(4_000, words)
      const whole = scanner.scan(bytes, WINDOWED).matches
      const windowed = scan(bytes, WINDOWED).matches
      expect(
        windowed.map(({ rule, strings, stringCount }) => [rule, strings, stringCount]),
      ).toEqual(whole.map(({ rule, strings, stringCount }) => [rule, strings, stringCount]))
    }),
    { numRuns: 8, seed: 5 },
  )
})
