import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { filesIn, problemsIn, tryFormat } from '../FormatTrial.ts'
import { base64Text } from './base64-text.ts'

test.each([
  ['model.h5.txt', 'model.h5', '\x89HDF'],
  ['pickle.txt', 'pickle', '\x80\x03co'],
])('%s is decoded, and the file in it is one of its own', (name, inner, start) => {
  const bytes = readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
  const { parts } = tryFormat(base64Text, name, new Uint8Array(bytes))
  expect(filesIn(parts).map(([path, text]) => [path, text.slice(0, 4)])).toEqual([[inner, start]])
  expect(problemsIn(parts)).toEqual([])
  expect(parts.find(({ kind }) => kind === 'file')).toMatchObject({
    file: { at: [{ kind: 'file' }, { kind: 'value', via: 'base64', length: bytes.length }] },
  })
})

test('text after the padding, and padding that is wrong, are told', () => {
  const whole = Buffer.from('\x89HDF\r\n\x1a\n0000', 'latin1').toString('base64')
  const after = new TextEncoder().encode(`${whole.slice(0, -2)}==${whole}`)
  expect(problemsIn(tryFormat(base64Text, 'a', after).parts)).toEqual([
    expect.stringMatching(/^malformed: .* characters follow the padding/),
  ])
  const cut = new TextEncoder().encode(whole.slice(0, -1))
  expect(problemsIn(tryFormat(base64Text, 'a', cut).parts)).toEqual([
    'malformed: a: the base64 text has incorrect padding',
  ])
})

test.each(['', 'iVBORw0KGgo=', 'plain text', 'iUhERg0KGgo= {"not": "base64"}'])(
  '%j is no model in base64',
  (text) => {
    expect(tryFormat(base64Text, 'a', new TextEncoder().encode(text)).matches).toBe(false)
  },
)
