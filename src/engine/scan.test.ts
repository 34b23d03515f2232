import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadYara } from '../wasm/yara/yara.ts'
import { Collection } from './Collection.ts'
import { fileLocation, rangeWithin } from './model/Location.ts'
import type { YaraOutcome, YaraScanner } from './model/Yara.ts'
import type { YaraMatch } from './model/Report.ts'
import { partPieces, scanPieces } from './scan.ts'
import { toRuleSet } from './yara/RuleSet.ts'

const BOTH = 'rule Both { strings: $a = "alpha" $b = "beta" condition: all of them }'
const file = fileLocation('model.h5', 1000)

/** A scanner that knows the rule of `BOTH` and the probe of its strings, and counts its scans. */
function fakeScanner(keptStrings = Infinity): YaraScanner & { scans: number } {
  return {
    scans: 0,
    scan(bytes, rules): YaraOutcome {
      this.scans += 1
      const text = new TextDecoder('latin1').decode(bytes)
      const found = (word: string, id: string) =>
        [...text.matchAll(word === 'alpha' ? /alpha/g : /beta/g)].map(({ index }) => ({
          id,
          offset: index,
          length: word.length,
        }))
      const match = (rule: string, strings: ReturnType<typeof found>) => ({
        rule,
        meta: [],
        strings: strings.slice(0, keptStrings),
        stringCount: strings.length,
      })
      const [alpha, beta] = [found('alpha', '$a'), found('beta', '$b')]
      const isProbe = rules.includes('rule s0')
      const matches = isProbe
        ? [match('s0', alpha), match('s1', beta)].filter(({ stringCount }) => stringCount > 0)
        : [match('Both', [...alpha, ...beta])].filter(() => alpha.length > 0 && beta.length > 0)
      return { matches, messages: [] }
    },
  }
}

/** Scans the parts of a collection with each text of rules. */
function scanAll(
  collection: Collection,
  scanner: YaraScanner,
  ...rules: readonly string[]
): YaraMatch[] {
  const sets = rules.map((text) => toRuleSet(text))
  return drained(scanPieces(partPieces(collection), { scanner, rules: sets }, collection))
}

function collectionOf(parts: readonly (string | Uint8Array)[]): Collection {
  const collection = new Collection()
  parts.forEach((part, index) => {
    const bytes = typeof part === 'string' ? new TextEncoder().encode(part) : part
    const piece = { kind: 'value', name: `${index}`, offset: index, length: bytes.length } as const
    const at = rangeWithin(file, piece)
    collection.add(
      { kind: 'content', content: { name: `${index}`, type: 'text', bytes, at } },
      file,
    )
  })
  return collection
}

function drained<T>(steps: Generator<string, T, undefined>): T {
  let step = steps.next()
  while (step.done !== true) step = steps.next()
  return step.value
}

test('many parts cost one scan, and one to see that the rules compile, whatever is found in them', () => {
  const scanner = fakeScanner()
  const parts = [...Array.from({ length: 500 }, () => 'nothing'), 'alpha beta', 'alpha']
  const found = scanAll(collectionOf(parts), scanner, BOTH)
  expect(found.map(({ rule, part }) => [rule, part])).toEqual([['Both', 'part-501']])
  expect(scanner.scans).toBe(2)
})

test('a rule whose strings lie in two parts matches neither', () => {
  const scanner = fakeScanner()
  const found = scanAll(collectionOf(['alpha', 'beta']), scanner, BOTH)
  expect(found).toEqual([])
})

test('rules that look beyond their strings are tried on each part alone', () => {
  const scanner = fakeScanner()
  const rules = BOTH.replace('all of them', 'all of them and filesize < 20')
  const found = scanAll(collectionOf(['alpha beta', 'x', 'y']), scanner, rules)
  expect([found.length, scanner.scans]).toEqual([1, 3])
})

test('where a scanner keeps only the first matches, batches are halved until it keeps all', () => {
  const scanner = fakeScanner(2)
  const parts = ['alpha', 'alpha', 'alpha beta', 'x', 'alpha beta', 'y']
  const found = scanAll(collectionOf(parts), scanner, BOTH)
  expect(found.map(({ part }) => part)).toEqual(['part-3', 'part-5'])
})

test('a part larger than a batch is scanned alone', () => {
  const scanner = fakeScanner()
  const large = new Uint8Array(17 * 1024 * 1024)
  large.set(new TextEncoder().encode('alpha beta'), large.length - 10)
  const found = scanAll(collectionOf(['x', large, 'y']), scanner, BOTH)
  expect(found.map(({ part }) => part)).toEqual(['part-2'])
  expect(scanner.scans).toBe(4)
})

test('rules that do not compile are one problem, and the other rule sets still scan', async () => {
  const collection = collectionOf(['alpha beta', 'x'])
  const rules = ['rule Wrong { condition: $no }', BOTH].map((text) => toRuleSet(text))
  const scan = { scanner: await loadYara(), rules }
  const whole = { id: 'whole', bytes: new TextEncoder().encode('alpha beta'), location: file }
  const found = drained(scanPieces([whole, ...partPieces(collection)], scan, collection))
  expect(found.map(({ part }) => part)).toEqual(['whole', 'part-1'])
  expect(collection.problems).toEqual([
    {
      kind: 'stopped',
      message:
        'line 1 of the YARA rules: undefined string "$no"; nothing was scanned with these rules',
      location: file,
    },
  ])
})

test('severity is read from the meta whatever its case, and is info otherwise', async () => {
  const named = (name: string, meta: string): string =>
    `rule ${name} { meta: ${meta} strings: $a = "alpha" condition: $a }`
  const rules = named('A', 'severity = "HIGH"') + named('B', 'severity = 7') + named('C', 'x = "y"')
  const found = scanAll(collectionOf(['alpha']), await loadYara(), rules)
  expect(found.map(({ severity }) => severity)).toEqual(['high', 'info', 'info'])
})

const RULES = `
rule One { strings: $a = "lambda" nocase $b = "http" base64 condition: any of them }
rule Two { strings: $a = /[b-z]{0,3}exec\\(/ $b = { 00 00 ?? 65 } $c = "os" wide condition: 2 of them }
rule Three { strings: $a = "marshal" $b = "x" xor condition: all of ($a*) and ($b or 1 of them) }
`
const FRAGMENTS = [
  'lambda',
  'LAMBDA',
  'aHR0c',
  'exec(',
  'o\0s\0',
  '\0\0\0e',
  'marshal',
  'x',
  'a',
  ' ',
]

test('parts scanned many at once give what each gives alone', async () => {
  expect(toRuleSet(RULES).probe).not.toBeNull()
  const scanner = await loadYara()
  const part = fc
    .array(fc.constantFrom(...FRAGMENTS), { maxLength: 6 })
    .map((list) => list.join(''))
  fc.assert(
    fc.property(fc.array(part, { minLength: 2, maxLength: 8 }), (parts) => {
      const collection = collectionOf(parts)
      const together = scanAll(collection, scanner, RULES)
      const alone = collection.parts.flatMap(({ id }, index) => {
        const outcome = scanner.scan(new TextEncoder().encode(parts[index]), RULES)
        return outcome.matches.map(({ rule, strings }) => ({ rule, part: id, strings }))
      })
      expect(together.map(({ rule, part: id, strings }) => ({ rule, part: id, strings }))).toEqual(
        alone,
      )
    }),
    { numRuns: 15, seed: 7 },
  )
})
