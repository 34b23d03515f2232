import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ParseError } from '../../../bytes/ParseError.ts'
import { parseSource } from './source/parseSource.ts'
import { unrollSource } from './unroll.ts'

const noCode = () => {
  throw new ParseError('no code here', 0)
}

const MAX_MS = 2_000 // on a busy machine; a few milliseconds on an idle one

function unrolled(source: string) {
  const start = performance.now()
  const found = unrollSource(source, noCode)
  expect(performance.now() - start, source.slice(0, 200)).toBeLessThan(MAX_MS)
  return found
}

/** Pieces of programs, put together at random: most are no program, and all must end. */
const WORDS = [
  ...['exec', 'eval', 'x', 'y', 'os', 'base64', 'import', 'from', 'def', 'lambda', 'for', 'while'],
  ...['if', 'else', 'in', 'return', 'class', 'try', 'except', 'with', 'as', 'None', 'True', 'not'],
  ...['b64decode', 'join', 'chr', 'ord', 'map', 'range', 'bytes', 'zip', 'format', 'decode'],
  ...['(', ')', '[', ']', '{', '}', ':', ',', '.', '=', '+', '*', '**', '%', '^', '<<', ';', '\n'],
  ...['\n ', '\n  ', "'a'", '"b%s"', "b'c'", "f'{x}'", "'''", '0', '1', '9', '1e9', '10**9', '-1'],
  ...['\\', '#', '@', '\u0000', 'é', '\ud800', ' ', '\t', ':=', '...', 'global', 'yield', 'del'],
]

test('any text is parsed and unrolled, and ends in time', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 60 }), (words) => {
      const { stages, faults } = unrolled(words.join(' '))
      expect(stages.length).toBeLessThan(500)
      expect(faults.length).toBeLessThan(30)
    }),
    { numRuns: 3_000, seed: 11 },
  )
})

const constant = fc.oneof(
  fc.string({ maxLength: 30 }).map((text) => JSON.stringify(text)),
  fc.uint8Array({ maxLength: 30 }).map((bytes) => `bytes([${bytes.join()}])`),
  fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  fc.constantFrom('None', 'True', '()', '[]', '{}', '1.5', "'x'.__class__", 'x', 'range(9)'),
)

const { expression } = fc.letrec<{ expression: string }>((tie) => {
  const inner = tie('expression')
  const two = fc.tuple(inner, inner)
  return {
    expression: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      constant,
      two.chain(([a, b]) =>
        fc
          .constantFrom('+', '*', '%', '^', '**', '<<', 'or', '<', 'in')
          .map((op) => `(${a} ${op} ${b})`),
      ),
      two.chain(([a, b]) =>
        fc
          .constantFrom(
            'join',
            'split',
            'replace',
            'format',
            'decode',
            'encode',
            'translate',
            'to_bytes',
          )
          .map((name) => `${a}.${name}(${b})`),
      ),
      two.map(([a, b]) => `${a}[${b}]`),
      inner.map((a) => `${a}[::-1]`),
      two.map(([a, b]) => `[${a} for c in ${b}]`),
      inner.chain((a) =>
        fc
          .constantFrom(
            ...['chr', 'ord', 'bytes', 'int', 'str', 'list', 'sum', 'reversed', 'sorted', 'len'],
            ...['exec', 'eval', 'getattr', '__import__', 'map', 'zip', 'enumerate', 'iter', 'next'],
          )
          .map((name) => `${name}(${a}, ${a})`),
      ),
      two.map(([a, b]) => `(lambda c, d=${a}: ${b})(${a})`),
    ),
  }
})

test('any expression over constants is folded or left, and ends in time', () => {
  fc.assert(
    fc.property(expression, (text) => {
      unrolled(`x = ${text}\nexec(x)`)
    }),
    { numRuns: 3_000, seed: 12 },
  )
})

test.each([
  ['brackets', '('.repeat(100_000)],
  ['open strings', "'''".repeat(50_001)],
  ['signs', `x = ${'-'.repeat(100_000)}1`],
  ['powers', `x = ${'2**'.repeat(50_000)}2`],
  ['comparisons', `x = ${'not '.repeat(50_000)}1`],
  ['attributes', `x${'.a'.repeat(100_000)}`],
  ['sums', `exec(${"'a'+".repeat(20_000)}'b')`],
  ['branches', `if x:\n  pass\n${'elif x:\n  pass\n'.repeat(20_000)}`],
  ['blocks', Array.from({ length: 2_000 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('')],
  ['lambdas', `x = ${'lambda: '.repeat(10_000)}1`],
  ['f-strings', `x = ${"f'{".repeat(5_000)}1${"}'".repeat(5_000)}`],
  ['semicolons', 'x=1;'.repeat(50_000)],
  [
    'functions',
    Array.from({ length: 60 }, (_, at) => `f${at} = lambda x: f${at - 1}(f${at - 1}(x))`).join(
      '\n',
    ),
  ],
  [
    'doubling',
    `f = lambda x: x\n${Array.from({ length: 40 }, (_, at) => `g${at} = lambda x: g${at - 1}(x) + g${at - 1}(x)`).join('\n')}\ng39('a')`,
  ],
  ['recursion', 'def f(x): return f(x + 1) + f(x + 2)\nf(1)'],
  ['one long text joined', "s = 'a' * 10**6\nexec(''.join([s for i in range(10**5)]))"],
  ['shared lists', 'l = [1]\nfor i in range(60): l = l + l\nexec(bytes(l))'],
  ['nested lists', 'l = []\nfor i in range(10**5): l = [l, l]\nexec(str(l))'],
  ['endless loop', "s = 'a'\nwhile s: s = s + 'a'"],
  ['huge shift', 'exec(str(1 << 10**10))'],
  ['huge power', 'exec(str(9**9**9))'],
  ['fields', `'${'{0}'.repeat(50_000)}'.format('a' * 10**5)`],
  ['widths', "'%999999d%999999d%999999d%999999d' % (1, 2, 3, 4)"],
  ['maps', `exec(''.join(${'map(chr, '.repeat(80)}[1]${')'.repeat(80)}))`],
])('%s without end are left in time', (_, source) => {
  unrolled(source)
})

test('what is no statement is skipped, and its calls are kept', () => {
  const { body, failures } = parseSource('print "x" % os.system("id")\nimport os\n= = 2\ny = 1')
  expect(failures).toBe(2)
  expect(body.map(({ kind }) => kind)).toEqual(['Unstructured', 'Import', 'Unstructured', 'Assign'])
  expect(body[0]).toMatchObject({ values: [{ kind: 'Call', func: { attr: 'system' } }] })
})
