import { expect, test } from 'vitest'
import { withoutEnd } from './withoutEnd.ts'

test('only what stands at the end is taken away', () => {
  expect(withoutEnd('a/b//', '/')).toBe('a/b')
  expect(withoutEnd('a. .', '. ')).toBe('a')
  expect(withoutEnd('==', '=')).toBe('')
  expect(withoutEnd('abc', '')).toBe('abc')
})
