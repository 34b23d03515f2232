import { expect, test } from 'vitest'
import { createRuleSet, rulesInUse } from './ruleSet.ts'

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
  expect(createRuleSet(memory).store.get()).toEqual(RULES)
  expect(rulesInUse(RULES)).toBe('rule a { condition: true }')
})

test('what another program left in the storage is no rule', () => {
  for (const text of ['{', '7', '{"name": 1}', '[1, null, {"name": "a"}]']) {
    const rules = createRuleSet({ read: () => text, write: () => undefined })
    expect(rules.store.get()).toEqual([])
  }
})
