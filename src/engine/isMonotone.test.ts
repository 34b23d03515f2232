import { expect, test } from 'vitest'
import { isMonotone } from './isMonotone.ts'

const rule = (strings: string, condition: string): string =>
  `rule A : tag { meta: severity = "high" points = -1 sure = true strings: ${strings} condition: ${condition} }`

test.each([
  rule('$a = "x"', '$a'),
  rule('$a = "x" nocase wide ascii $b = /ab+c[0-9]{2,5}\\/x/i', '$a and ($b or any of them)'),
  rule('$a1 = "}" fullword $a2 = { 0f ?1 a? }', '2 of ($a*) or all of ($a1, $a2)'),
  rule('$ = "x" base64 $ = "y" base64wide("abc") $ = "z" xor(1-255)', 'any of ($*)'),
  `// a comment: filesize < 3\n/* not */ ${rule('$a = "not // a comment"', '$a')}\n${rule('$a = "x"', '$a')}`,
  '',
])('a rule set of strings, and, or, of is monotone: %s', (rules) => {
  expect(isMonotone(rules)).toBe(true)
})

test.each([
  rule('$a = "x"', 'not $a'),
  rule('$a = "x"', '$a and filesize < 100'),
  rule('$a = "x"', '$a at 0'),
  rule('$a = "x"', '$a in (0..10)'),
  rule('$a = "x"', '#a == 1'),
  rule('$a = "x"', '#a > 1'),
  rule('$a = "x"', '@a[1] > 5'),
  rule('$a = "x"', '!a[1] > 5'),
  rule('$a = "x"', 'none of them'),
  rule('$a = "x"', '0 of them'),
  rule('$a = "x"', '50% of them'),
  rule('$a = "x"', '1'),
  rule('$a = "x"', '$a and 1'),
  rule('$a = "x"', 'true'),
  rule('$a = "x"', '$a and uint16(0) == 0x5a4d'),
  rule('$a = "x"', 'for any of them : ( $ )'),
  rule('$a = "x"', '$a and Other'),
  rule('$a = "x"', '"abc" matches /b/'),
  rule('$a = /^x/', '$a'),
  rule('$a = /x$/', '$a'),
  rule('$a = /\\bx/', '$a'),
  rule('$a = /x.{0,400}?y/', '$a'),
  rule('$a = { 0f [4-] a0 }', '$a'),
  rule('$a = "x" private', '$a'),
  rule('$a = "x" wide fullword', '$a'),
  `private ${rule('$a = "x"', '$a')}`,
  `global ${rule('$a = "x"', '$a')}`,
  `import "pe" ${rule('$a = "x"', '$a')}`,
  `include "other.yar" ${rule('$a = "x"', '$a')}`,
  'rule A { strings: $a = "x" condition: $a',
  'rule A { strings: $a = "x condition: $a }',
  'rule A { strings: $a = /x condition: $a }',
])('what looks at more than its own strings, or is not understood, is not: %s', (rules) => {
  expect(isMonotone(rules)).toBe(false)
})

test('a long text without an end takes no longer than its length', () => {
  const began = performance.now()
  for (const text of ['/*'.padEnd(200_000, '*'), '"'.padEnd(200_000, '\\'), '$'.repeat(200_000)])
    expect(isMonotone(`rule A { strings: $a = ${text}`)).toBe(false)
  expect(performance.now() - began).toBeLessThan(2_000)
})
