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
      view: { tab: 'disassembly', reread: { code: 'code-1', python: '3.9' } },
      tab: 'hex',
    },
    {
      file: 'мой model & co.h5',
      target: { kind: 'layer', id: 'a:b/__proto__#2' },
      view: { tab: null, reread: { code: 'a:b', python: '3.14' } },
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

test('of a damaged view the rest is kept: no version that cannot be read, no code without a name', () => {
  for (const py of ['9.9:code-1', '3.9', '3.9:', ':code-1', `3.9:${'x'.repeat(200)}`]) {
    const fragment = `#${new URLSearchParams({ h: HASH, v: 'source', py }).toString()}`
    expect(parseFragment(fragment)?.view).toEqual({ tab: 'source', reread: null })
  }
})
