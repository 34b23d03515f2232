import { readFileSync } from 'node:fs'
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { byteSource, bytesSource, type ByteSource } from '../../bytes/ByteSource.ts'
import { fileLocation, locationText } from '../../model/Location.ts'
import type { ModelPart } from '../../model/ModelPart.ts'
import { pickleParts } from './pickleParts.ts'
import { torchTarParts } from './torchTar.ts'

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const u32 = (value: number) =>
  String.fromCharCode(value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24)
const bytes = (value: string) => `B${u32(value.length)}${value}`
const short = (value: string) => `\x8c${String.fromCharCode(value.length)}${value}`
const PROTO = '\x80\x04'
const PAYLOAD = `${PROTO}${short('os')}${short('system')}\x93.`

function partsOf(source: ByteSource): readonly ModelPart[] {
  return [...pickleParts({ path: 'm.pkl', source, at: fileLocation('m.pkl', source.size) })]
}

/** What each part is and where it lies in the file. */
function told(content: string): readonly string[] {
  return partsOf(bytesSource(latin1(content))).flatMap((part) => {
    if (part.kind === 'function') {
      const { value, at } = part.slot
      return [`${value.kind === 'bytecode' ? value.machine : value.kind}: ${locationText(at)}`]
    }
    if (part.kind === 'file') return [`file: ${locationText(part.file.at)}`]
    if (part.kind === 'problem') return [`${part.problem.kind}: ${part.problem.message}`]
    return []
  })
}

test('a pickle in bytes has its range in the stream', () => {
  const parts = partsOf(bytesSource(latin1(`${PROTO}${bytes(PAYLOAD)}.`)))
  const [, inner] = parts.filter((part) => part.kind === 'function')
  expect(inner?.kind === 'function' && inner.slot.at.slice(1)).toEqual([
    { kind: 'payload', name: 'pickle', offset: 0, length: 8 + PAYLOAD.length, via: 'same' },
    { kind: 'value', name: 'constant at byte 7', offset: 7, length: PAYLOAD.length, via: 'same' },
    { kind: 'payload', name: 'pickle', offset: 0, length: PAYLOAD.length, via: 'same' },
  ])
})

test('an archive in bytes is a file of its own', () => {
  const archive = Buffer.from(zipSync({ 'config.json': latin1('{}') })).toString('latin1')
  expect(told(`${PROTO}${bytes(archive)}.`)).toEqual([
    'pickle: m.pkl › pickle',
    'file: m.pkl › pickle › constant at byte 7',
  ])
})

test('pickles nest to a limit that is told', () => {
  let content = PAYLOAD
  for (let level = 0; level < 12; level++) content = `${PROTO}${bytes(content)}.`
  const parts = told(content)
  expect(parts.filter((part) => part.startsWith('pickle'))).toHaveLength(9)
  expect(parts.at(-1)).toBe('limit: a pickle lies deeper than 8 pickles; it was not examined')
})

test('more files than the limit in one pickle are told', () => {
  const content = `${PROTO}](${bytes(PAYLOAD).repeat(600)}e.`
  expect(told(content).at(-1)).toMatch(/^limit: over 500 files, pickles and functions/)
})

test('more pickles in a row than the limit are told', () => {
  expect(told(PAYLOAD.repeat(1_002)).at(-1)).toMatch(/^limit: m.pkl: only the first 1000 pickles/)
})

test('data behind a STOP that happens to begin like opcodes is no pickle', () => {
  expect(told(`${PAYLOAD}NNN\0\0`)).toEqual(['pickle: m.pkl › pickle'])
})

test('a pickle of which not all is read is a limit', () => {
  const huge = latin1(`${PROTO}\x8e\xff\xff\xff\x7f\0\0\0\0`)
  const source = byteSource(3 * 1024 ** 3, (offset, length) => {
    const window = new Uint8Array(length)
    window.set(huge.subarray(offset, offset + length))
    return window
  })
  const kinds = partsOf(source).flatMap((part) =>
    part.kind === 'problem' ? [part.problem.kind] : [],
  )
  expect(kinds).toEqual(['limit'])
})

test('a file of joblib’s larger than all windows is followed past its arrays', () => {
  const values = 1024 ** 3 // bytes, eight to each number
  const state = [
    `}(${short('dtype')}cnumpy\ndtype\n(${short('f8')}\x89\x88tR`,
    `${short('shape')}(J${u32(values / 8)}t${short('allow_mmap')}\x88u`,
  ].join('')
  const head = latin1(`${PROTO}](cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\x81${state}b`)
  const tail = latin1(`${short('os')}${short('system')}\x93e.`)
  const at = head.length + values
  const source = byteSource(at + tail.length, (offset, length) => {
    const window = new Uint8Array(length)
    if (offset < head.length) window.set(head.subarray(offset, offset + length))
    if (offset + length > at)
      window.set(tail.subarray(Math.max(0, offset - at)), Math.max(0, at - offset))
    return window
  })
  const [pickle] = partsOf(source)
  expect(pickle).toMatchObject({
    slot: {
      value: { bytes: { length: head.length + tail.length } },
      at: [{}, { via: 'repaired' }],
    },
  })
})

const FIXTURES = [
  ...['linear.joblib', 'words.joblib', 'cloudpickle-lambda.pkl', 'dill-function.pkl'],
  ...['state-legacy.pt', 'h5-dict.pkl'],
]

/** A small generator of its own, so that every run cuts and flips the same. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state / 2 ** 32
  }
}

test.each(FIXTURES)('%s, cut and flipped, never throws and ends soon', (name) => {
  const original = new Uint8Array(
    readFileSync(new URL(`../../formats/pickle/fixtures/${name}`, import.meta.url)),
  )
  const random = numbers(7)
  const next = (below: number) => Math.floor((random.next().value ?? 0) * below)
  for (let mutant = 0; mutant < 150; mutant++) {
    const changed = original.slice(0, mutant % 3 === 0 ? next(original.length) : original.length)
    for (let flips = next(4); flips >= 0; flips--) changed[next(changed.length)] = next(256)
    const start = performance.now()
    partsOf(bytesSource(changed))
    expect(performance.now() - start).toBeLessThan(1_000)
  }
})

test('the files of a PyTorch tar archive, cut and flipped, never throw', () => {
  const whole = readFileSync(
    new URL('../../formats/tar-archive/fixtures/torch.tar', import.meta.url),
  )
  const start = whole.indexOf('storages')
  const original = new Uint8Array(whole.subarray(start + 512, start + 1024))
  const random = numbers(9)
  const next = (below: number) => Math.floor((random.next().value ?? 0) * below)
  for (let mutant = 0; mutant < 300; mutant++) {
    const changed = original.slice(0, 1 + next(original.length - 1))
    changed[next(changed.length)] = next(256)
    for (const path of ['storages', 'tensors'])
      expect([
        ...torchTarParts({ path, source: bytesSource(changed), at: fileLocation(path, 1) }),
      ]).toBeDefined()
  }
})
