import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { loadYara } from '../../wasm/yara/yara.ts'
import { formatRules } from './formatRules.ts'
import { tokensOf } from './tokens.ts'

const RULES = '../../wasm/yara/rules'
const texts = (rules: string): readonly string[] =>
  [...tokensOf(rules)].map(({ kind, text }) => `${kind} ${text}`)

test('a rule on one line is laid out', () => {
  const rules =
    'import "pe" private rule A:one two{meta:a="b" n=-1 strings:$a="x" wide xor(0x01-0xff)$=/y/i condition:#a>2 and(pe.imports(/k/,/l/)or any of($a*))and @a[1]<filesize\\2 /* last */}'
  expect(formatRules(rules)).toBe(`import "pe"

private rule A : one two
{
    meta:
        a = "b"
        n = -1
    strings:
        $a = "x" wide xor(0x01-0xff)
        $ = /y/i
    condition:
        #a > 2 and (pe.imports(/k/, /l/) or any of ($a*)) and @a[1] < filesize \\ 2 /* last */
}
`)
})

test('comments stay where they are, and the lines of a condition stay lines', () => {
  const rules = `// head
rule A // of A
{
  // strings come
  strings: $a = { 01 /* } */ 02 } // bytes


  $b = "b"
  condition: // all
     $a and
   (
     $b or // maybe
 true )
}
// tail
rule B { condition: A }`
  expect(formatRules(rules)).toBe(`// head
rule A // of A
{
    // strings come
    strings:
        $a = { 01 /* } */ 02 } // bytes

        $b = "b"
    condition: // all
        $a and
        (
            $b or // maybe
            true)
}

// tail
rule B
{
    condition:
        A
}
`)
})

test('what is no token is left alone', () => {
  expect(formatRules('rule A { strings: $a = "open\n condition: $a }')).toBeNull()
})

const PIECES = [
  ...['rule', 'private', 'A', 'B', 'meta', 'strings', 'condition', ':', '{', '}', '=', '(', ')'],
  ...['$a', '$', '#a', '@a', '!a', '"x"', '/r/', '{ 01 }', '1', '0x1F', '2KB', '..', '-', '*', ','],
  ...[
    'and',
    'or',
    'of',
    'them',
    'for',
    'in',
    'at',
    '// c\n',
    '/* d\n e */',
    '\n',
    '\n\n',
    '.',
    '<',
  ],
  ...['import', '[', ']', '~', '\\', '==', '!=', 'xor', 'wide', 'filesize'],
]

test('whatever the tokens are, formatting keeps them all, and formatting again changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }), (pieces) => {
      const rules = pieces.join(' ')
      const formatted = formatRules(rules)
      if (formatted === null) return
      expect(texts(formatted)).toEqual(texts(rules))
      expect(formatRules(formatted)).toBe(formatted)
    }),
    { numRuns: 3_000, seed: 11 },
  )
})

test('the bundled rules compile when formatted, and stand as the formatter would lay them out', async () => {
  const yara = await loadYara()
  const folder = join(import.meta.dirname, RULES)
  for (const name of readdirSync(folder).filter((each) => each.endsWith('.yar'))) {
    const rules = readFileSync(join(folder, name), 'utf8')
    const formatted = formatRules(rules) ?? ''
    expect(yara.scan(new Uint8Array(1), formatted).messages, name).toEqual([])
    expect(formatted, name).toBe(rules)
  }
})
