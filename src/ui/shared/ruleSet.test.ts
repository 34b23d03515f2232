import { expect, test } from 'vitest'
import { createRuleSet, freeName, rulesInUse, withFile, withRules } from './ruleSet.ts'

const RULES = [
  { name: 'own.yar', text: 'rule a { condition: true }', isOn: true },
  { name: 'old.yar', text: 'rule b { condition: true }', isOn: false },
]

test('rules are there again at the next visit, and only those that are on are in use', () => {
  const kept = new Map<string, string>()
  const memory = {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, value: string) => void kept.set(key, value),
  }
  createRuleSet(memory).replace(RULES)
  createRuleSet(memory).setWithout(['code.yar'])
  const again = createRuleSet(memory)
  expect([again.store.get(), again.without.get()]).toEqual([RULES, ['code.yar']])
  expect(rulesInUse(RULES)).toBe('//@file own.yar\nrule a { condition: true }')
  expect(rulesInUse(RULES, ['code.yar'])).toContain('//@without code.yar')
  expect(rulesInUse([])).toBe('')
})

test('what another program left in the storage is no rule', () => {
  for (const text of ['{', '7', '{"name": 1}', '[1, null, {"name": "a"}]']) {
    const rules = createRuleSet({ read: () => text, write: () => undefined })
    expect(rules.store.get()).toEqual([])
  }
})

test('rules of a link come back as files; the same ones are not there twice, others get a name of their own', () => {
  const linked = rulesInUse(RULES)
  expect(withRules([], linked)).toEqual([RULES[0]])
  expect(withRules(RULES, linked)).toEqual(RULES)
  expect(withFile(RULES, { name: 'own.yar', text: 'other' }).map(({ name }) => name)).toEqual([
    'own.yar',
    'old.yar',
    'own 2.yar',
  ])
  expect(freeName('x', [{ name: 'x' }, { name: 'x 2' }])).toBe('x 3')
})
