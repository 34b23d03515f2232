import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cpython } from './cpython.ts'
import { versions } from './versions/index.ts'

test('what only one version writes is told to be of that version', () => {
  expect(told('2.7', 'lam_mul')).toEqual(['2.7'])
  expect(told('3.7', 'lam_call')).toEqual(['3.7']) // LOAD_METHOD
  expect(told('3.6', 'lam_call')).toEqual(['3.6']) // a method loaded as an attribute
  expect(told('3.8', 'lam_cmp')).toEqual(['3.8']) // `is` by COMPARE_OP
  expect(told('3.9', 'lam_cmp')).toEqual(['3.9'])
  expect(told('3.10', 'lam_mul')).toEqual(['3.10'])
  expect(told('3.11', 'lam_call')).toEqual(['3.11'])
  expect(told('3.12', 'lam_call')).toEqual(['3.12'])
  expect(told('3.13', 'lam_mul')).toEqual(['3.13'])
  expect(told('3.14', 'lam_mul')).toEqual(['3.14'])
  expect(told('3.15', 'lam_mul')).toEqual(['3.15'])
})

test('where two versions write the same, both are told, the older first', () => {
  expect(told('3.5', 'lam_mul')).toEqual(['3.4', '3.5'])
  expect(told('3.6', 'lam_mul')).toEqual(['3.6', '3.7'])
  expect(told('3.9', 'lam_mul')).toEqual(['3.8', '3.9'])
  expect(told('3.12', 'lam_mul')).toEqual(['3.11', '3.12'])
})

test('code that was changed by hand is of no version, and shown as that of the nearest', () => {
  const payload = payloadOf('3.12', 'lam_call')
  const { code } = cpython.decode(payload)
  const call = code.instructions.find(({ opcode }) => opcode === 'CALL')
  const changed = Uint8Array.from(payload)
  changed[(call?.offset ?? 0) + 2] = 1
  const listing = cpython.decode(changed)
  expect(listing.python).toEqual([])
  expect(listing.faults[0]?.message).toBe(
    'not compiler output: no code that CPython 3.12 compiles looks like this',
  )
  expect(listing.disassembly).toBe(cpython.decode(payload).disassembly)
})

test('an instruction that nothing leads to, and a stack that runs empty, are no compiler output', () => {
  const payload = payloadOf('3.12', 'lam_mul')
  const { code } = cpython.decode(payload)
  const at = code.instructions[1]?.offset ?? 0 // LOAD_FAST x
  const skipped = Uint8Array.from(payload)
  skipped.set([0x6e, 1], at) // JUMP_FORWARD over what follows
  const messages = cpython.decode(skipped).faults.map(({ message }) => message)
  expect(messages).toContain('nothing leads to LOAD_CONST at 4 in <lambda>')
  const popped = Uint8Array.from(payload)
  popped.set([1, 0], at) // POP_TOP
  expect(cpython.decode(popped).faults.map(({ message }) => message)).toContain(
    'the stack holds 0 of 2 items before POP_TOP at 2 in <lambda>',
  )
})

test('a version that is asked for is shown, and what it could not have written is told', () => {
  const listing = cpython.decode(payloadOf('3.12', 'lam_call'), '3.11')
  expect(listing.python).toEqual([])
  expect(listing.faults.length).toBeGreaterThan(1)
  expect(cpython.decode(payloadOf('3.12', 'lam_mul'), '3.11').python).toEqual(['3.11'])
})

test('a payload whose end is missing is listed as far as it goes', () => {
  const payload = payloadOf('3.10', 'fn_payload')
  const listing = cpython.decode(payload.subarray(0, payload.length - 60))
  expect(listing.python).toEqual([])
  expect(listing.disassembly).toContain('(marshal)')
  expect(listing.faults.some(({ message }) => message.includes('bytes wanted'))).toBe(true)
})

test('what is no code object is refused', () => {
  expect(() => cpython.decode(Uint8Array.from([0x4e]))).toThrow('begin with no code object')
  expect(() => cpython.decode(new Uint8Array(0))).toThrow('begin with no code object')
  expect(() => cpython.decode(payloadOf('3.12', 'lam_mul'), '3.3')).toThrow('3.3 is not known')
})

test('versions are listed from old to new', () => {
  const minors = versions.map(({ id }) => id.split('.').map(Number))
  const sorted = minors.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d)
  expect(minors).toEqual(sorted)
})

function told(version: string, id: string): readonly string[] {
  return cpython.decode(payloadOf(version, id)).python
}

function payloadOf(version: string, id: string): Uint8Array {
  const text = readFileSync(new URL(`fixtures/snippets-${version}.json`, import.meta.url), 'utf8')
  const rows: unknown = JSON.parse(text)
  const row = Array.isArray(rows) ? rows.filter(isRow).find((each) => each.id === id) : undefined
  return Buffer.from(row?.b64 ?? '', 'base64')
}

function isRow(row: unknown): row is { readonly id: string; readonly b64: string } {
  return typeof row === 'object' && row !== null && 'id' in row && 'b64' in row
}
