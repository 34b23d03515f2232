import { deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BroughtError, parseRulesField, ruleNames, toRulesField } from './rulesField.ts'

const RULES =
  'rule A { strings: $a = "é" condition: $a }\n\nprivate  rule B_2 { condition: true }\n'

test('rules come back from their field, which a fragment holds as it is', async () => {
  const field = await toRulesField(RULES)
  expect(field).toMatch(/^[\w-]+$/u)
  expect(await parseRulesField(field)).toBe(RULES)
  expect(ruleNames(RULES)).toEqual(['A', 'B_2'])
})

test('much that was packed small is stopped at its limit', async () => {
  const bomb = deflateRawSync(Buffer.alloc(64 * 1024 * 1024)).toString('base64url')
  await expect(parseRulesField(bomb)).rejects.toThrow('unfold to more than 1048576 bytes')
  const most = deflateRawSync(Buffer.alloc(1024 * 1024, 'a')).toString('base64url')
  expect((await parseRulesField(most)).length).toBe(1024 * 1024)
})

test('what is no base64, no deflate or no text is told apart from an error of ours', async () => {
  await expect(parseRulesField('a')).rejects.toThrow('they are no base64')
  await expect(parseRulesField('abcd')).rejects.toThrow('they are damaged')
  const noText = deflateRawSync(Buffer.from([0xff, 0xfe])).toString('base64url')
  await expect(parseRulesField(noText)).rejects.toThrow('they are damaged')
})

test('whatever a field holds, it is rules or a BroughtError', async () => {
  const field = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.base64String(),
    fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
  )
  await fc.assert(
    fc.asyncProperty(field, async (text) => {
      const outcome: unknown = await parseRulesField(text).catch((error: unknown) => error)
      expect(typeof outcome === 'string' || outcome instanceof BroughtError).toBe(true)
    }),
    { numRuns: 300 },
  )
})
