import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { journalKey } from './journalKey.ts'

const source = { name: 'model', size: 3, sha256: null, listedSha256: null, ranges: null, files: [] }

test('a file is kept under its hash, and under nothing before every byte was read', () => {
  expect(journalKey({ ...source, sha256: 'aa' })).toBe('aa')
  expect(journalKey(source)).toBeNull()
})

test('a folder is kept under the hash of the paths and hashes of its files', () => {
  const files = [{ path: 'a', size: 1, sha256: 'bb' }]
  const digest = createHash('sha256').update('[["a","bb"]]').digest('hex')
  expect(journalKey({ ...source, files })).toBe(`folder-${digest}`)
  expect(
    journalKey({ ...source, files: [...files, { path: 'b', size: 1, sha256: null }] }),
  ).toBeNull()
})
