import { expect, test } from 'vitest'
import { toRuleTexts } from './rules.ts'

test('a file of rules is cut into its rules', () => {
  const text =
    'import "math"\n\nrule One : tag {\n  condition: true\n}\n\nprivate rule Two { condition: One }\n'
  expect(toRuleTexts([['a.yar', text]])).toEqual([
    { name: 'One', file: 'a.yar', text: 'rule One : tag {\n  condition: true\n}' },
    { name: 'Two', file: 'a.yar', text: 'private rule Two { condition: One }' },
  ])
})
