import { expect, test } from 'vitest'
import type { Location, Window } from '../../engine/index.ts'
import { sampleReport } from './sampleReport.ts'
import { indexPlaces } from './places.ts'
import { firstTarget, resolve } from './selection.ts'

const report = sampleReport()
const index = indexPlaces(report)
const [code] = report.code
const file: Window = { kind: 'file', name: 'model.h5', offset: 0, length: 12_437_112, via: 'same' }

test('the first target is the worst finding', () => {
  expect(firstTarget(report, [file])).toEqual({ kind: 'finding', id: report.findings[0]?.id })
  expect(firstTarget({ ...report, findings: [] }, [file])).toEqual({
    kind: 'code',
    id: 'code-1',
  })
  expect(firstTarget({ ...report, findings: [], code: [] }, [file])).toEqual({
    kind: 'location',
    location: [file],
  })
})

test('a finding leads to its code and layer', () => {
  const target = firstTarget(report, [file])
  expect(resolve(report, index, target)).toMatchObject({
    layer: 'lambda_3',
    code: 'code-1',
    subject: { kind: 'code', code: 'code-1' },
  })
})

test('a byte of an instruction leads to its code object and its layer', () => {
  const inCode: Location = [
    ...(code?.locations[0] ?? []),
    { kind: 'instruction', name: 'LOAD_CONST', offset: 32, length: 2, via: 'same' },
  ]
  expect(resolve(report, index, { kind: 'location', location: inCode })).toMatchObject({
    layer: 'lambda_3',
    code: 'code-1',
  })
})

test('a byte of the file that lies in the encoded text of code leads to the code', () => {
  const value = code?.locations[0]?.slice(0, -1) ?? []
  const offset = value.slice(1).reduce((sum, window) => sum + (window.offset ?? 0), 0)
  const byte: Location = [
    file,
    { kind: 'range', name: '', offset: offset + 5, length: 1, via: 'same' },
  ]
  expect(resolve(report, index, { kind: 'location', location: byte })).toMatchObject({
    layer: 'lambda_3',
    code: 'code-1',
  })
})

test('a byte of the configuration of a layer leads to the layer, and one outside to none', () => {
  const dense = report.graph.layers.find(({ id }) => id === 'dense')
  const location: Location = [
    ...(dense?.at ?? []),
    { ...file, kind: 'range', offset: 1, length: 1 },
  ]
  expect(resolve(report, index, { kind: 'location', location })).toMatchObject({
    layer: 'dense',
    code: null,
    subject: { kind: 'layer', layer: 'dense' },
  })
  const magic: Location = [file, { kind: 'range', name: '', offset: 0, length: 8, via: 'same' }]
  expect(resolve(report, index, { kind: 'location', location: magic })).toMatchObject({
    layer: null,
    code: null,
    part: null,
  })
})

test('a part that is not in the graph but holds the code of one layer leads to that layer', () => {
  const target = { kind: 'part', id: 'part-1' } as const
  expect(resolve(report, index, target)?.layer).toBeNull()
  const elsewhere = report.graph.layers.map((layer) => ({ ...layer, at: [file] }))
  const twice = { ...report, graph: { ...report.graph, layers: elsewhere } }
  expect(resolve(twice, index, target)?.layer).toBe('lambda_3')
})

test('a target that the report does not hold is null', () => {
  for (const kind of ['finding', 'layer', 'code', 'part'] as const)
    expect(resolve(report, index, { kind, id: 'constructor' })).toBeNull()
})
