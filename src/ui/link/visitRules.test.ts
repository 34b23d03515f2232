import { expect, test } from 'vitest'
import { createRuleSet } from '../shared/ruleSet.ts'
import { toRulesField } from './rulesField.ts'
import { createVisitRules } from './visitRules.ts'

const OWN = 'rule Own { condition: true }'
const ALONE = `//@file own.yar\n${OWN}`
const BROUGHT = 'rule Brought { condition: true }'

function memoryOf(kept = new Map<string, string>()) {
  return {
    read: (key: string) => kept.get(key) ?? null,
    write: (key: string, value: string) => void kept.set(key, value),
  }
}

async function opened(text: string) {
  const own = createRuleSet(memoryOf())
  own.replace([{ name: 'own.yar', text: OWN, isOn: true }])
  const visit = createVisitRules(own)
  const field = await toRulesField(text)
  visit.read(field)
  await expect.poll(() => visit.store.get().get(field)?.kind).toBe('read')
  return { own, visit, field }
}

test('rules of a link are scanned for only once the user says so, and are not kept', async () => {
  const { own, visit, field } = await opened(BROUGHT)
  expect(visit.store.get().get(field)).toMatchObject({ names: ['Brought'], choice: 'open' })
  expect(visit.inUse()).toBe(ALONE)
  visit.choose(field, 'used')
  expect(visit.inUse()).toContain(BROUGHT)
  expect(own.store.get()).toHaveLength(1)
  visit.choose(field, 'left')
  expect(visit.inUse()).toBe(ALONE)
})

test('rules of a link stand beside the user\u2019s own when they are to be kept', async () => {
  const { own, visit, field } = await opened(BROUGHT)
  visit.choose(field, 'kept')
  expect(own.store.get().map(({ text }) => text)).toEqual([OWN, BROUGHT])
  expect(visit.inUse()).toContain(BROUGHT)
})

test('rules that the user has already are not asked about', async () => {
  const { visit, field } = await opened(ALONE)
  expect(visit.store.get().get(field)).toMatchObject({ choice: 'own' })
})
