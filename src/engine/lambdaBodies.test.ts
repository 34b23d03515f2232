import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { Collection } from './Collection.ts'
import { fileLocation, rangeWithin } from './model/Location.ts'
import type { Report } from './model/Report.ts'
import { toReport } from './toReport.ts'

// Made by scripts/fixtures/lambda-bodies.py, which compiles them and runs none.
type Row = readonly [kind: string, id: string, source: string, b64: string]

function isRow(value: unknown): value is Row {
  return Array.isArray(value) && value.length === 4 && value.every((one) => typeof one === 'string')
}

function bodies(python: string): readonly Row[] {
  const path = `./detectors/dangerous-names/fixtures/bodies-${python}.json`
  const rows: unknown = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
  return Array.isArray(rows) ? rows.filter(isRow) : []
}

/** The report of a model whose one Lambda layer holds the body. */
function report([, id, , b64]: Row, slot = 'function'): Report {
  const collection = new Collection()
  const file = fileLocation('model.h5', 10_000)
  const at = rangeWithin(file, { kind: 'value', name: id, offset: 10, length: b64.length })
  const bytes = new Uint8Array(Buffer.from(b64, 'base64'))
  const value = { kind: 'bytecode', machine: 'cpython', bytes, encoding: 'base64' } as const
  const place = { layer: 'lambda_1', layerClass: 'Lambda', slot, module: null, at }
  const slotted = { ...place, value: { ...value, defaults: null, closure: null } }
  collection.add({ kind: 'function', slot: slotted }, file)
  const unread = { sha256: null, listedSha256: null, ranges: null, files: [] }
  const source = { name: 'model.h5', size: 10_000, ...unread }
  const passes = { structure: 'done', content: 'done' } as const
  return toReport({ source, subjects: [], collection, passes, yara: [] })
}

describe.each(['3.8', '3.11', '3.13'])('compiled by CPython %s', (python) => {
  const rows = bodies(python)
  const benign = rows.filter(([kind]) => kind !== 'harmful')
  const harmful = rows.filter(([kind]) => kind === 'harmful')

  test('there are enough bodies of each kind', () => {
    expect(rows.filter(([kind]) => kind === 'typical')).toHaveLength(18)
    expect(benign.length).toBeGreaterThanOrEqual(58)
    expect(harmful.length).toBeGreaterThanOrEqual(40)
  })

  test.each(benign.map((row) => [row[1], row] as const))('%s only computes', (_, row) => {
    const { verdict, reason, effects } = report(row)
    expect([verdict, reason]).toEqual([
      'benign-code',
      'The one code object in it only computes: no process, file, network or dynamic code is reached.',
    ])
    expect(effects).toEqual([])
  })

  test.each(harmful.map((row) => [row[1], row] as const))('%s does harm', (_, row) => {
    const { verdict, reason, effects } = report(row)
    expect(['malicious', 'suspicious'], reason).toContain(verdict)
    expect(effects.length, reason).toBeGreaterThan(0)
    expect(new Set(effects.map(({ when }) => when))).toEqual(new Set(['call']))
  })

  test('in a second slot a body is one level worse, and what runs when it is loaded says so', () => {
    for (const row of benign) expect(report(row, 'output_shape').verdict, row[1]).toBe('review')
    for (const row of harmful) {
      const { verdict, effects } = report(row, 'output_shape')
      expect(verdict, row[1]).toBe('malicious')
      expect(new Set(effects.map(({ when }) => when))).toEqual(new Set(['load']))
    }
  })
})
