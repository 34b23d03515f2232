import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Listing } from '../../../model/Listing.ts'
import { cpython } from '../cpython.ts'
import { unrollSource, type InnerCode, type Unrolled } from './unroll.ts'

// The fixtures are made by scripts/fixtures/obfuscated.py: what is hidden in them is harmless.
const HIDDEN = 'import os; print(os.getcwd())'

type Row = readonly [id: string, ...columns: (string | null)[]]

function isRows(value: unknown): value is readonly Row[] {
  return Array.isArray(value)
}

function read(name: string): readonly Row[] {
  const url = new URL(`./fixtures/${name}.json`, import.meta.url)
  const rows: unknown = JSON.parse(readFileSync(url, 'utf8'))
  return isRows(rows) ? rows : []
}

/** Without the source of what is inside. */
function decodeCode(bytes: Uint8Array): InnerCode {
  const listing = cpython.decode(bytes)
  return { listing, body: [], constants: { values: [], isCut: false } }
}

function unrolled(source: string): Unrolled {
  return unrollSource(source, decodeCode)
}

/** Texts of the stages that are Python. */
function sources({ stages }: Pick<Listing, 'stages'>): readonly string[] {
  return stages.flatMap(({ result }) =>
    result.kind === 'text' && result.language === 'python' ? [result.text] : [],
  )
}

function row(id: string): string {
  return read('source').find(([name]) => name === id)?.[1] ?? ''
}

test('source that CPython packs in each of many ways is laid open', () => {
  const rows = read('source').filter(([, , hidden]) => hidden !== null)
  expect(rows.length).toBeGreaterThan(80)
  const missing = rows.filter(([, source]) => !sources(unrolled(source ?? '')).includes(HIDDEN))
  expect(missing.map(([id]) => id)).toEqual([])
})

test.each(['3.6', '3.8', '3.11', '3.13'])(
  'the same, compiled by CPython %s and decompiled, is laid open',
  (version) => {
    const rows = read(`code-${version}`).filter(([id]) => !id.startsWith('names '))
    expect(rows.length).toBeGreaterThan(70)
    const missing = rows.filter(
      ([, b64]) => !sources(cpython.decode(Buffer.from(b64 ?? '', 'base64'))).includes(HIDDEN),
    )
    expect(missing.map(([id]) => id)).toEqual([])
  },
)

test('stages stand in the order in which they were found, each with its steps', () => {
  const { stages, contents } = unrolled(row('zlib_b64'))
  expect(stages).toMatchObject([
    { id: 'stage-2', parent: null, title: 'base64 → zlib → source', result: { text: HIDDEN } },
  ])
  expect(stages[0]?.steps).toMatchObject([
    { operation: 'base64', inputBytes: 52, outputBytes: 37 },
    { operation: 'zlib', inputBytes: 37, outputBytes: 29 },
    { operation: 'exec', inputBytes: 29, outputBytes: 29 },
  ])
  expect(Buffer.from(contents.get('stage-2') ?? []).toString()).toBe(HIDDEN)
})

test('a stage lies where the constant stands that it began with', () => {
  const source = `exec(${JSON.stringify('é')}[:0] + ')1(tnirp'[::-1])`
  const [stage] = unrolled(source).stages
  const constant = "')1(tnirp'"
  expect(stage).toMatchObject({ offset: 16, length: constant.length })
  expect(Buffer.from(source).indexOf(constant)).toBe(16)
})

test('marshalled code is listed, and a pickle names what it imports', () => {
  expect(unrolled(row('marshal')).stages).toMatchObject([
    {
      title: 'zlib → code',
      result: { kind: 'code', listing: { python: ['3.13'], code: { filename: 'hidden.py' } } },
    },
  ])
  expect(unrolled(row('pickle')).stages).toMatchObject([
    { title: 'pickle → pickle', result: { kind: 'pickle', globals: ['builtins.len'] } },
  ])
})

test('stages in stages are followed to a limit, which is a fault', () => {
  const { stages, faults } = unrolled(row('deep'))
  expect(stages).toHaveLength(16)
  expect(stages.at(-1)).toMatchObject({ id: 'stage-17', parent: 'stage-16' })
  expect(faults.map(({ message }) => message)).toEqual([
    'stages nested deeper than 16 were not looked into',
  ])
})

test.each(['zip_bomb', 'bz2_bomb'])(
  '%s expands no further than the limit, which is a fault',
  (id) => {
    const { contents, faults } = unrolled(row(id))
    const size = [...contents.values()].reduce((sum, { length }) => sum + length, 0)
    expect(size).toBeLessThanOrEqual(8 * 1024 * 1024)
    expect(faults[0]?.message).toMatch('expands to over 8388608 bytes')
  },
)

test.each([
  ["exec('a' * 10**9)", 'a value of 1000000000 bytes was not put together'],
  ["s = 'ab'\nfor i in range(40): s += s\nexec(s)", 'was not put together'],
  ['list(range(10**12))', 'a loop over 1000000000000 numbers was not followed'],
  [`exec(${'('.repeat(90)}'x'${')'.repeat(90)})`, null],
  ["exec(''.join(chr(c) for a in range(3000) for c in range(2000)))", 'unrolling stopped after'],
])('%s ends in time', (source, fault) => {
  const start = performance.now()
  const messages = unrolled(source.replaceAll('\\n', '\n')).faults.map(({ message }) => message)
  expect(performance.now() - start).toBeLessThan(5_000)
  if (fault === null) expect(messages).toEqual([])
  else expect(messages[0]).toMatch(fault)
})

/** A lambda of the fixtures that reaches names by folding. */
function named(id: string, version: string): Listing {
  const [, b64] = read(`code-${version}`).find(([name]) => name === `names ${id}`) ?? []
  return cpython.decode(Buffer.from(b64 ?? '', 'base64'))
}

function calls({ code }: Listing): readonly string[] {
  return code.references
    .filter(({ called }) => called)
    .map(({ path, arguments: literals }) => {
      return `${path.join('.')}(${literals.join(', ')})`
    })
}

test.each(['3.6', '3.8', '3.11', '3.13'])(
  'a name that is put together is a reference in %s',
  (version) => {
    const listing = named('folded', version)
    expect(calls(listing)).toContain("os.system('id')")
    expect(calls(listing).filter((call) => call.startsWith('os.system'))).toHaveLength(1)
    const reference = listing.code.references.find(({ path }) => path.at(-1) === 'system')
    const opcodes = listing.code.instructions.filter(({ offset }) => offset === reference?.offset)
    expect(opcodes[0]?.opcode).toMatch(/CALL/)
  },
)

test('source that is hidden tells the names that it reaches, at its own bytes', () => {
  const [stage] = named('system', '3.11').stages
  expect(stage?.result).toMatchObject({
    kind: 'text',
    references: [
      { path: ['os'], root: 'import', called: false },
      {
        path: ['os', 'system'],
        root: 'import',
        called: true,
        arguments: ["'id'"],
        offset: 10,
        length: 9,
      },
    ],
  })
})

test('code that is hidden is listed with its names', () => {
  const [stage] = named('packed_code', '3.8').stages
  expect(stage?.title).toBe('marshal → code')
  const listing = stage?.result.kind === 'code' ? stage.result.listing : undefined
  expect(listing?.source).toMatch("os.system('id')")
  expect(listing === undefined ? [] : calls(listing)).toEqual(["os.system('id')"])
})

test('a script in a command is a stage', () => {
  expect(named('command', '3.13').stages).toMatchObject([
    { title: 'python -c → source', result: { text: 'import os; os.getcwd()' } },
  ])
})
