import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { loadHdf5 } from '../../../wasm/hdf5/hdf5.ts'
import { bytesSource } from '../../bytes/ByteSource.ts'
import { fileLocation, type Location } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { HEAD_BYTES, type Input } from '../Format.ts'
import { kerasHdf5 } from './keras-hdf5.ts'

const hdf5 = await loadHdf5()

describe('a model', () => {
  const parts = partsOf('sequential.h5')

  test('tells its versions, and where they stand', () => {
    expect(facts(parts)).toEqual(
      expect.arrayContaining(['keras_version 2.10.0', 'backend tensorflow']),
    )
    expect(facts(parts)).toContain('format_detail HDF5, superblock 0')
  })

  test('gives its configurations as parts whose bytes are those in the file', () => {
    const bytes = fixture('sequential.h5')
    const found = parts.filter((part) => part.kind === 'content').map(({ content }) => content)
    expect(found.map(({ name }) => name)).toEqual(['model_config', 'training_config'])
    for (const content of found) {
      const window = content.at.at(-1)
      const offset = window?.offset ?? -1
      expect(window?.via).toBe('same')
      expect(content.bytes).toEqual(
        new Uint8Array(bytes.subarray(offset, offset + content.bytes.length)),
      )
    }
  })

  test('has its layers, and no oddity', () => {
    expect(layers(parts)).toEqual(['input_1', 'dense'])
    expect(oddities(parts)).toEqual([])
    expect(problems(parts)).toEqual([])
  })

  test('lists its weights in the details, and where their values are', () => {
    const tensors = detailsOf('sequential.h5').filter((part) => part.kind === 'tensor')
    expect(tensors.map(({ tensor }) => [tensor.name, tensor.dtype, tensor.shape])).toEqual([
      ['model_weights/dense/dense/bias:0', 'float32', [3]],
      ['model_weights/dense/dense/kernel:0', 'float32', [4, 3]],
    ])
    const [, kernel] = tensors
    const offset = kernel?.tensor.at.at(-1)?.offset ?? 0
    expect(new DataView(fixture('sequential.h5').buffer).getFloat32(offset + 20, true)).toBe(5)
    expect(kernel?.tensor.storedBytes).toBe(48)
  })
})

test('the layers are the same however the configuration is stored, with the library and without', () => {
  const ways = ['superblock-2', 'superblock-3', 'userblock', 'fixed-length', 'dense-attributes']
  const more = ['continuation', 'committed-type', 'array-of-one', 'shared-messages', 'shared-dense']
  for (const way of [...ways, ...more]) {
    for (const library of [hdf5, null]) {
      const parts = partsOf(`${way}.h5`, library)
      expect([way, layers(parts)]).toEqual([way, ['input_1', 'dense']])
      expect(problems(parts)).toEqual([])
    }
  }
})

test('weights alone say that the architecture is elsewhere, and which groups are called Lambda', () => {
  const parts = partsOf('weights-only.h5')
  expect(facts(parts)).toContain('format_detail weights only')
  expect(notes(parts)).toEqual([
    'weights-only.h5 holds weights only: the architecture is not in it',
    'weights-only.h5 has groups called lambda_1: the code of such Lambda layers is not in it',
  ])
})

test('the weights of a .keras file have their architecture beside them', () => {
  const outer: Location = fileLocation('model.keras', 10_000)
  const member = { kind: 'member', name: 'model.weights.h5', offset: 0, length: 1 } as const
  const input = inputOf('keras-3.weights.h5', [...outer, { ...member, via: 'same' }])
  expect(kerasHdf5.matches(input)).toBe(true)
  expect(notes([...kerasHdf5.parts(input, { hdf5 })])).toEqual([])
})

test('files of Keras 1, lists of names in pieces, and weights of Keras 3 are known by their content', () => {
  for (const name of ['keras-1.h5', 'split-names.h5', 'keras-3.weights.h5'])
    expect(kerasHdf5.matches(inputOf(name))).toBe(true)
})

test('an HDF5 file that Keras did not write, or no HDF5 file, is not taken', () => {
  expect(kerasHdf5.matches(inputOf('../../hdf5/fixtures/types.h5'))).toBe(false)
  expect(kerasHdf5.matches(inputOf('../keras-hdf5.ts'))).toBe(false)
})

describe('a hidden configuration', () => {
  test('in the root is found for the first verdict, its layers kept apart', () => {
    const parts = partsOf('two-configs.h5')
    expect(oddities(parts)).toEqual([
      "several-configs another is a model's configuration too, where no loader looks for one",
    ])
    expect(layers(parts)).toEqual(['input_1', 'dense', 'another/input_1', 'another/dense'])
  })

  test('in any other group is found in the details', () => {
    expect(oddities(detailsOf('two-configs.h5'))).toEqual([
      "several-configs aside/model_config is a model's configuration too, where no loader looks for one",
    ])
  })

  test('behind the end of the text is said to be there', () => {
    expect(oddities(partsOf('nul-in-text.h5'))).toEqual([
      'json-oddity more text stands behind the byte 0 that ends model_config',
    ])
  })
})

test('opaque bytes in the root are a file of their own', () => {
  const [part] = partsOf('opaque.h5').filter(({ kind }) => kind === 'file')
  expect(part?.kind === 'file' && part.file.path).toBe('notes')
  expect(part?.kind === 'file' && part.file.source.read(0, 2)).toEqual(Uint8Array.of(0x80, 2))
  expect(oddities(detailsOf('opaque.h5'))).toEqual(['opaque-dataset notes holds 33 opaque bytes'])
})

test('what stands before and behind the HDF5 data is shown', () => {
  expect(oddities(partsOf('userblock.h5'))).toEqual([
    'prefix-data 512 bytes before the HDF5 data begin like a script',
    'trailing-data 19 bytes behind the HDF5 data',
  ])
})

test('links and values in other files are found in the details', () => {
  expect(oddities(detailsOf('links.h5')).toSorted()).toEqual([
    'external-link model_weights/dense/away is a link to /secret in the file other.h5',
    'external-storage the values of model_weights/dense/outside are in other files: /etc/hostname',
    'soft-link model_weights/dense/soft is a soft link to /model_weights/dense/dense/bias:0',
  ])
})

test('a cut file gives its configuration all the same, and says that it is cut', () => {
  const bytes = fixture('sequential.h5').subarray(0, 12_000)
  const parts = [...kerasHdf5.parts(inputOfBytes('cut.h5', bytes), { hdf5 })]
  expect(layers(parts)).toEqual(['input_1', 'dense'])
  expect(problems(parts)).toEqual([
    'malformed the HDF5 library cannot open the file: truncated file: eof = 12000, sblock->base_addr = 0, stored_eof = 12472',
    'malformed the file has 12000 bytes; its superblock says 12472',
  ])
})

test('a text that a loader reads otherwise than it stands there is a problem, and both are read', () => {
  const other = {
    open: () => ({
      attributeNames: () => ['model_config'],
      attribute: () => ({ kind: 'texts', texts: [new TextEncoder().encode('{}')] }) as const,
      close: () => undefined,
    }),
  }
  const parts = partsOf('fixed-length.h5', other)
  expect(parts.filter(({ kind }) => kind === 'content')).toHaveLength(2)
  expect(oddities(parts)).toEqual([
    "several-configs model_config is a model's configuration too, where no loader looks for one",
  ])
  expect(problems(parts)).toEqual([
    'malformed a loader reads another model_config than the one that stands in the structure',
  ])
})

function partsOf(name: string, library: typeof hdf5 | null = hdf5): readonly ModelPart[] {
  return [...kerasHdf5.parts(inputOf(name), { hdf5: library })]
}

function detailsOf(name: string): readonly ModelPart[] {
  return [...(kerasHdf5.details?.(inputOf(name), { hdf5: null }) ?? [])]
}

function inputOf(name: string, at?: Location): Input {
  return inputOfBytes(name, fixture(name), at)
}

function inputOfBytes(name: string, bytes: Uint8Array, at?: Location): Input {
  const source = bytesSource(bytes)
  const main = { path: name, source, at: at ?? fileLocation(name, bytes.length) }
  return { name, isFolder: false, files: [main], main, head: bytes.subarray(0, HEAD_BYTES) }
}

function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(join(import.meta.dirname, 'fixtures', name)))
}

function facts(parts: readonly ModelPart[]): readonly string[] {
  return parts.flatMap((part) =>
    part.kind === 'fact' ? [`${part.fact.name} ${part.fact.value}`] : [],
  )
}

function layers(parts: readonly ModelPart[]): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'layer' ? [part.layer.id] : []))
}

function notes(parts: readonly ModelPart[]): readonly string[] {
  return parts.flatMap((part) => (part.kind === 'note' ? [part.text] : []))
}

function oddities(parts: readonly ModelPart[]): readonly string[] {
  return parts.flatMap((part) =>
    part.kind === 'oddity' ? [`${part.oddity.what} ${part.oddity.detail}`] : [],
  )
}

function problems(parts: readonly ModelPart[]): readonly string[] {
  return parts.flatMap((part) =>
    part.kind === 'problem' ? [`${part.problem.kind} ${part.problem.message}`] : [],
  )
}
