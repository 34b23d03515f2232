// Section C.4.66 of the threat catalogue: what grows, nests or refers to itself without end is read in time.
import fc from 'fast-check'
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { ParseError } from '../../bytes/ParseError.ts'
import {
  APPEND,
  call,
  dict,
  DICT,
  EMPTY_DICT,
  EMPTY_LIST,
  EMPTY_TUPLE,
  get,
  global,
  int,
  list,
  MARK,
  NEWOBJ,
  NONE,
  pickle as compose,
  POP,
  proto,
  put,
  SETITEM,
  stackGlobal,
  STOP,
  text,
  tuple,
} from '../../encodings/pickle/compose.ts'
import type { Range } from '../../model/Listing.ts'
import { pickle } from './pickle.ts'

const SOON_MS = 10_000 // on a busy machine; alone it takes a twentieth of that

/** Decodes, in time, and holds what every listing must hold. */
function decode(bytes: Uint8Array) {
  const start = performance.now()
  const listing = pickle.decode(bytes)
  expect(performance.now() - start).toBeLessThan(SOON_MS)
  expect(listing.lines).toHaveLength(listing.disassembly.split('\n').length - 1)
  expect(listing.sourceLines).toHaveLength(listing.source.split('\n').length - 1)
  const ranges: (Range | null)[] = [
    ...listing.lines,
    ...listing.sourceLines,
    ...listing.faults,
    ...listing.strings,
  ]
  const all = ranges.concat(listing.code.references)
  expect(all.every((range) => range === null || range.offset + range.length <= bytes.length)).toBe(
    true,
  )
  return listing
}

const SEEDS = [
  compose(proto(4), call(stackGlobal('os', 'getcwd')), STOP),
  compose(
    proto(2),
    global('m', 'Thing'),
    EMPTY_TUPLE,
    NEWOBJ,
    put(1),
    dict(text('a'), get(1)),
    'b',
    STOP,
  ),
  compose(MARK, "S'it\\'s'\n", 'I01\n', 'L5L\n', 'F1.5\n', 'Vx\\u0041\n', 'p0\ng0\nt', STOP),
  compose(
    list(int(1), tuple(NONE, text('a'))),
    EMPTY_DICT,
    text('k'),
    int(2),
    SETITEM,
    '\x86',
    STOP,
  ),
  compose(
    call(stackGlobal('builtins', 'map'), stackGlobal('m', 'f'), list(text('a'))),
    STOP,
    'N.more',
  ),
]

const PIECES = [
  '(',
  '0',
  '1',
  '2',
  'N',
  'R',
  'b',
  'a',
  'e',
  's',
  'u',
  't',
  'l',
  'd',
  'o',
  '\x85',
  '\x93',
  '\x94',
  'q\0',
  'h\0',
]

const mutant = fc
  .tuple(
    fc.constantFrom(...SEEDS),
    fc.array(fc.tuple(fc.nat(200), fc.oneof(fc.nat(255), fc.constantFrom(...PIECES))), {
      maxLength: 4,
    }),
  )
  .map(([seed, changes]) => {
    const bytes = [...seed]
    for (const [at, change] of changes)
      if (typeof change === 'number') bytes[at % bytes.length] = change
      else bytes.splice(at % bytes.length, 0, ...Buffer.from(change, 'latin1'))
    return Uint8Array.from(bytes)
  })

test('damaged pickles are listed, or refused by a ParseError', () => {
  fc.assert(
    fc.property(fc.oneof(mutant, fc.uint8Array({ maxLength: 60 })), (bytes) => {
      try {
        decode(bytes)
      } catch (error) {
        if (!(error instanceof ParseError)) throw error
      }
    }),
    { numRuns: 3_000, seed: 7 },
  )
})

const MANY = 1_000_000

test.each([
  ['marks', '('.repeat(MANY)],
  ['lists in lists', `${']'.repeat(MANY)}${'a'.repeat(MANY - 1)}.`],
  ['tuples in tuples', `)${'\x85'.repeat(MANY)}.`],
  ['memo slots', `N${'\x94'.repeat(MANY)}.`],
  ['texts', `${`${text('abcd')}0`.repeat(100_000)}N.`],
  ['pickles in a row', 'N.'.repeat(MANY)],
  ['names', `${`${global('m', 'n')}0`.repeat(100_000)}N.`],
  ['calls', `${global('m', 'n')}${')R'.repeat(100_000)}.`],
  ['lines without end', 'cos\n'.repeat(100_000)],
  ['digits', `L${'9'.repeat(90_000)}L\n.`],
])('a million %s are read in time', (_, pieces) => {
  decode(compose(pieces))
})

test('a list that holds itself is printed once', () => {
  const { source } = decode(compose(EMPTY_LIST, put(0), get(0), APPEND, STOP))
  expect(source).toMatch(/^result = \[+\.\.\.\]+\n$/)
  const { sourceStatus } = decode(compose(MARK, DICT, put(0), text('a'), get(0), SETITEM, STOP))
  expect(sourceStatus).toBe('partial')
})

test('lists that share each other are not printed without end', () => {
  const layer = (slot: number) => [list(...Array<string>(20).fill(get(slot))), put(slot + 1), POP]
  const layers = Array.from({ length: 30 }, (_, slot) => layer(slot)).flat()
  const listing = decode(compose(text('lol'), put(0), POP, ...layers, get(30), STOP))
  expect(listing.sourceStatus).toBe('partial')
  const named = decode(
    compose(text('lol'), put(0), POP, ...layers, call(global('m', 'f'), get(30)), STOP),
  )
  expect(named.code.references).toMatchObject([{ path: ['m', 'f'], called: true, arguments: [] }])
})

test('a bomb of zlib is not unpacked without end, however often it is called for', () => {
  const bomb = deflateSync(new Uint8Array(30_000_000)).toString('latin1')
  const length = [...new Uint8Array(new Uint32Array([bomb.length]).buffer)]
  const packed = `B${String.fromCharCode(...length)}${bomb}`
  const unpack = call(stackGlobal('zlib', 'decompress'), get(0))
  decode(compose(proto(4), packed, put(0), POP, `${unpack}0`.repeat(200), NONE, STOP))
})

test('calls that make calls end', () => {
  const partial = (callable: string) => call(stackGlobal('functools', 'partial'), callable)
  let callable = stackGlobal('os', 'getcwd')
  for (let depth = 0; depth < 500; depth++) callable = partial(callable)
  decode(compose(proto(4), call(callable), STOP))
  const maps = call(stackGlobal('builtins', 'map'), stackGlobal('m', 'f'), get(0))
  decode(
    compose(
      list(...Array<string>(5_000).fill(NONE)),
      put(0),
      POP,
      `${maps}0`.repeat(500),
      NONE,
      STOP,
    ),
  )
})
