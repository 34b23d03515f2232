import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Layout, MarshalValue } from '../../encodings/marshal/Marshal.ts'
import { readMarshal } from '../../encodings/marshal/readMarshal.ts'
import { runPickle } from '../../encodings/pickle/runPickle.ts'
import { makesCode, rebuiltCode } from './codeObjects.ts'

interface Row {
  readonly python: string
  readonly pickle: string
  readonly marshal: string
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && 'pickle' in value && 'python' in value
}

const text = readFileSync(new URL('./fixtures/code.json', import.meta.url), 'utf8')
const parsed: unknown = JSON.parse(text)
const rows = Array.isArray(parsed) ? parsed.filter(isRow) : []

function layoutOf(python: string): Layout {
  const minor = Number(python.split('.')[1])
  if (python.startsWith('2')) return '2.3'
  if (minor < 8) return '3.0'
  return minor < 11 ? '3.8' : '3.11'
}

/** Without places, and with the texts of Python 2 as the bytes that they are: a pickle does not tell one from the other. */
function plain(value: MarshalValue): unknown {
  if (value.kind === 'code')
    return [
      Object.fromEntries(value.numbers),
      [...value.values].map(([key, of]) => [key, plain(of)]),
    ]
  if ('items' in value) return [value.kind, value.items.map(plain)]
  if (value.kind === 'bytes') return Buffer.from(value.bytes).toString('latin1')
  if (value.kind === 'text') return value.text
  if (value.kind === 'integer') return String(value.value)
  if ('value' in value) return value.value
  return value.kind === 'complex' ? [value.real, value.imaginary] : value.kind
}

test.each(rows.map((row) => [row.python, row] as const))(
  'a code object of %s that a pickle builds is what marshal writes of it',
  (python, row) => {
    const run = runPickle(new Uint8Array(Buffer.from(row.pickle, 'hex')))
    const call = run.calls.findLast(({ callable }) => makesCode(callable))
    const rebuilt = rebuiltCode(call?.args ?? [])
    const layout = layoutOf(python)
    const mine = readMarshal(rebuilt?.bytes ?? new Uint8Array(0), layout)
    const real = readMarshal(new Uint8Array(Buffer.from(row.marshal, 'hex')), layout)
    expect(mine.faults).toEqual([])
    expect(plain(mine.root)).toEqual(plain(real.root))
    expect(rebuilt?.nested.size).toBe(1)
  },
)

test('arguments in no order of any CPython make no code object', () => {
  const number = { kind: 'int', value: 1n } as const
  expect(rebuiltCode([])).toBeUndefined()
  expect(rebuiltCode(Array.from({ length: 16 }, () => number))).toBeUndefined()
})

test('constants that double at each level end at the limit', () => {
  let value: Parameters<typeof rebuiltCode>[0][number] = { kind: 'none' }
  for (let level = 0; level < 35; level++) value = { kind: 'tuple', items: [value, value] }
  const number = { kind: 'int', value: 1n } as const
  const at = { offset: 0, length: 0 }
  const bytes = { kind: 'bytes', bytes: new Uint8Array(2), mutable: false, at } as const
  const names: Parameters<typeof rebuiltCode>[0][number] = { kind: 'tuple', items: [] }
  const name = { kind: 'text', text: 'f', at } as const
  const head = [number, number, number, number, number, number, bytes, value]
  const tail = [names, names, name, name, number, bytes, names, names]
  expect(rebuiltCode([...head, ...tail])).toBeUndefined()
})
