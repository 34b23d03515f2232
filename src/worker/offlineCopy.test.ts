import { expect, test } from 'vitest'
import { cachePrefix, parseSums, versionCache } from './offlineCopy.ts'

const HASH = 'a'.repeat(64)

test('a list of sums is read as sha256sum writes it', () => {
  expect(parseSums(`${HASH}  assets/a-b_c.js\n${HASH}  index.html\n`)).toEqual(
    new Map([
      ['assets/a-b_c.js', HASH],
      ['index.html', HASH],
    ]),
  )
})

test('what is no list of sums is refused: a page of the host in its place, a path that leaves the folder’s words', () => {
  expect(() => parseSums('<!doctype html>')).toThrow('not a hash and a path')
  expect(() => parseSums(`${HASH}  a b.js`)).toThrow('not a hash and a path')
  expect(() => parseSums(`${HASH} index.html`)).toThrow('not a hash and a path')
})

test('copies of the page in two folders of one origin keep their versions apart', () => {
  const [one, other] = ['https://o.example/a/', 'https://o.example/a/b/']
  expect(versionCache(one, HASH).startsWith(cachePrefix(other))).toBe(false)
  expect(versionCache(other, HASH).startsWith(cachePrefix(one))).toBe(false)
})
