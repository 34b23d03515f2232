import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../bytes/ByteSource.ts'
import { itemsOf, member, textOf, type JsonNode } from '../../encodings/json/Json.ts'
import { parseJson } from '../../encodings/json/parseJson.ts'
import { fileLocation } from '../../model/Location.ts'
import type { Fact, ModelPart } from '../../model/ModelPart.ts'
import { sha256Hex } from '../../sha256.ts'
import type { Input } from '../Format.ts'
import type { Operation } from '../../model/Operation.ts'
import { operations } from './sample.ts'
import { savedModel } from './saved-model.ts'

// Against what other readers found in real files. They lie outside the repository, and only when they are there.
const CORPUS = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'corpus')

const records = existsSync(CORPUS)
  ? itemsOf(parseJson(new Uint8Array(readFileSync(join(CORPUS, 'manifest.json')))).root)
  : []
const ofKind = (kind: string): [string, JsonNode][] =>
  records.flatMap((record) =>
    textOf(member(record, 'kind')) === kind ? [[textOf(member(record, 'file')) ?? '', record]] : [],
  )

function input(file: string): Input {
  const bytes = new Uint8Array(readFileSync(join(CORPUS, 'files', file)))
  const main = { path: 'x', source: bytesSource(bytes), at: fileLocation('x', bytes.length) }
  return { name: 'x', isFolder: false, files: [main], main, head: bytes.subarray(0, 4096) }
}

const number = (node: JsonNode | undefined): number | null =>
  node?.kind === 'number' ? node.value : null
const texts = (node: JsonNode | undefined): (string | null)[] => itemsOf(node).map(textOf)

function factOf(parts: readonly ModelPart[], name: Fact['name']): string | null {
  for (const part of parts)
    if (part.kind === 'fact' && part.fact.name === name) return part.fact.value
  return null
}

const OPERATIONS = /(\d+) operations/
const FUNCTIONS = /(\d+) functions/

function counted(parts: readonly ModelPart[], what: RegExp): number {
  const [, count] = what.exec(factOf(parts, 'format_detail') ?? '') ?? []
  return Number(count)
}

describe.skipIf(records.length === 0)('the shared corpus', () => {
  test.each(ofKind('saved_model'))('%s is read as the manifest has it', (file, record) => {
    const truth = member(record, 'truth')
    expect(savedModel.matches(input(file))).toBe(true)
    const parts = [...savedModel.parts(input(file), { hdf5: null })]
    expect(parts.filter(({ kind }) => kind === 'problem')).toEqual([])
    expect(counted(parts, OPERATIONS)).toBe(number(member(truth, 'n_ops')))
    expect(counted(parts, FUNCTIONS)).toBe(number(member(truth, 'functions')))
    expect(factOf(parts, 'tensorflow_version')).toBe(textOf(member(truth, 'tf_version')))
    expect(factOf(parts, 'tags')?.split(', ') ?? []).toEqual(texts(member(truth, 'tags')))
    const signatures = factOf(parts, 'signatures')?.split(', ') ?? []
    expect(signatures).toEqual(texts(member(truth, 'signatures')))
    expectKeras(parts, member(truth, 'keras'))
  })

  test.each(ofKind('saved_model'))(
    '%s does more than compute and save only when it is an attack',
    (file, record) => {
      const parts = [...savedModel.parts(input(file), { hdf5: null })]
      const isAttack = textOf(member(record, 'label')) === 'malicious-poc'
      expect(operations(parts).some(reachesOut)).toBe(isAttack)
    },
  )

  const others = ['keras_metadata', 'onnx', 'pb', 'savedmodel-part', 'pickle'].flatMap(ofKind)
  test.each(others.filter(([file]) => !file.endsWith('frozen_model.pb')))(
    '%s is not taken for a SavedModel',
    (file) => {
      expect(savedModel.matches(input(file))).toBe(false)
    },
  )
})

/** Prints to the terminal are the one thing that ordinary graphs do as well. */
function reachesOut({ op }: Operation): boolean {
  return op !== 'PrintV2'
}

/** Layers, objects and code of the configuration in the object graph. */
function expectKeras(parts: readonly ModelPart[], keras: JsonNode | undefined): void {
  if (keras === undefined) return
  const configurations = parts.filter(
    (part) => part.kind === 'content' && part.content.type === 'json',
  )
  expect(configurations).toHaveLength(number(member(keras, 'n_nodes')) ?? -1)
  const layers = parts.filter(({ kind }) => kind === 'layer')
  expect(layers).toHaveLength(number(member(member(keras, 'config'), 'n_layers')) ?? -1)
  const lambdas = itemsOf(member(keras, 'lambdas'))
  const wanted = lambdas.map((lambda) =>
    textOf(member(member(member(lambda, 'function'), 'code'), 'code_sha256')),
  )
  const found = parts.flatMap((part) =>
    part.kind === 'function' && part.slot.value.kind === 'bytecode'
      ? [sha256Hex(part.slot.value.bytes)]
      : [],
  )
  expect([...new Set(found)].toSorted()).toEqual([...new Set(wanted)].toSorted())
}
