import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bytesSource } from '../../bytes/ByteSource.ts'
import { field, message } from '../../encodings/protobuf/compose.ts'
import { fileLocation, locationText, rangeWithin } from '../../model/Location.ts'
import type { FunctionSlot, ModelPart } from '../../model/ModelPart.ts'
import { sha256Hex } from '../../sha256.ts'
import type { Input } from '../Format.ts'
import { kerasMetadata } from './keras-metadata.ts'

const TOOLS = { hdf5: null }
const FIXTURES = join(import.meta.dirname, 'fixtures')

// `lambda x: x * 2` of CPython 3.10, as Keras 2 writes it.
const CODE =
  '4wEAAAAAAAAAAAAAAAEAAAACAAAAQwAAAHMIAAAAfABkARQAUwApAk7pAgAAAKkAKQHaAXhyAgAA\n' +
  'AHICAAAA+ghtb2RlbC5wedoIPGxhbWJkYT4BAAAAcwIAAAAIAA==\n'
const CODE_SHA256 = 'd01218a925c2f474e8dd274e381cb50449e88bb1d3578a4eb7b2a22ad5c60cee'

const lambda = {
  class_name: 'Lambda',
  config: {
    name: 'twice',
    trainable: true,
    function: { class_name: '__tuple__', items: [CODE, null, null] },
    function_type: 'lambda',
    module: '__main__',
  },
}
const dense = { class_name: 'Dense', config: { name: 'dense', trainable: true, units: 1 } }
const sequential = (name: string, ...layers: object[]): object => ({
  class_name: 'Sequential',
  config: { name, layers },
})
const node = (path: string, identifier: string, metadata: object | string, id = 1): Uint8Array => {
  const json = typeof metadata === 'string' ? metadata : JSON.stringify(metadata)
  return field(1, message(field(2, id), field(3, path), field(4, identifier), field(5, json)))
}
const LAYER = '_tf_keras_layer'
const plain = message(
  node('root', '_tf_keras_sequential', sequential('model', lambda, dense), 0),
  node('root.layer-0', LAYER, lambda),
  node('root.layer_with_weights-0', LAYER, dense),
  node('root.keras_api.metrics.0', '_tf_keras_metric', {
    class_name: 'Mean',
    config: { name: 'loss' },
  }),
)

function input(bytes: Uint8Array, name = 'keras_metadata.pb'): Input {
  const file = { path: name, source: bytesSource(bytes), at: fileLocation(name, bytes.length) }
  return { name, isFolder: false, files: [file], main: file, head: bytes.subarray(0, 4096) }
}

function read(bytes: Uint8Array): ModelPart[] {
  return [...kerasMetadata.parts(input(bytes), TOOLS)]
}

function layers(parts: readonly ModelPart[]): unknown[] {
  return parts.flatMap((part) =>
    part.kind === 'layer' ? [[part.layer.id, part.layer.className, part.layer.parent]] : [],
  )
}

function slots(parts: readonly ModelPart[]): FunctionSlot[] {
  return parts.flatMap((part) => (part.kind === 'function' ? [part.slot] : []))
}

function codeHashes(parts: readonly ModelPart[]): string[] {
  const hashes = slots(parts).flatMap(({ value }) =>
    value.kind === 'bytecode' ? [sha256Hex(value.bytes)] : [],
  )
  return [...new Set(hashes)]
}

function problems(parts: readonly ModelPart[]): string[] {
  return parts.flatMap((part) => (part.kind === 'problem' ? [part.problem.message] : []))
}

function oddities(parts: readonly ModelPart[]): string[] {
  return parts.flatMap((part) => (part.kind === 'oddity' ? [part.oddity.what] : []))
}

describe('what it is', () => {
  test.each([
    ['metadata', plain, true],
    ['metadata with CR LF', withCarriageReturns(plain), true],
    ['metadata of a node without a name', field(1, field(5, '{"class_name":"X"}')), true],
    ['a SentencePiece model', field(1, message(field(1, '<unk>'), field(3, 2))), false],
    ['a frozen graph', field(1, message(field(1, 'x'), field(2, 'Placeholder'))), false],
    ['a JSON text', new TextEncoder().encode('{"class_name":"Sequential"}'), false],
    ['nothing', new Uint8Array(0), false],
  ])('%s is told by its first bytes', (_, bytes, expected) => {
    expect(kerasMetadata.matches(input(bytes, 'x'))).toBe(expected)
  })
})

describe('objects', () => {
  test('the model gives the layers, and a Lambda that stands again is the same layer’s', () => {
    const parts = read(plain)
    expect(problems(parts)).toEqual([])
    expect(layers(parts)).toEqual([
      ['twice', 'Lambda', null],
      ['dense', 'Dense', null],
    ])
    expect(slots(parts).map(({ layer, slot }) => [layer, slot])).toEqual([
      ['twice', 'function'],
      ['twice', 'function'],
    ])
    expect(codeHashes(parts)).toEqual([CODE_SHA256])
    expect(slots(parts).map(({ at }) => locationText(at.slice(0, 3)))).toEqual([
      'keras_metadata.pb › root › config.layers[0].config.function.items[0]',
      'keras_metadata.pb › root.layer-0 › config.function.items[0]',
    ])
  })

  test('a location leads to the bytes: the text of the code stands where it says', () => {
    for (const { at } of slots(read(plain))) {
      const [, object, value] = at
      const start = (object?.offset ?? 0) + (value?.offset ?? 0)
      const text = new TextDecoder().decode(plain.subarray(start, start + (value?.length ?? 0)))
      expect(JSON.parse(text)).toBe(CODE)
    }
  })

  test('each text is kept once, under its path', () => {
    const texts = read(plain).flatMap((part) => (part.kind === 'content' ? [part.content] : []))
    expect(texts.map(({ name }) => name)).toEqual([
      'root',
      'root.layer-0',
      'root.layer_with_weights-0',
      'root.keras_api.metrics.0',
    ])
    expect(texts[1]?.at).toEqual(
      rangeWithin(fileLocation('keras_metadata.pb', plain.length), {
        kind: 'value',
        name: 'root.layer-0',
        offset: texts[1]?.at[1]?.offset ?? 0,
        length: JSON.stringify(lambda).length,
      }),
    )
  })

  test('objects inside a nested model are the layers inside it', () => {
    const inner = sequential('encoder', lambda)
    const parts = read(
      message(
        node('root', '_tf_keras_sequential', sequential('model', inner, lambda), 0),
        node('root.layer-0', '_tf_keras_sequential', inner),
        node('root.layer-0.layer-0', LAYER, lambda),
        node('root.layer-1', LAYER, lambda),
      ),
    )
    const owners = slots(parts).map(({ layer, at }) => [layer, at[1]?.name])
    expect(owners).toEqual([
      ['encoder/twice', 'root'],
      ['twice', 'root'],
      ['encoder/twice', 'root.layer-0'],
      ['encoder/twice', 'root.layer-0.layer-0'],
      ['twice', 'root.layer-1'],
    ])
  })

  test('a model that does not list its layers has those that are saved as objects', () => {
    const subclassed = { class_name: 'MyModel', config: { name: 'mine' } }
    const block = { class_name: 'MyBlock', config: { name: 'block', trainable: true } }
    const parts = read(
      message(
        node('root', '_tf_keras_model', subclassed, 0),
        node('root.block', LAYER, block),
        node('root.block.first', LAYER, lambda),
        node('root.other', LAYER, lambda),
        node('root.head', '_tf_keras_sequential', sequential('head', dense)),
        node('root.head.layer-0', LAYER, dense),
      ),
    )
    expect(layers(parts)).toEqual([
      ['block', 'MyBlock', null],
      ['block/twice', 'Lambda', 'block'],
      ['twice', 'Lambda', null],
      ['head', 'Sequential', null],
      ['head/dense', 'Dense', 'head'],
    ])
    expect(slots(parts).map(({ layer }) => layer)).toEqual(['block/twice', 'twice'])
  })

  test('a second copy of the configuration is searched, and gives no second layers', () => {
    const { class_name, config } = {
      class_name: 'Sequential',
      config: { name: 'm', layers: [dense] },
    }
    const model_config = sequential('m', lambda)
    const parts = read(
      node('root', '_tf_keras_sequential', { class_name, config, model_config }, 0),
    )
    expect(layers(parts)).toEqual([['dense', 'Dense', null]])
    expect(codeHashes(parts)).toEqual([CODE_SHA256])
  })

  test('of two objects with the number of the model the last gives the layers, and both are searched', () => {
    const first = node('root', '_tf_keras_sequential', sequential('shown', lambda), 0)
    const last = node('root', '_tf_keras_sequential', sequential('taken', dense), 0)
    const parts = read(message(first, last))
    expect(layers(parts)).toEqual([['dense', 'Dense', null]])
    expect(codeHashes(parts)).toEqual([CODE_SHA256])
    expect(oddities(parts)).toEqual(['several-configs'])
  })

  test('an object whose text is no JSON is told, and the others are read', () => {
    const parts = read(message(node('root.x', LAYER, '{"class_name": '), plain))
    expect(problems(parts).join()).toContain('the configuration of root.x is not JSON')
    expect(codeHashes(parts)).toEqual([CODE_SHA256])
  })
})

describe('damage', () => {
  test('line feeds that became CR LF are put back', () => {
    const parts = read(withCarriageReturns(plain))
    expect(problems(parts)).toEqual([])
    expect(oddities(parts)).toEqual(['line-ending-damage'])
    expect(layers(parts)).toEqual(layers(read(plain)))
    expect(slots(parts)[0]?.at[1]).toMatchObject({ via: 'repaired' })
  })

  test('CR LF in the texts that became LF are put back', () => {
    const pretty = JSON.stringify(sequential('model', lambda), null, 2).replaceAll('\n', '\r\n')
    const whole = message(
      node('root', '_tf_keras_sequential', pretty, 0),
      node('root.layer-0', LAYER, JSON.stringify(lambda, null, 2).replaceAll('\n', '\r\n')),
    )
    const damaged = whole.filter((byte, at) => byte !== 13 || whole[at + 1] !== 10)
    const parts = read(damaged)
    expect(problems(parts)).toEqual([])
    expect(oddities(parts)).toEqual(['line-ending-damage'])
    expect(layers(parts)).toEqual([['twice', 'Lambda', null]])
    const [repaired] = parts.flatMap((part) =>
      part.kind === 'content' ? [part.content.bytes] : [],
    )
    expect(repaired).toEqual(whole)
  })

  test('a file that is cut keeps the objects before the cut, and is not complete', () => {
    const parts = read(plain.subarray(0, plain.length - 10))
    expect(layers(parts)).toHaveLength(2)
    expect(problems(parts).length).toBeGreaterThan(0)
  })

  test('code in an object that is cut is found by its text', () => {
    const root = node('root', '_tf_keras_sequential', sequential('model', lambda, dense), 0)
    const parts = read(root.subarray(0, root.length - 5))
    expect(problems(parts).length).toBeGreaterThan(0)
    expect(codeHashes(parts)).toEqual([CODE_SHA256])
  })

  test('code in a file of which no object can be read is found by its text', () => {
    const rubble = new TextEncoder().encode(`\0\x01"function": ["${CODE.replaceAll('\n', '\\n')}"`)
    const parts = read(rubble)
    expect(codeHashes(parts)).toEqual([CODE_SHA256])
    const [slot] = slots(parts)
    const [, value] = slot?.at ?? []
    expect(
      new TextDecoder().decode(rubble.subarray(value?.offset ?? 0)).startsWith('4wEAAAA'),
    ).toBe(true)
  })

  test('cut at every length it is read without an error', () => {
    for (let length = 0; length < plain.length; length += 1)
      expect(() => read(plain.slice(0, length))).not.toThrow()
  })

  test('a cut file is never without a problem, but where an object ends', () => {
    const lengths = Array.from({ length: plain.length - 1 }, (_, index) => index + 1)
    const whole = lengths.filter((length) => problems(read(plain.slice(0, length))).length === 0)
    expect(whole).toHaveLength(3)
  })

  test('with any byte flipped it is read without an error', () => {
    for (let at = 0; at < plain.length; at += 1)
      for (const mask of [0x01, 0x80, 0xff]) {
        const flipped = plain.map((byte, index) => (index === at ? byte ^ mask : byte))
        expect(() => read(flipped)).not.toThrow()
      }
  })

  test('a megabyte of open braces and quotes is scanned in time', () => {
    const began = performance.now()
    for (const unit of ['{', '{"', '"\\', '4w', '{"a":{}', 'Y4\\n'])
      read(new TextEncoder().encode(`\0${unit.repeat(500_000)}`))
    expect(performance.now() - began).toBeLessThan(10_000)
  })
})

function withCarriageReturns(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([...bytes].flatMap((byte) => (byte === 10 ? [13, 10] : [byte])))
}

test.each(readdirSync(FIXTURES).filter((name) => name.endsWith('.pb')))(
  '%s, which TensorFlow 2.10 wrote, is read whole',
  (name) => {
    const parts = read(new Uint8Array(readFileSync(join(FIXTURES, name))))
    expect(problems(parts)).toEqual([])
    expect(layers(parts).length).toBeGreaterThan(0)
    expect(slots(parts).every(({ layer }) => layer !== null)).toBe(true)
  },
)
