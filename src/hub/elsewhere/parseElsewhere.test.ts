import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AddressError } from '../address/HubAddress.ts'
import { forShow } from './forShow.ts'
import { isNearHost } from './isNearHost.ts'
import { parseElsewhere } from './parseElsewhere.ts'

const SHA = '0123456789abcdef0123456789abcdef01234567'

test.each([
  [
    'https://github.com/o/r/blob/main/sub/model.h5',
    'https://raw.githubusercontent.com/o/r/main/sub/model.h5',
    true,
  ],
  [
    'https://github.com/o/r/blob/main/model.h5?raw=true',
    'https://raw.githubusercontent.com/o/r/main/model.h5',
    true,
  ],
  [
    'https://www.github.com/o/r/raw/v1.2/model.h5',
    'https://raw.githubusercontent.com/o/r/v1.2/model.h5',
    true,
  ],
  [
    'https://github.com/o/r/raw/refs/heads/main/a%20b.h5',
    'https://raw.githubusercontent.com/o/r/refs/heads/main/a%20b.h5',
    true,
  ],
  [
    `https://github.com/o/r/blob/${SHA}/model.h5#L3`,
    `https://raw.githubusercontent.com/o/r/${SHA}/model.h5`,
    false,
  ],
  [
    'https://raw.githubusercontent.com/o/r/main/model.h5',
    'https://raw.githubusercontent.com/o/r/main/model.h5',
    true,
  ],
  [
    `https://raw.githubusercontent.com/o/r/${SHA}/model.h5`,
    `https://raw.githubusercontent.com/o/r/${SHA}/model.h5`,
    false,
  ],
  [
    'https://media.githubusercontent.com/media/o/r/main/m.h5',
    'https://media.githubusercontent.com/media/o/r/main/m.h5',
    true,
  ],
  ['https://gitlab.com/g/s/p/-/blob/main/m.h5', 'https://gitlab.com/g/s/p/-/raw/main/m.h5', true],
  [
    'https://git.example.org/g/p/-/blob/main/m.h5?ref_type=heads',
    'https://git.example.org/g/p/-/raw/main/m.h5',
    true,
  ],
  [
    `https://gitlab.com/g/p/-/raw/${SHA}/m.h5?inline=false`,
    `https://gitlab.com/g/p/-/raw/${SHA}/m.h5?inline=false`,
    false,
  ],
  [' https://example.org/models/m.keras ', 'https://example.org/models/m.keras', false],
  [
    'https://example.org:8443/m.h5?X-Amz-Signature=1',
    'https://example.org:8443/m.h5?X-Amz-Signature=1',
    false,
  ],
  ['https://8.8.8.8/m.h5', 'https://8.8.8.8/m.h5', false],
])('%s is read at %s', (given, url, moves) => {
  expect(parseElsewhere(given)).toMatchObject({ url, moves })
})

test.each([
  ['http://example.org/m.h5', /begins with http:/],
  ['ftp://example.org/m.h5', /“ftp:” cannot be opened/],
  ['file:///etc/passwd', /“file:”/],
  ['javascript:alert(1)', /“javascript:”/],
  ['data:text/plain,x', /“data:”/],
  ['blob:https://example.org/x', /“blob:”/],
  ['org/name', /no address/],
  ['', /no address/],
  ['https://', /no address/],
  ['https://ada:secret@example.org/m.h5', /a name or a password/],
  ['https://github.com@example.org/m.h5', /a name or a password/],
  ['https://huggingface.co/org/name', /Hugging Face Hub/],
  ['https://cdn.hf.co/x', /Hugging Face Hub/],
  ['https://github.com/o/r/releases/download/v1/m.h5', /without leave.*drop it/],
  ['https://github.com/o/r/releases/latest/download/m.h5', /without leave/],
  ['https://github.com/o/r/archive/main.zip', /without leave/],
  ['https://github.com/o/r', /a page of GitHub/],
  ['https://github.com/o/r/tree/main/sub', /a page of GitHub/],
  ['https://localhost/m.h5', /your own network/],
  ['https://127.1/m.h5', /your own network/],
  ['https://0x7f000001/m.h5', /your own network/],
  ['https://192.168.1.1/m.h5', /your own network/],
  ['https://[::1]/m.h5', /your own network/],
  ['https://[::ffff:10.0.0.1]/m.h5', /your own network/],
  ['https://router/m.h5', /your own network/],
  ['https://nas.LOCAL./m.h5', /your own network/],
  [`https://example.org/${'a'.repeat(9_000)}`, /more than 8192/],
])('%s is refused', (given, message) => {
  expect(() => parseElsewhere(given)).toThrow(AddressError)
  expect(() => parseElsewhere(given)).toThrow(message)
})

test('hosts of the own network are told by what is written', () => {
  const near = [
    'localhost',
    'a.localhost',
    'x.home.arpa',
    '10.0.0.1',
    '172.31.0.1',
    '100.64.0.1',
    '169.254.169.254',
    '0.0.0.0',
    '[fe80::1]',
    '[fd00::1]',
    '[2002:7f00:1::]',
    '[64:ff9b::7f00:1]',
  ]
  const far = [
    'example.org',
    'local.example',
    '172.32.0.1',
    '100.128.0.1',
    '11.0.0.1',
    '[2606:4700::1]',
  ]
  expect(near.filter((host) => !isNearHost(host))).toEqual([])
  expect(far.filter(isNearHost)).toEqual([])
})

test('an address is shown without what lets its bearer in', () => {
  const signed =
    'https://b.example.org/m.h5?X-Amz-Signature=s&x-amz-date=d&sig=1&token=t&v=2#token=t'
  expect(forShow(signed)).toBe('https://b.example.org/m.h5?v=2')
  expect(parseElsewhere(signed).shown).toBe('https://b.example.org/m.h5?v=2')
  expect(parseElsewhere(signed).url).toContain('X-Amz-Signature=s')
  expect(forShow('https://ada:pw@example.org/')).toBe('https://example.org/')
  expect(forShow('http://example.org/')).toBe(null)
})

test('the name is the last part of the path', () => {
  expect(parseElsewhere('https://example.org/a/my%20model.h5?x=1').name).toBe('my model.h5')
  expect(parseElsewhere('https://example.org/a/%zz.h5').name).toBe('%zz.h5')
  expect(parseElsewhere('https://example.org/').name).toBe('example.org')
})

test('whatever is pasted, it is an https address of a far host without a name, or refused', () => {
  const pieces = fc.array(
    fc.constantFrom(
      'https://',
      'http:',
      '//',
      'github.com',
      '/o/r',
      '/blob/',
      '/raw/',
      '/-/',
      'main',
      'localhost',
      '127.0.0.1',
      '@',
      ':',
      '?token=a',
      '#',
      '%',
      '%2F',
      '..',
      '\\',
      ' ',
      '[::1]',
      'a.b',
      '\u0000',
      'é',
    ),
    { maxLength: 12 },
  )
  const text = fc.oneof(
    pieces.map((all) => all.join('')),
    pieces.map((all) => `https://${all.join('')}`),
    fc.webUrl(),
    fc.string(),
  )
  fc.assert(
    fc.property(text, (given) => {
      const read = attempt(given)
      if (read === null) return
      const url = new URL(read.url)
      expect(url.protocol).toBe('https:')
      expect(url.username + url.password + url.hash).toBe('')
      expect(isNearHost(url.hostname)).toBe(false)
      expect(read.shown).not.toContain('token=')
      expect(parseElsewhere(read.url).url).toBe(read.url)
    }),
    { numRuns: 500 },
  )
})

function attempt(given: string) {
  try {
    return parseElsewhere(given)
  } catch (error) {
    expect(error).toBeInstanceOf(AddressError)
    return null
  }
}
