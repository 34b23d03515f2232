import { expect, test } from 'vitest'
import { versions } from '../bytecode/cpython/versions/index.ts'
import { PYTHON_VERSIONS } from './pythonVersions.ts'

test('the versions that one can choose are those that can be read', () => {
  expect(PYTHON_VERSIONS).toEqual(versions.map(({ id }) => id))
})
