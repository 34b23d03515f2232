import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { compressed } from './compressed.ts'

function fixture(name: string) {
  const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
  return tryFormat(compressed, name, new Uint8Array(bytes))
}

test.each([
  ['model.json.gz', 'model.json', '{"class_name": "'],
  ['joblib.pkl.z', 'joblib.pkl', '\x80\x02cos\nsystem\nq\0.'],
  ['zfile.pkl.z', 'zfile.pkl', '\x80\x02cos\nsystem\nq\0.'],
  ['joblib.pkl.bz2', 'joblib.pkl', '\x80\x02cos\nsystem\nq\0.'],
  ['joblib.pkl.xz', 'joblib.pkl', '\x80\x02cos\nsystem\nq\0.'],
  ['joblib.pkl.lzma', 'joblib.pkl', '\x80\x02cos\nsystem\nq\0.'],
  ['joblib.pkl.lz4', 'joblib.pkl', '\x80\x02cos\nsystem\nq\0.'],
])('%s is expanded, and what it holds is a file of its own', (name, inner, start) => {
  const { parts } = fixture(name)
  expect(filesIn(parts)).toEqual([[inner, start]])
  expect(problemsIn(parts)).toEqual([])
})

test('what is compressed twice is expanded twice', () => {
  const files = filesIn(fixture('twice.pkl.z').parts)
  expect(files).toEqual([['twice.pkl', expect.stringMatching(/^x/)]])
})

test.each(['linear.joblib.z', 'linear.joblib.xz'])('%s of joblib holds a pickle', (name) => {
  expect(filesIn(fixture(name).parts)).toEqual([
    ['linear.joblib', expect.stringMatching(/^\x80\x04\x95/)],
  ])
})

test('of a damaged file the beginning is examined, and the damage is told', () => {
  const { parts } = fixture('cut.json.gz')
  expect(problemsIn(parts)).toEqual([expect.stringMatching(/^malformed: cut\.json\.gz: /)])
})

test('two bytes that could be zlib are not enough', () => {
  expect(tryFormat(compressed, 'a', new TextEncoder().encode('x\u009c text')).matches).toBe(false)
  expect(tryFormat(compressed, 'a', new Uint8Array([0x78, 0x9c, 1, 2, 3])).matches).toBe(false)
  expect(tryFormat(compressed, 'a', new Uint8Array(0)).matches).toBe(false)
})
