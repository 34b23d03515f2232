import { existsSync, readFileSync } from 'node:fs'
import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../bytes/ByteSource.ts'
import { fileLocation, locationText } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import type { Input } from '../Format.ts'
import { kerasZip } from './keras-zip.ts'

const TOOLS = { hdf5: null }
const utf8 = (text: string) => new TextEncoder().encode(text)
const json = (value: unknown) => utf8(JSON.stringify(value))

const CODE = `4w${'A'.repeat(82)}` // its first byte is that of marshalled code
const lambda = { class_name: '__lambda__', config: { code: CODE, defaults: null, closure: null } }
const layer = { class_name: 'Lambda', config: { name: 'it', function: lambda } }
const innocent = { class_name: 'Sequential', config: { name: 'model', layers: [] } }
const config = json({ class_name: 'Sequential', config: { name: 'model', layers: [layer] } })
const metadata = json({ keras_version: '3.15.1', date_saved: '2026-01-02@03:04:05' })
const weights = Uint8Array.of(0x89, 0x48, 0x44, 0x46)

type Entry = readonly [name: string, bytes: Uint8Array]

/** A zip of stored entries; names may repeat. */
function archive(...entries: readonly Entry[]): Input {
  const unique = entries.map(
    ([name, bytes], index) => [`${index}`.padEnd(name.length), bytes] as const,
  )
  const bytes = zipSync(Object.fromEntries(unique), { level: 0 })
  for (const [index, [name]] of entries.entries())
    rename(bytes, `${index}`.padEnd(name.length), name)
  return fileInput(bytes)
}

function rename(bytes: Uint8Array, from: string, to: string): void {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  for (let at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + 1)) text.write(to, at)
}

function fileInput(bytes: Uint8Array, name = 'model.keras'): Input {
  const file = { path: name, source: bytesSource(bytes), at: fileLocation(name, bytes.length) }
  return { name, isFolder: false, files: [file], main: file, head: bytes.subarray(0, 4096) }
}

function folderInput(...entries: readonly Entry[]): Input {
  const files = entries.map(([path, bytes]) => ({
    ...{ path, source: bytesSource(bytes), at: fileLocation(path, bytes.length) },
  }))
  const [main] = files
  if (main === undefined) throw new Error('an empty folder')
  return { name: 'model', isFolder: true, files, main, head: new Uint8Array(0) }
}

function read(input: Input): readonly ModelPart[] {
  expect(kerasZip.matches(input)).toBe(true)
  return [...kerasZip.parts(input, TOOLS)]
}

/** One line a part. */
function told(parts: readonly ModelPart[]): readonly string[] {
  return parts.flatMap((part) => {
    if (part.kind === 'fact') return [`${part.fact.name} ${part.fact.value}`]
    if (part.kind === 'file') return [`file ${part.file.path}`]
    if (part.kind === 'function') return [`function ${part.slot.layer ?? 'of no layer'}`]
    if (part.kind === 'oddity') return [`${part.oddity.what} ${part.oddity.detail}`]
    if (part.kind === 'problem') return [`${part.problem.kind} ${part.problem.message}`]
    return part.kind === 'content' ? [`content ${part.content.name}`] : []
  })
}

test('an archive yields facts, texts, functions, and its weights as a file', () => {
  const parts = read(
    archive(['metadata.json', metadata], ['config.json', config], ['model.weights.h5', weights]),
  )
  expect(told(parts)).toEqual([
    'content metadata.json',
    'keras_version 3.15.1',
    'date_saved 2026-01-02@03:04:05',
    'content config.json',
    'top_class Sequential',
    'model_name model',
    'function it',
    'file model.weights.h5',
  ])
  const slot = parts.find((part) => part.kind === 'function')?.slot
  expect(locationText(slot?.at ?? [])).toBe(
    'model.keras › config.json › config.layers[0].config.function.config.code › code',
  )
})

test('the folder that it unpacks to yields the same', () => {
  const files = [
    ['saved/notes.txt', utf8('x')],
    ['saved/config.json', config],
    ['saved/metadata.json', metadata],
    ['saved/assets/words.txt', utf8('a\nb\n')],
    ['saved/model.weights.h5', weights],
  ] as const
  expect(told(read(folderInput(...files)))).toEqual([
    'content metadata.json',
    'keras_version 3.15.1',
    'date_saved 2026-01-02@03:04:05',
    'content config.json',
    'top_class Sequential',
    'model_name model',
    'function it',
    'file saved/notes.txt',
    'content assets/words.txt',
    'file saved/model.weights.h5',
  ])
})

test('of two configurations the last is the model, and the other is searched for code', () => {
  const parts = told(
    read(
      archive(
        ['config.json', config],
        ['config.json', json(innocent)],
        ['model.weights.h5', weights],
      ),
    ),
  )
  expect(parts).toContain('function of no layer')
  expect(parts.filter((part) => part.startsWith('content'))).toHaveLength(2)
  expect(parts.filter((part) => part.startsWith('duplicate-entry'))).toHaveLength(1)
  expect(parts.filter((part) => part.startsWith('top_class'))).toHaveLength(1)
})

test('of two weights both are files: the second is what Python unpickled (evil_keras)', () => {
  const parts = told(
    read(
      archive(
        ['config.json', json(innocent)],
        ['model.weights.npz', utf8('PK…')],
        ['model.weights.npz', utf8('cos\nsystem\n.')],
      ),
    ),
  )
  expect(parts.filter((part) => part === 'file model.weights.npz')).toHaveLength(2)
})

test('entries that Keras does not write, and compressed ones, are odd', () => {
  const bytes = zipSync({
    'config.json': [json(innocent), { level: 9 }],
    'model.weights.h5': [weights, { level: 0 }],
    'setup.py': [utf8('import os'), { level: 0 }],
    'assets/words.txt': [utf8('a\nb'), { level: 0 }],
    'assets/tool.so': [Uint8Array.of(0x7f, 0x45, 0x4c, 0x46), { level: 0 }],
  })
  expect(told(read(fileInput(bytes)))).toEqual([
    'compressed-entry "config.json" is compressed; Keras only stores',
    'unexpected-entry "setup.py" is nothing that Keras writes into a model',
    'unexpected-entry "assets/tool.so" is nothing that Keras writes into a model',
    'content config.json',
    'top_class Sequential',
    'model_name model',
    'file model.weights.h5',
    'file setup.py',
    'content assets/words.txt',
    'file assets/tool.so',
  ])
})

test('shards that the map of weights names and that are not there are absent', () => {
  const map = {
    weight_map: { '/a': 'model_00000.weights.h5', '/b': ['model_00001.weights.h5', '../x'] },
  }
  const parts = told(
    read(
      archive(
        ['config.json', json(innocent)],
        ['model.weights.json', json(map)],
        ['model_00000.weights.h5', weights],
      ),
    ),
  )
  expect(parts.filter((part) => part.startsWith('absent'))).toEqual([
    'absent the weights "model_00001.weights.h5" are named in model.weights.json and not here',
    'absent the weights "../x" are named in model.weights.json and not here',
  ])
  expect(parts).toContain('file model_00000.weights.h5')
})

test('a configuration that is no JSON, or no model, is a problem, and the rest is still read', () => {
  const read2 = (text: string) =>
    told(read(archive(['config.json', utf8(text)], ['model.weights.h5', weights])))
  expect(read2('{"class_name": ')).toEqual([
    'content config.json',
    expect.stringMatching(/^malformed config.json is not JSON: /),
    'file model.weights.h5',
  ])
  expect(read2('{"model_type": "bert"}')).toContain('malformed config.json holds no model of Keras')
})

test('a wrong checksum is odd at once when the entry is small', () => {
  const input = archive(['config.json', json(innocent)], ['model.weights.h5', weights])
  const bytes = input.main.source.read(0, input.main.source.size).slice()
  const text = Buffer.from(bytes.buffer)
  text.write('mudel', text.indexOf('model"'))
  expect(told(read(fileInput(bytes))).some((part) => part.startsWith('crc-mismatch'))).toBe(true)
})

test('an archive without a configuration of Keras is another format’s', () => {
  expect(kerasZip.matches(archive(['config.json', json({ model_type: 'bert' })]))).toBe(false)
  expect(kerasZip.matches(archive(['model.weights.h5', weights]))).toBe(false)
  expect(kerasZip.matches(archive(['config.json', config]))).toBe(true)
  expect(kerasZip.matches(fileInput(utf8('PK\u0003\u0004')))).toBe(false)
  expect(kerasZip.matches(folderInput(['a/config.json', json({})], ['b.txt', weights]))).toBe(false)
})

const CORPUS = '../shared/corpus'

interface Truth {
  readonly file: string
  readonly kind: string
  readonly summary: { readonly n_layers: number; readonly n_wrapped: number }
  readonly truth: { readonly config: Config; readonly keras_version: string }
}

interface Config {
  readonly classes: Readonly<Record<string, number>>
  readonly lambdas: readonly {
    readonly path: string
    readonly function: { readonly form: string; readonly code?: { readonly code_sha256: string } }
  }[]
}

describe.skipIf(!existsSync(CORPUS))('the shared corpus', () => {
  const manifest: unknown = existsSync(CORPUS)
    ? JSON.parse(readFileSync(`${CORPUS}/manifest.json`, 'utf8'))
    : []
  const truths = isTruths(manifest) ? manifest.filter(({ kind }) => kind === 'keras-zip') : []

  test.each(truths.map((truth) => [truth.file, truth] as const))(
    '%s has the layers and functions of its manifest',
    async (file, { summary, truth }) => {
      const parts = read(fileInput(new Uint8Array(readFileSync(`${CORPUS}/files/${file}`))))
      const layers = parts.flatMap((part) => (part.kind === 'layer' ? [part.layer] : []))
      expect(layers).toHaveLength(summary.n_layers + summary.n_wrapped)
      expect(counted(layers.map(({ className }) => className))).toEqual(truth.config.classes)
      expect(told(parts)).toContain(`keras_version ${truth.keras_version}`)
      expect(await functions(parts)).toEqual(expected(truth.config))
    },
  )

  test('are fifteen', () => expect(truths).toHaveLength(15))
})

function isTruths(value: unknown): value is readonly Truth[] {
  return Array.isArray(value)
}

function counted(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return Object.fromEntries(counts)
}

/** Path of the layer, and SHA-256 of the code or the form, of each function of a Lambda. */
async function functions(parts: readonly ModelPart[]): Promise<readonly string[]> {
  const slots = parts.flatMap((part) => (part.kind === 'function' ? [part.slot] : []))
  const lines = slots
    .filter(({ layerClass, slot }) => layerClass === 'Lambda' && slot === 'function')
    .map(async ({ value, at }) => {
      const path = at.find(({ kind }) => kind === 'value')?.name.split('.config.function')[0]
      return `${path ?? ''} ${value.kind === 'bytecode' ? await sha256(value.bytes) : value.kind}`
    })
  return Promise.all(lines)
}

function expected({ lambdas }: Config): readonly string[] {
  return lambdas.map(({ path, function: { code, form } }) => {
    const written = path
      .slice(1)
      .replaceAll('/', '.')
      .replace(/\.(\d+)/g, '[$1]')
    return `${written} ${code?.code_sha256 ?? (form === 'dict:function' ? 'name' : form)}`
  })
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', Uint8Array.from(bytes))).toString('hex')
}
