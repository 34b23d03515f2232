import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { cpython } from '../../src/engine/bytecode/cpython/cpython.ts'
import { versions } from '../../src/engine/bytecode/cpython/versions/index.ts'
import {
  valuesIn,
  type MarshalCode,
  type MarshalValue,
} from '../../src/engine/encodings/marshal/Marshal.ts'
import { readMarshal } from '../../src/engine/encodings/marshal/readMarshal.ts'
import type { CodeListing } from '../../src/engine/model/Listing.ts'
import { readSnippets } from './payloads.ts'
import { wrapSource } from './wrapSource.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

test('a function of a module stands alone, at its line', () => {
  const { around, path, source } = wrapped('3.12', 'snippets:fn_longline', 'f')
  expect(around).toBe('0')
  expect(path).toEqual(['f'])
  expect(source).toBe(`${'\n'.repeat(1200)}source`)
})

test('from 3.11 on the qualified name says the scopes, and free variables are bound', () => {
  for (const version of ['3.11', '3.14']) {
    const { around, path } = wrapped(version, 'snippets:fn_closure', 'g')
    expect(around).toBe('def f():\n    c = None\n    0')
    expect(path).toEqual(['f', 'g'])
  }
})

test('a method with __class__ stands in a class', () => {
  expect(wrapped('3.13', 'snippets:fn_class', 'm').around).toBe('def f():\n    class C:\n        0')
  expect(wrapped('3.8', 'snippets:fn_class', 'm').around).toBe(
    'def __outer__():\n    class __Outer__:\n        0',
  )
})

test('before 3.11 the names of nested code say the scopes', () => {
  const { around, prefixes } = wrapped('3.8', 'snippets:fn_closure', 'g')
  expect(around).toBe('def f():\n    c = None\n    0')
  expect(prefixes).toEqual(['f.<locals>.g', 'f.<locals>.g'])
})

test('a name whose attributes are only loaded is imported, one whose methods are called is not', () => {
  expect(wrapped('3.12', 'names:attribute_chain', 'f').around).toBe('import tf\n0')
  expect(wrapped('3.12', 'names:local_command', 'f').around).toBe('0')
})

function wrapped(version: string, id: string, name: string) {
  const payload = readSnippets(root, version).find((one) => one.id === id)
  const layout = versions.find((one) => one.id === version)?.layout
  if (payload === undefined || layout === undefined) throw new Error(`no ${id} of ${version}`)
  const bytes = Buffer.from(payload.b64, 'base64')
  const code = codeNamed(readMarshal(bytes, layout).root, name)
  const listing = listingNamed(cpython.decode(bytes, version).code, name)
  if (code === undefined || listing === undefined) throw new Error(`no ${name} in ${id}`)
  return wrapSource(code, listing, 'source')
}

function codeNamed(value: MarshalValue, name: string): MarshalCode | undefined {
  if (value.kind !== 'code') return undefined
  const own = value.values.get('name')
  if (own !== undefined && 'text' in own && own.text === name) return value
  const constants = valuesIn(value).flatMap(valuesIn)
  return constants.map((inner) => codeNamed(inner, name)).find((found) => found !== undefined)
}

function listingNamed(listing: CodeListing, name: string): CodeListing | undefined {
  if (listing.name === name) return listing
  const found = listing.children.map((child) => listingNamed(child, name))
  return found.find((child) => child !== undefined)
}
