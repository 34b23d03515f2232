import { expect, test } from 'vitest'
import { POLICY } from '../../../scripts/build/contentSecurityPolicy.ts'
import { toDirectives } from './policy.ts'

test('every directive of the built page is explained', () => {
  const directives = toDirectives(POLICY)
  expect(directives.filter(({ meaning }) => meaning === '')).toEqual([])
  expect(directives[0]).toMatchObject({ name: 'default-src', values: "'none'" })
})

test('the policy allows no script from text, and no other address than the Hub', () => {
  expect(POLICY).not.toContain("'unsafe-eval'")
  const allowed = new Map(toDirectives(POLICY).map(({ name, values }) => [name, values]))
  expect(allowed.get('script-src')).toBe("'self' 'wasm-unsafe-eval'")
  expect(allowed.get('connect-src')).toBe(
    "'self' https://huggingface.co https://hf.co https://*.hf.co",
  )
})
