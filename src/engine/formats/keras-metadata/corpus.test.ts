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
import { kerasMetadata } from './keras-metadata.ts'

// Against what other readers found in real files. They lie outside the repository, and only when they are there.
const CORPUS = join(import.meta.dirname, '..', '..', '..', '..', '..', 'shared', 'corpus')

const records = existsSync(CORPUS)
  ? itemsOf(parseJson(new Uint8Array(readFileSync(join(CORPUS, 'manifest.json')))).root)
  : []
const ofKind = (kind: string): [string, JsonNode | undefined][] =>
  records.flatMap((record) =>
    textOf(member(record, 'kind')) === kind
      ? [[textOf(member(record, 'file')) ?? '', member(record, 'truth')]]
      : [],
  )
const isDamaged = ([, truth]: [string, JsonNode | undefined]): boolean =>
  member(truth, 'error') !== undefined

function input(file: string): Input {
  const bytes = new Uint8Array(readFileSync(join(CORPUS, 'files', file)))
  const main = { path: 'x', source: bytesSource(bytes), at: fileLocation('x', bytes.length) }
  return { name: 'x', isFolder: false, files: [main], main, head: bytes.subarray(0, 4096) }
}

const read = (file: string): ModelPart[] => [...kerasMetadata.parts(input(file), { hdf5: null })]
const number = (node: JsonNode | undefined): number =>
  node?.kind === 'number' ? node.value : Number.NaN
const count = (parts: readonly ModelPart[], kind: ModelPart['kind']): number =>
  parts.filter((part) => part.kind === kind).length

function factOf(parts: readonly ModelPart[], name: Fact['name']): string | null {
  for (const part of parts)
    if (part.kind === 'fact' && part.fact.name === name) return part.fact.value
  return null
}

function codeHashes(parts: readonly ModelPart[]): string[] {
  const hashes = parts.flatMap((part) =>
    part.kind === 'function' && part.slot.value.kind === 'bytecode'
      ? [sha256Hex(part.slot.value.bytes)]
      : [],
  )
  return [...new Set(hashes)].toSorted()
}

describe.skipIf(records.length === 0)('the shared corpus', () => {
  const files = ofKind('keras_metadata')

  test.each(files.filter((file) => !isDamaged(file)))(
    '%s is read as the manifest has it',
    (file, truth) => {
      expect(kerasMetadata.matches(input(file))).toBe(true)
      const parts = read(file)
      expect(count(parts, 'problem')).toBe(0)
      expect(count(parts, 'content')).toBe(number(member(truth, 'n_nodes')))
      expect(count(parts, 'layer')).toBe(number(member(member(truth, 'config'), 'n_layers')))
      expect(factOf(parts, 'keras_version')).toBe(textOf(member(truth, 'keras_version')))
      expect(factOf(parts, 'top_class')).toBe(textOf(member(truth, 'top_class')))
      const wanted = itemsOf(member(truth, 'lambdas')).map((lambda) =>
        textOf(member(member(member(lambda, 'function'), 'code'), 'code_sha256')),
      )
      expect(codeHashes(parts)).toEqual([...new Set(wanted)].toSorted())
    },
  )

  test.each(files.filter(isDamaged))(
    '%s, whose line ends are damaged, is repaired and says so',
    (file) => {
      expect(kerasMetadata.matches(input(file))).toBe(true)
      const parts = read(file)
      expect(count(parts, 'problem')).toBe(0)
      expect(count(parts, 'layer')).toBeGreaterThan(1)
      const [first] = parts
      expect(first).toMatchObject({ kind: 'oddity', oddity: { what: 'line-ending-damage' } })
    },
  )

  const others = ['saved_model', 'onnx', 'pb', 'savedmodel-part', 'pickle'].flatMap(ofKind)
  test.each(others)('%s is not taken for Keras metadata', (file) => {
    expect(kerasMetadata.matches(input(file))).toBe(false)
  })
})
