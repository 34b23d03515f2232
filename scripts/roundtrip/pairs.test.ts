import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { versions } from '../../src/engine/bytecode/cpython/versions/index.ts'
import { isProven, readPairs } from './pairs.ts'
import { readSnippets } from './payloads.ts'
import { prepare } from './roundTrip.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

// Of these no CPython comes from npm. The others are compiled live.
for (const version of versions.filter(({ id }) => /^(2\.7|3\.[6-9])$/.test(id))) {
  const pairs = readPairs(root, version.id)
  test.skipIf(pairs.snippets.size === 0)(
    `snippets of ${version.id} give the source that its compiler proved (npm run roundtrip -- --pairs write)`,
    () => {
      const snippets = readSnippets(root, version.id)
      const prepared = snippets.flatMap((payload) => prepare(payload, version) ?? [])
      const proven = prepared.filter((one) => isProven(one, pairs))
      const ids = proven.map(({ payload }) => payload.id)
      expect(ids).toEqual(expect.arrayContaining([...pairs.snippets.keys()]))
    },
  )
}
