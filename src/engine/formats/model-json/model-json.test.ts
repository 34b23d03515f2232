import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../bytes/ByteSource.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { fileLocation, locationText, type Location } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { sha256Hex } from '../../sha256.ts'
import type { Input } from '../Format.ts'
import { modelJson } from './model-json.ts'

const TOOLS = { hdf5: null }
const model = {
  class_name: 'Sequential',
  config: [{ class_name: 'Dense', config: { name: 'd', activation: 'mine' } }],
}

function input(content: string | Uint8Array): Input {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const at = fileLocation('model.json', bytes.length)
  const main = { path: 'model.json', source: bytesSource(bytes), at }
  return { name: 'model.json', isFolder: false, files: [main], main, head: bytes.subarray(0, 4096) }
}

function read(content: string | Uint8Array): readonly ModelPart[] {
  expect(modelJson.matches(input(content))).toBe(true)
  return [...modelJson.parts(input(content), TOOLS)]
}

const slotsOf = (parts: readonly ModelPart[]) =>
  parts.flatMap((part) => (part.kind === 'function' ? [part.slot] : []))
const layersOf = (parts: readonly ModelPart[]) =>
  parts.flatMap((part) => (part.kind === 'layer' ? [part.layer] : []))

test.each([
  ['as it is', JSON.stringify(model)],
  ['after spaces', `\n  ${JSON.stringify(model)}`],
  ['with a byte order mark', `\uFEFF${JSON.stringify(model)}`],
  ['in UTF-16', Uint8Array.from(Buffer.from(JSON.stringify(model), 'utf16le'))],
  ['as a string of JSON', JSON.stringify(JSON.stringify(model))],
  ['as a string of a string', JSON.stringify(JSON.stringify(JSON.stringify(model)))],
  ['in TensorFlow.js', JSON.stringify({ format: 'layers-model', modelTopology: model })],
  ['in TensorFlow.js of Keras', JSON.stringify({ modelTopology: { model_config: model } })],
  ['of Keras 0.3', '{"name":"Sequential","layers":[{"name":"Dense","activation":"mine"}]}'],
])('a model is read %s', (_how, text) => {
  const parts = read(text)
  expect(layersOf(parts)).toHaveLength(1)
  expect(slotsOf(parts)).toMatchObject([{ slot: 'activation', value: { name: 'mine' } }])
})

test('a string of JSON is a window of its own, and its text a part', () => {
  const parts = read(` ${JSON.stringify(JSON.stringify(model))}`)
  const [slot] = slotsOf(parts)
  expect(locationText(slot?.at ?? [])).toBe('model.json › string › config[0].config.activation')
  expect(slot?.at[1]).toMatchObject({ kind: 'value', offset: 1, via: 'unescaped' })
  const content = parts.flatMap((part) => (part.kind === 'content' ? [part.content] : []))
  expect(content.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual([
    JSON.stringify(model),
  ])
})

test('a graph of TensorFlow.js is named and not examined', () => {
  const parts = read('{"format":"graph-model","modelTopology":{"node":[]}}')
  expect(parts).toMatchObject([
    { kind: 'fact', fact: { name: 'format_detail', value: 'TensorFlow.js graph model' } },
    { kind: 'problem', problem: { kind: 'not-analysed' } },
  ])
})

test('what is odd in the JSON is told', () => {
  const parts = read('{"class_name":"Model","config":{"a":NaN,"a":1}}')
  const oddities = parts.flatMap((part) => (part.kind === 'oddity' ? [part.oddity.what] : []))
  expect(oddities.toSorted()).toEqual(['duplicate-key', 'json-oddity'])
})

test('other JSON is another format’s, and a broken model says what broke it', () => {
  for (const text of [
    '{"model_type":"bert"}',
    '"text"',
    '[1]',
    '{',
    '',
    '{"name":"x","layers":[]}',
  ])
    expect(modelJson.matches(input(text))).toBe(false)
  const cut = JSON.stringify(model).slice(0, -3)
  expect(modelJson.matches(input(cut))).toBe(true)
  expect(() => [...modelJson.parts(input(cut), TOOLS)]).toThrow(ParseError)
})

const FIXTURES = join(import.meta.dirname, 'fixtures')

test.each([
  ['keras03-sequential.json', 3, ['raw-unicode-escape']],
  ['keras10-sequential.json', 2, ['raw-unicode-escape', 'raw-unicode-escape']],
  ['keras10-double-encoded.json', 2, ['raw-unicode-escape', 'raw-unicode-escape']],
  ['keras12-merge.json', 6, ['raw-unicode-escape', 'raw-unicode-escape']],
  ['keras20-functional.json', 5, ['raw-unicode-escape', 'raw-unicode-escape', 'name']],
  ['keras23-functional.json', 5, ['base64', 'base64', 'name']],
  ['tfjs-layers-model.json', 5, ['base64', 'base64', 'name']],
  ['tf210-named-functions.json', 5, ['base64', 'base64', 'base64', 'base64', 'name']],
  ['tf210-wrapped.json', 6, ['base64']],
  ['keras3-functional.json', 7, ['base64', 'base64', 'base64', 'base64', 'base64']],
])('%s has %i layers and functions as %j', (name, layers, forms) => {
  const parts = read(new Uint8Array(readFileSync(join(FIXTURES, name))))
  expect(layersOf(parts)).toHaveLength(layers)
  const found = slotsOf(parts).map(({ value }) =>
    value.kind === 'bytecode' ? value.encoding : value.kind,
  )
  expect(found).toEqual(forms)
})

test('every fixture is told of here', () => {
  const reports = readdirSync(FIXTURES).filter((name) => name.endsWith('.json.json'))
  expect(readdirSync(FIXTURES).length - reports.length).toBe(10)
})

const CORPUS = '../shared/corpus'

interface Truth {
  readonly file: string
  readonly kind: string
  readonly truth: { readonly config: Config; readonly keras_version: string }
}

interface Config {
  readonly n_layers: number
  readonly n_wrapped: number
  readonly classes: Readonly<Record<string, number>>
  readonly lambdas: readonly {
    readonly path: string
    readonly function: { readonly code: { readonly code_sha256: string } }
  }[]
}

describe.skipIf(!existsSync(CORPUS))('the shared corpus', () => {
  const manifest: unknown = existsSync(CORPUS)
    ? JSON.parse(readFileSync(`${CORPUS}/manifest.json`, 'utf8'))
    : []
  const truths = isTruths(manifest) ? manifest.filter(({ kind }) => kind === 'model-json') : []

  test.each(truths.map((truth) => [truth.file, truth.truth] as const))(
    '%s has the layers and functions of its manifest',
    (file, { config, keras_version }) => {
      const parts = read(new Uint8Array(readFileSync(`${CORPUS}/files/${file}`)))
      const layers = layersOf(parts)
      expect(layers).toHaveLength(config.n_layers + config.n_wrapped)
      expect(countOf(layers)).toEqual(withWrapped(config.classes))
      const facts = parts.flatMap((part) => (part.kind === 'fact' ? [part.fact] : []))
      expect(facts.find(({ name }) => name === 'keras_version')?.value).toBe(keras_version)
      expect(slotsOf(parts).map(({ value, at }) => [pathOf(at), shaOf(value)])).toEqual(
        config.lambdas.map(({ path, function: { code } }) => [path, code.code_sha256]),
      )
    },
  )

  test('are eleven', () => {
    expect(truths).toHaveLength(11)
  })
})

function isTruths(value: unknown): value is readonly Truth[] {
  return Array.isArray(value)
}

function countOf(layers: readonly { readonly className: string }[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const { className } of layers) counts.set(className, (counts.get(className) ?? 0) + 1)
  return new Map([...counts].toSorted())
}

/** The manifest counts a wrapped layer as `(wrapped)Model`. */
function withWrapped(classes: Config['classes']): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const [name, count] of Object.entries(classes)) {
    const className = name.replace('(wrapped)', '')
    counts.set(className, (counts.get(className) ?? 0) + count)
  }
  return new Map([...counts].toSorted())
}

/** `/config/layers/1` of `config.layers[1].config.function[0]`. */
function pathOf(at: Location): string {
  const value = at.findLast(({ kind }) => kind === 'value')?.name ?? ''
  const layer = value.slice(0, value.indexOf('.config.function'))
  return `/${layer.replace(/\[(\d+)\]/g, '/$1').replaceAll('.', '/')}`
}

function shaOf(value: ReturnType<typeof slotsOf>[number]['value']): string {
  return value.kind === 'bytecode' ? sha256Hex(value.bytes) : value.kind
}
