import { expect, test } from 'vitest'
import { BUNDLED_RULE_FILES } from '../../wasm/yara/rules/bundled.ts'
import { parseRules } from './parseRules.ts'
import { joinRuleFiles, splitRuleFiles } from './ruleFiles.ts'

test('a rule is read with its tags, meta, strings, lines and the words of its condition', () => {
  const text = `import "pe"
// rule No { condition: true }
private global rule A : one two
{
  meta: title = "a \\"b\\"" points = -5 sure = true
  strings:
    $a = "rule B {" wide nocase
    $ = { 01 [2-4] ( 02 | 03 ) }
    $re = /x{2}\\/y/i private
  condition: all of them and Other and pe.is_pe and for any x in (1..2) : (x == 1)
}
rule Second { condition: A }`
  const { imports, rules } = parseRules(text)
  const [first, second] = rules
  expect(imports).toEqual(['pe'])
  expect(first).toMatchObject({
    name: 'A',
    isPrivate: true,
    isGlobal: true,
    tags: ['one', 'two'],
    meta: [
      ['title', 'a "b"'],
      ['points', '-5'],
      ['sure', 'true'],
    ],
    line: 3,
    lastLine: 11,
  })
  expect(first?.strings).toMatchObject([
    { id: '$a', kind: 'text', line: 7, modifiers: ['wide', 'nocase'] },
    { id: '$', kind: 'hex', line: 8, modifiers: [] },
    { id: '$re', kind: 'regex', line: 9, modifiers: ['private'] },
  ])
  expect(first?.words.has('Other')).toBe(true)
  expect(first?.words.has('is_pe')).toBe(false)
  expect(text.slice(second?.start, second?.end)).toBe('rule Second { condition: A }')
})

test('a rule that does not end does not take the next one with it', () => {
  const names = parseRules('rule A { strings: $a = "x"\nrule B { condition: true }').rules
  expect(names.map(({ name }) => name)).toEqual(['A', 'B'])
})

test('every bundled rule is read, and nothing else', () => {
  for (const [file, text] of BUNDLED_RULE_FILES)
    expect(
      parseRules(text).rules.map(({ name }) => name),
      file,
    ).toEqual([...text.matchAll(/^rule (\w+)/gm)].map(([, name]) => name))
})

test('hostile text is read in linear time', () => {
  const deep = 'rule A { condition: '.repeat(5_000) + '/*'.repeat(5_000) + '"'.repeat(5_000)
  const began = performance.now()
  expect(parseRules(deep).rules.length).toBeGreaterThan(0)
  expect(performance.now() - began).toBeLessThan(3_000)
})

test('files joined to one text come back, with their names and the bundled ones that are off', () => {
  const choice = {
    files: [
      { name: 'a.yar', text: 'rule A { condition: true }\n' },
      { name: 'b two.yar', text: '' },
    ],
    without: ['code.yar'],
  }
  expect(splitRuleFiles(joinRuleFiles(choice))).toEqual(choice)
  expect(joinRuleFiles({ files: [], without: [] })).toBe('')
  expect(splitRuleFiles('rule A { condition: true }')).toEqual({
    files: [{ name: 'own.yar', text: 'rule A { condition: true }' }],
    without: [],
  })
})
