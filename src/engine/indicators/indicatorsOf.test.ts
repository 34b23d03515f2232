import { expect, test } from 'vitest'
import { reference, sampleCode, sampleLocation, sampleModel } from '../detectors/sample.ts'
import type { Stage } from '../model/Listing.ts'
import { locationText } from '../model/Location.ts'
import { indicatorsOf } from './indicatorsOf.ts'

const told = (...given: Parameters<typeof indicatorsOf>): readonly string[] =>
  indicatorsOf(...given).map(({ kind, text, count }) => `${kind} ${text} ${count}`)

test('constants of code are told with their bytes, and the path of its author is not', () => {
  const strings = [
    { text: 'http://example.test/x', offset: 50, length: 21 },
    { text: '/home/author/train.py', offset: 80, length: 21 },
  ]
  const code = sampleCode({ strings })
  const filename = '/home/author/train.py'
  const [url, ...others] = indicatorsOf(
    sampleModel({ code: [{ ...code, code: { ...code.code, filename } }] }),
  )
  expect(others).toEqual([])
  expect(url).toMatchObject({ kind: 'url', text: 'http://example.test/x', count: 1 })
  expect(url?.locations[0]?.at(-1)).toEqual({
    ...{ kind: 'range', name: 'constant', offset: 50, length: 21, via: 'same' },
  })
})

test('what is given to a shell is a command whatever it looks like, and an endpoint has its port', () => {
  const references = [
    reference('os.system', 'import', ["'frobnicate'"]),
    reference('subprocess.Popen', 'import', ["['calc', 'now']"]),
    reference('m.run', 'local', ["'frobnicate all'"]),
    reference('s.connect', 'local', ["('192.0.2.1', 4444)"]),
  ]
  expect(told(sampleModel({ code: [sampleCode({ references })] }))).toEqual([
    'ip-address 192.0.2.1 1',
    'ip-address 192.0.2.1:4444 1',
    'command frobnicate 1',
    'command calc now 1',
  ])
})

test('hidden source, default arguments, operands and ways out are searched', () => {
  const step = { operation: 'base64', inputSha256: '00', inputBytes: 1, outputBytes: 1 }
  const stage: Stage = {
    ...{ id: 'stage-2', parent: null, title: 'base64 → source', steps: [step] },
    ...{ offset: 1, length: 2 },
    result: {
      ...{ kind: 'text', language: 'python', references: [] },
      text: "import os.path\nget('c2.example.com')  # http://example.test/why",
    },
  }
  const code = sampleCode({ stages: [stage], uses: [{ defaults: '["/etc/shadow", 3]' }] })
  const operation = {
    ...{ op: 'WriteFile', node: 'n', graph: null, layer: null, count: 1, at: sampleLocation('n') },
    runs: 'load',
    role: null,
    operands: [
      { name: 'filename', text: '/root/x', from: 'literal' },
      { name: 'contents', text: 'ssh -i key 192.0.2.9', from: 'literal' },
      { name: 'filename', text: null, from: 'unknown' },
    ],
  } as const
  const outside = {
    what: 'vocabulary',
    ...{ target: 's3://bucket/words', key: 'vocabulary', layer: 'a' },
    ...{ layerClass: 'StringLookup', at: sampleLocation('vocabulary') },
  } as const
  const named = {
    kind: 'name',
    ...{ text: 'get_file', layer: 'a', layerClass: 'Lambda', slot: 'function', module: 'keras' },
    ...{ arguments: '["marker", "ftp://example.test/y"]', location: sampleLocation('function') },
  } as const
  const lists = { operations: [operation], outside: [outside], references: [named] }
  const model = sampleModel({ code: [code], ...lists })
  expect(told(model)).toEqual([
    'url http://example.test/why 1',
    'url ftp://example.test/y 1',
    'url s3://bucket/words 1',
    'ip-address 192.0.2.9 1',
    'domain c2.example.com 1',
    'path /etc/shadow 1',
    'path /root/x 1',
    'command ssh -i key 192.0.2.9 1',
  ])
})

test('of a configuration the bytes of the word are told, and its names are left alone', () => {
  const text = '{"name": "block/conv.io", "u": "https://example.test/"}'
  const at = sampleLocation('config.json')
  const [url, ...others] = indicatorsOf(sampleModel({}), [
    { bytes: new TextEncoder().encode(text), at },
  ])
  expect(others).toEqual([])
  const range = url?.locations[0]?.at(-1)
  expect(text.slice(range?.offset ?? 0).startsWith('https')).toBe(true)
  expect(locationText(url?.locations[0] ?? [])).toBe('model.h5 › config.json › indicator')
})

test('one that stands in many places is one, with the first places and the number of all', () => {
  const strings = Array.from({ length: 50 }, (_, index) => ({
    ...{ text: '192.0.2.1', offset: index * 20, length: 9 },
  }))
  const [one] = indicatorsOf(sampleModel({ code: [sampleCode({ strings })] }))
  expect(one?.count).toBe(50)
  expect(one?.locations).toHaveLength(20)
})

test('very many different ones are cut off', () => {
  const strings = Array.from({ length: 5_000 }, (_, index) => ({
    ...{ text: `http://example.test/${index}`, offset: 0, length: 9 },
  }))
  expect(indicatorsOf(sampleModel({ code: [sampleCode({ strings })] }))).toHaveLength(2_000)
})
