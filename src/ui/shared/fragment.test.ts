import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PLAIN_VIEW } from './codeView.ts'
import { isSameFile, NO_ADDRESS, parseFragment, toFragment, type Address } from './fragment.ts'

const HASH = '9f3c'.repeat(16)
const HUB = {
  kind: 'hub',
  repo: 'org/name',
  commit: '01ab'.repeat(10),
  path: 'sub/m 1.h5',
} as const

test('an address comes back from its fragment as it was', () => {
  const addresses: readonly Address[] = [
    { ...NO_ADDRESS, sha256: HASH },
    {
      ...NO_ADDRESS,
      source: HUB,
      sha256: HASH,
      size: 3_000_000_000,
      target: { kind: 'finding', id: 'KER-001@0123456789ab.2' },
      view: { tab: 'disassembly', reread: { code: 'code-1', python: '3.9' } },
      tab: 'hex',
      rules: 'q83vASNFZ4mrze_-',
      compare: { ...HUB, commit: '02ab'.repeat(10) },
      others: [['later', 'a&b=c#d']],
    },
    {
      ...NO_ADDRESS,
      name: 'мой model & co + \u202e<b>.h5',
      size: 0,
      target: { kind: 'layer', id: 'a:b/__proto__#2' },
      view: { tab: null, reread: { code: 'a:b', python: '3.14' } },
      tab: 'yara',
      others: [
        ['__proto__', 'x'],
        ['constructor', '<script>'],
      ],
    },
    {
      ...NO_ADDRESS,
      source: { kind: 'web', url: 'https://example.com/m.h5?rev=1' },
      target: {
        kind: 'location',
        location: [
          { kind: 'file', name: 'm.h5', offset: 0, length: 12_437_112, via: 'same' },
          { kind: 'attribute', name: '<img>\u202e&#', offset: null, length: 40, via: 'same' },
          { kind: 'payload', name: 'code', offset: 0, length: 20, via: 'base64' },
        ],
      },
    },
  ]
  for (const address of addresses) expect(parseFragment(toFragment(address))).toEqual(address)
})

test('a link of the Hub is read by people: slashes and colons stand as they are', () => {
  const fragment = toFragment({ ...NO_ADDRESS, source: HUB, sha256: HASH, size: 12 })
  expect(fragment).toBe(
    `#v=1&src=hf:models/org/name@${HUB.commit}/sub/m+1.h5&sha256=${HASH}&size=12`,
  )
})

test('a fragment without a file is no address', () => {
  for (const text of [
    '',
    '#',
    '#v=1',
    '#sel=layer:a',
    '#h=',
    '#name=',
    `#name=${'x'.repeat(70_000)}`,
  ])
    expect(parseFragment(text)).toBeNull()
})

test('links of before version 1 still open', () => {
  expect(parseFragment(`#h=${HASH}&s=layer%3Adense&v=source&py=3.9%3Acode-1&t=yara`)).toEqual({
    ...NO_ADDRESS,
    sha256: HASH,
    target: { kind: 'layer', id: 'dense' },
    view: { tab: 'source', reread: { code: 'code-1', python: '3.9' } },
    tab: 'yara',
  })
  expect(parseFragment('#h=model.h5')).toEqual({ ...NO_ADDRESS, name: 'model.h5' })
})

test('what is wrong is left out, and the rest is kept', () => {
  const wrong: Readonly<Record<string, string>> = {
    src: 'javascript:alert(1)',
    size: '-1',
    sel: 'nothing:a',
    view: 'x'.repeat(200),
    py: '9.9:code-1',
    tab: '../x',
    y: '<img>',
    cmp: 'hf:models/a@main/b',
  }
  for (const [key, value] of Object.entries(wrong)) {
    const fields = new URLSearchParams({ v: '1', sha256: HASH, [key]: value })
    expect(parseFragment(`#${fields.toString()}`)).toEqual({ ...NO_ADDRESS, sha256: HASH })
  }
})

test('a damaged target is left out', () => {
  for (const sel of [
    'layer:',
    'at:',
    'at:{}',
    'at:[]',
    'at:[[0,"a",-1,5,0]]',
    'at:[[99,"a",0,5,0]]',
    'at:[[0,"a",0,1e400,0]]',
    'at:[[0,{},0,1,0]]',
    `at:[${Array(33).fill('[0,"a",0,1,0]').join(',')}]`,
    `finding:${'x'.repeat(9_000)}`,
  ]) {
    const fields = new URLSearchParams({ v: '1', sha256: HASH, sel })
    expect(parseFragment(`#${fields.toString()}`)?.target).toBeNull()
  }
})

test('of a damaged view the rest is kept: no version that cannot be read, no code without a name', () => {
  for (const py of ['9.9:code-1', '3.9', '3.9:', ':code-1', `3.9:${'x'.repeat(200)}`]) {
    const fields = new URLSearchParams({ sha256: HASH, view: 'source', py })
    expect(parseFragment(`#${fields.toString()}`)?.view).toEqual({ tab: 'source', reread: null })
  }
})

test('two links mean the same file by where it lies and what it is, not by what is chosen in it', () => {
  const one = { ...NO_ADDRESS, source: HUB, sha256: HASH }
  expect(isSameFile(one, { ...one, tab: 'yara', view: { ...PLAIN_VIEW, tab: 'source' } })).toBe(
    true,
  )
  expect(isSameFile(one, { ...one, sha256: null })).toBe(false)
})

const KEYS = ['v', 'h', 's', 't', 'src', 'sha256', 'size', 'name', 'sel', 'view', 'py', 'tab', 'y']
const HOSTILE = ['__proto__', 'toString', '<img src=x onerror=alert(1)>', '\u202e', '\ud800', HASH]
const anyValue = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(...HOSTILE, 'at:[[0,"a",0,1,0]]', `hf:models/a/b@${HUB.commit}/c`, '1'),
  fc.json().map((json) => `at:${json}`),
)
const anyFields = fc.array(
  fc.tuple(fc.oneof(fc.constantFrom(...KEYS, ...HOSTILE), fc.string()), anyValue),
)

test('whatever a fragment holds: no error, and what was read comes back from what is written', () => {
  const holds = (text: string): void => {
    const address = parseFragment(text)
    if (address === null) return
    const written = toFragment(address)
    const again = parseFragment(written)
    expect(again).toEqual(address)
    expect(again === null ? '' : toFragment(again)).toBe(written)
    expect(written).toMatch(/^#[\w.*+%/:@,=&-]*$/u)
  }
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => holds(`#${text}`)))
  fc.assert(
    fc.property(anyFields, (fields) => holds(`#${new URLSearchParams(fields).toString()}`)),
    { numRuns: 2_000 },
  )
})
