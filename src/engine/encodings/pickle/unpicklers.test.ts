import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renamed } from './renames.ts'
import { runPickle } from './runPickle.ts'

// Made by scripts/fixtures/pickles.py: what both unpicklers of CPython 3.13 do with odd and damaged streams.
const ROWS = rowsOf(
  JSON.parse(readFileSync(new URL('fixtures/unpicklers.json', import.meta.url), 'utf8')),
)

interface Row {
  readonly bytes: Uint8Array
  readonly isTaken: boolean
  readonly globals: readonly (readonly [string, string])[]
}

test('every global that an unpickler of CPython asks for is seen, in order', () => {
  expect(ROWS.length).toBeGreaterThan(400)
  for (const { bytes, globals } of ROWS) {
    const seen = runPickle(bytes).globals.slice(0, globals.length)
    const names = seen.map(({ module, name }) => renamed(module ?? '', name ?? ''))
    expect(names, latin1(bytes)).toEqual(globals.map(([module, name]) => renamed(module, name)))
  }
})

test('what an unpickler of CPython takes is followed to its STOP', () => {
  const taken = ROWS.filter(({ isTaken }) => isTaken)
  expect(taken.length).toBeGreaterThan(60)
  for (const { bytes } of taken) expect(runPickle(bytes).end, latin1(bytes)).toBe('stop')
})

// What is left goes on where CPython meets a type of its own stand-ins that we cannot know.
test('what neither takes ends as broken, but for what depends on the types of objects', () => {
  const refused = ROWS.filter(({ isTaken }) => !isTaken)
  const followed = refused.filter(({ bytes }) => runPickle(bytes).end === 'stop')
  expect(followed.length).toBeLessThan(refused.length / 20)
})

function latin1(bytes: Uint8Array): string {
  return JSON.stringify(String.fromCharCode(...bytes))
}

function rowsOf(rows: unknown): readonly Row[] {
  if (!Array.isArray(rows)) return []
  return rows.map((row: unknown) => {
    const items: readonly unknown[] = Array.isArray(row) ? row : []
    const [base64, inC, inPython, globals] = items
    return {
      bytes: new Uint8Array(Buffer.from(String(base64), 'base64')),
      isTaken: inC === true || inPython === true,
      globals: Array.isArray(globals) ? globals.map(pairOf) : [],
    }
  })
}

function pairOf(pair: unknown): readonly [string, string] {
  const items: readonly unknown[] = Array.isArray(pair) ? pair : []
  const [module, name] = items
  return [String(module), String(name)]
}
