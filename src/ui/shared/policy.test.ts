import { expect, test } from 'vitest'
import { PAGES, policyOf } from '../../../scripts/build/contentSecurityPolicy.ts'
import { reachOf, toDirectives } from './policy.ts'

const POLICIES = new Map(PAGES.map((page) => [page.file, policyOf(page)]))

test('every directive of every built page is explained', () => {
  for (const policy of POLICIES.values()) {
    const directives = toDirectives(policy)
    expect(directives.filter(({ meaning }) => meaning === '')).toEqual([])
    expect(directives[0]).toMatchObject({ name: 'default-src', values: "'none'" })
  }
})

test('each page may ask what it says, and none makes code from text', () => {
  const connects = [...POLICIES].map(([file, policy]) => {
    expect(policy).not.toContain("'unsafe-eval'")
    const allowed = new Map(toDirectives(policy).map(({ name, values }) => [name, values]))
    expect(allowed.get('script-src')).toBe("'self' 'wasm-unsafe-eval'")
    return [file, allowed.get('connect-src'), reachOf(policy)]
  })
  expect(connects).toEqual([
    ['index.html', "'self' https://huggingface.co https://hf.co https://*.hf.co", 'hub'],
    ['local.html', "'self'", 'local'],
    ['anywhere.html', "'self' https:", 'anywhere'],
  ])
})

test('a policy that allows what is not known here counts as one that allows everything', () => {
  expect(reachOf("connect-src 'self' https://example.com")).toBe('anywhere')
  expect(reachOf("default-src 'self'")).toBe('anywhere')
  expect(reachOf(null)).toBe('hub')
})
