import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { problemsIn, tryFormat } from '../FormatTrial.ts'
import { gitLfs } from './git-lfs.ts'

test('a pointer says which file to fetch', () => {
  const bytes = readFileSync(new URL('./fixtures/model.h5', import.meta.url))
  const { parts } = tryFormat(gitLfs, 'model.h5', new Uint8Array(bytes))
  expect(problemsIn(parts)).toEqual([
    'absent: model.h5 is a Git LFS pointer, not the model: fetch the file of 134217728 bytes with SHA-256 9372c470eeadd5ecd9c3c74c2b3cb633f8e2f2fad799250a0f70d652b6b825e4 (git lfs pull)',
  ])
})

test.each([
  ['version 1\noid sha256:00\n'],
  [`version https://git-lfs.github.com/spec/v1\n${'x'.repeat(1024)}`],
])('what only begins like one is none', (text) => {
  expect(tryFormat(gitLfs, 'a', new TextEncoder().encode(text)).matches).toBe(false)
})

test('a pointer without hash or size is still one', () => {
  const text = 'version https://git-lfs.github.com/spec/v1\n'
  const { parts } = tryFormat(gitLfs, 'a', new TextEncoder().encode(text))
  expect(problemsIn(parts)).toEqual([expect.stringMatching(/^absent: /)])
})
