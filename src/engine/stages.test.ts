import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CodeShelf } from './CodeShelf.ts'
import { Collection } from './Collection.ts'
import { call, pickle, proto, stackGlobal, STOP } from './encodings/pickle/compose.ts'
import { fileLocation, locationKey, locationText, rangeWithin } from './model/Location.ts'
import type { FunctionSlot } from './model/ModelPart.ts'
import { stageLocation } from './model/stageLocation.ts'

const at = rangeWithin(fileLocation('model.h5', 9_000), {
  kind: 'payload',
  name: 'lambda_1',
  offset: 100,
  length: 900,
})

function payload(id: string): Uint8Array {
  const url = new URL('./bytecode/cpython/unroll/fixtures/code-3.8.json', import.meta.url)
  const rows: unknown = JSON.parse(readFileSync(url, 'utf8'))
  const found: unknown = Array.isArray(rows)
    ? rows.find((row) => Array.isArray(row) && row[0] === id)
    : null
  const text: unknown = Array.isArray(found) ? found[1] : ''
  return new Uint8Array(Buffer.from(String(text), 'base64'))
}

function slot(id: string): FunctionSlot {
  const value = {
    kind: 'bytecode',
    machine: 'cpython',
    bytes: payload(id),
    encoding: 'base64',
    defaults: null,
    closure: null,
  } as const
  return { layer: 'lambda_1', layerClass: 'Lambda', slot: 'function', module: null, value, at }
}

test('each stage is a part of its own, with its bytes, below the payload', () => {
  const collection = new Collection()
  collection.add({ kind: 'function', slot: slot('names packed_code') }, at)
  const stages = collection.code.objects[0]?.stages ?? []
  const parts = collection.parts.map(({ name, type, location }) => [
    name,
    type,
    locationText(location),
  ])
  expect(parts).toEqual([
    ['lambda_1 function', 'payload', 'model.h5 › lambda_1'],
    ['lambda_1 function disassembly', 'text', 'model.h5 › lambda_1 › disassembly'],
    ['lambda_1 function stage-2', 'payload', 'model.h5 › lambda_1 › stage-2'],
    [
      'lambda_1 function stage-2 disassembly',
      'text',
      'model.h5 › lambda_1 › stage-2 › disassembly',
    ],
  ])
  const [stage] = stages
  if (stage === undefined) throw new Error('there is a stage')
  const bytes = collection.contents.get(locationKey(stageLocation(at, stages, stage)))
  expect(bytes?.[0]).toBe(0x63)
})

test('a shelved code object does not carry the bytes of its stages', () => {
  const shelf = new CodeShelf()
  const { value, ...rest } = slot('names system')
  if (value.kind !== 'bytecode') throw new Error('it is bytecode')
  shelf.add({ ...rest, value }, value)
  expect(shelf.objects[0]).not.toHaveProperty('stageBytes')
  expect(shelf.objects[0]?.stages.map(({ title }) => title)).toEqual(['base64 → source'])
})

test('a pickle is a code object with its places, and its listing a part', () => {
  const bytes = pickle(proto(4), call(stackGlobal('os', 'getcwd')), STOP)
  const value = {
    kind: 'bytecode',
    machine: 'pickle',
    bytes,
    encoding: 'none',
    defaults: null,
    closure: null,
  } as const
  const place = { layer: null, layerClass: null, slot: 'pickle', module: null }
  const other = rangeWithin(fileLocation('other.pkl', 20), {
    ...{ kind: 'payload', name: 'pickle', offset: 0, length: 20 },
  } as const)
  const collection = new Collection()
  collection.add({ kind: 'function', slot: { ...place, value, at } }, at)
  collection.add({ kind: 'function', slot: { ...place, value, at: other } }, other)
  expect(collection.code.objects).toMatchObject([
    {
      ...{ machine: 'pickle', name: '<pickle>', slot: 'pickle', likelyPython: [], layer: null },
      locations: [at, other],
      uses: [{ slot: 'pickle' }, { slot: 'pickle' }],
    },
  ])
  expect(collection.parts.map(({ name, type }) => [name, type])).toEqual([
    ['model pickle', 'payload'],
    ['model pickle disassembly', 'text'],
    ['model pickle', 'payload'],
  ])
  expect([collection.oddities, collection.problems, collection.references]).toEqual([[], [], []])
})

test('bytes that two machines can read are two code objects', () => {
  const shelf = new CodeShelf()
  const { value, ...rest } = slot('names system')
  if (value.kind !== 'bytecode') throw new Error('it is bytecode')
  shelf.add({ ...rest, value }, value)
  expect(shelf.add({ ...rest, value }, { ...value, machine: 'pickle' }).kind).not.toBe('known')
})
