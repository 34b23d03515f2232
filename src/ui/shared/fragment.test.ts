import { expect, test } from 'vitest'
import { PLAIN_VIEW } from './codeView.ts'
import { parseFragment, toFragment, type Address } from './fragment.ts'

const HASH = '9f3c'.repeat(16)

test('an address comes back from its fragment as it was', () => {
  const addresses: readonly Address[] = [
    { file: HASH, target: null, view: PLAIN_VIEW, tab: null },
    {
      file: HASH,
      target: { kind: 'finding', id: 'KER-001@0123456789ab.2' },
      view: { ...PLAIN_VIEW, tab: 'disassembly', code: 'code-1', python: '3.9' },
      tab: 'hex',
    },
    {
      file: 'мой model & co.h5',
      target: { kind: 'layer', id: 'a:b/__proto__#2' },
      view: {
        ...PLAIN_VIEW,
        code: 'code-2',
        stage: 'stage-3',
        at: { offset: 0, length: 12 },
      },
      tab: 'yara',
    },
    {
      file: HASH,
      target: {
        kind: 'location',
        location: [
          { kind: 'file', name: 'm.h5', offset: 0, length: 12_437_112, via: 'same' },
          { kind: 'attribute', name: '<img>\u202e&#', offset: null, length: 40, via: 'same' },
          { kind: 'payload', name: 'code', offset: 0, length: 20, via: 'base64' },
        ],
      },
      view: PLAIN_VIEW,
      tab: null,
    },
  ]
  for (const address of addresses) expect(parseFragment(toFragment(address))).toEqual(address)
})

test('a fragment without a file is no address', () => {
  for (const text of ['', '#', '#s=layer:a', '#h=', `#h=${'x'.repeat(20_000)}`])
    expect(parseFragment(text)).toBeNull()
})

test('a damaged target is left out', () => {
  const bad = [
    'nothing:a',
    'layer:',
    'at:',
    'at:{}',
    'at:[]',
    'at:[[0,"a",-1,5,0]]',
    'at:[[99,"a",0,5,0]]',
    'at:[[0,"a",0,1e400,0]]',
    'at:[[0,{},0,1,0]]',
    `at:[${Array(33).fill('[0,"a",0,1,0]').join(',')}]`,
  ]
  for (const s of bad) {
    const fragment = `#${new URLSearchParams({ h: HASH, s }).toString()}`
    expect(parseFragment(fragment)).toEqual({
      file: HASH,
      target: null,
      view: PLAIN_VIEW,
      tab: null,
    })
  }
})

test('of a damaged view the rest is kept: no version that cannot be read, no range below nothing', () => {
  const fields = { h: HASH, v: 'source', c: 'code-1', py: '9.9', st: 'x'.repeat(200), r: '-1+5' }
  const fragment = `#${new URLSearchParams(fields).toString()}`
  expect(parseFragment(fragment)?.view).toEqual({ ...PLAIN_VIEW, tab: 'source', code: 'code-1' })
})
