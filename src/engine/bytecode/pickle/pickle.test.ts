import { expect, test } from 'vitest'
import {
  APPEND,
  BUILD,
  bytes,
  call,
  dict,
  EMPTY_DICT,
  EMPTY_LIST,
  EMPTY_TUPLE,
  get,
  global,
  int,
  list,
  MARK,
  NEWOBJ,
  NEWOBJ_EX,
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
import { pickle } from './pickle.ts'

const GETCWD = stackGlobal('os', 'getcwd')
const OBJECT = global('m', 'Thing') + EMPTY_TUPLE + NEWOBJ

function decode(...pieces: readonly string[]) {
  return pickle.decode(compose(...pieces))
}

function source(...pieces: readonly string[]): readonly string[] {
  return decode(...pieces)
    .source.trimEnd()
    .split('\n')
}

test('a pickle is listed, written as Python, and its names are told', () => {
  const listing = decode(proto(4), call(GETCWD, text('here')), STOP)
  expect(listing).toMatchObject({
    machine: 'pickle',
    python: [],
    sourceStatus: 'complete',
    codeBytes: 25,
    faults: [],
    strings: [
      { text: 'getcwd', offset: 8, length: 6 },
      { text: 'here', offset: 18, length: 4 },
    ],
  })
  expect(listing.source).toBe(
    "from os import getcwd\n\ngetcwd_1 = getcwd('here')\nresult = getcwd_1\n",
  )
  expect(listing.code).toMatchObject({
    name: '<pickle>',
    names: ['os.getcwd'],
    constants: ["'os'", "'getcwd'", "'here'"],
    children: [],
    references: [
      {
        path: ['os', 'getcwd'],
        root: 'import',
        called: true,
        arguments: ["'here'"],
        offset: 14,
        length: 1,
      },
    ],
  })
  expect(listing.code.instructions[1]).toEqual({
    offset: 2,
    length: 4,
    index: 2,
    opcode: 'SHORT_BINUNICODE',
    argument: null,
    meaning: "'os'",
    line: null,
    isTarget: false,
  })
})

test('each line of the source knows the bytes of its call', () => {
  const { source: all, sourceLines } = decode(proto(4), call(GETCWD), POP, NONE, STOP)
  expect(all.trimEnd().split('\n')).toEqual([
    'from os import getcwd',
    '',
    'getcwd()',
    'result = None',
  ])
  expect(sourceLines).toEqual([
    { offset: 14, length: 1 },
    null,
    { offset: 17, length: 1 },
    { offset: 20, length: 1 },
  ])
})

test('objects get a variable, their states, items and attributes a statement each', () => {
  expect(source(OBJECT, put(0), dict(text('a'), get(0)), BUILD, STOP)).toEqual([
    'from m import Thing',
    '',
    'thing_1 = Thing.__new__(Thing)',
    "thing_1.__setstate__({'a': thing_1})",
    'result = thing_1',
  ])
  const made = call(stackGlobal('collections', 'OrderedDict'))
  expect(source(made, text('k'), call(GETCWD), SETITEM, int(1), APPEND, STOP).slice(3)).toEqual([
    'ordered_dict_1 = OrderedDict()',
    'getcwd_1 = getcwd()',
    "ordered_dict_1['k'] = getcwd_1",
    'ordered_dict_1.append(1)',
    'result = ordered_dict_1',
  ])
})

test('keywords, sets and other kinds of values are written as Python writes them', () => {
  const keywords = dict(text('name'), int(1), text('no name'), NONE)
  expect(source(global('m', 'f'), tuple(int(2)), keywords, NEWOBJ_EX, POP, NONE, STOP)[2]).toBe(
    "f.__new__(f, 2, name=1, **{'no name': None})",
  )
  const values = [
    EMPTY_TUPLE,
    tuple(int(1)),
    list(),
    '\x8f',
    `${MARK}K\x01\x91`,
    '\x88',
    'G?\xb9\x99\x99\x99\x99\x99\x9a',
  ]
  expect(source(list(...values, bytes('\0'), `\x96\x01${'\0'.repeat(7)}a`), STOP)).toEqual([
    "result = [(), (1,), [], set(), frozenset({1}), True, 0.1, b'\\x00', bytearray(b'a')]",
  ])
  expect(source(tuple('Pid\n', '\x97', '\x82\x07'), STOP)).toEqual([
    "result = (persistent_load('id'), next_buffer(), get_extension(7))",
  ])
})

test('names that are no identifiers, or not known, are not written as names', () => {
  const odd = tuple(global('os path', 'x'), stackGlobal('m', "a'b"), int(3) + text('f') + '\x93')
  expect(source(odd, STOP)).toEqual([
    expect.stringMatching(
      /^# the pickle breaks off at byte \d+: an operand of STACK_GLOBAL is no text but int$/,
    ),
  ])
  expect(source(tuple(global('os path', 'x'), stackGlobal('m', "a'b\n")), STOP)).toEqual([
    String.raw`result = (find_class('os path', 'x'), find_class('m', "a'b\n"))`,
  ])
  const both = tuple(global('a', 'f'), global('b', 'f'), global('b', 'f.g'), global('c', 'class'))
  expect(source(both, STOP)).toEqual([
    'from a import f',
    'from b import f as f_1',
    '',
    "result = (f, f_1, f_1.g, find_class('c', 'class'))",
  ])
})

test('what calls of pure functions come to stands in their place, and beside them', () => {
  const joined = call(stackGlobal('builtins', 'str.join'), text(''), list(text('get'), text('cwd')))
  expect(source(proto(4), call(global('m', 'f'), joined), POP, NONE, STOP).slice(3)).toEqual([
    "str.join('', ['get', 'cwd'])  # gives 'getcwd'",
    "f('getcwd')",
    'result = None',
  ])
  const mapped = call(stackGlobal('builtins', 'map'), GETCWD, list(text('a')))
  const listing = decode(proto(4), mapped, POP, NONE, STOP)
  expect(listing.source).toContain("map(getcwd, ['a'])\n#   which calls getcwd('a')\n")
  expect(listing.code.references).toMatchObject([
    { path: ['builtins', 'map'], called: true, arguments: ["['a']"] },
    { path: ['os', 'getcwd'], called: true, arguments: ["'a'"] },
  ])
})

test('what is imported and not called is told, and so is what is called of what a call gave', () => {
  expect(decode(global('os', 'getcwd'), STOP).code.references).toMatchObject([
    { path: ['os', 'getcwd'], called: false, arguments: [], offset: 0, length: 11 },
  ])
  const opened = call(stackGlobal('m', 'connect'))
  const method = call(stackGlobal('builtins', 'getattr'), opened, text('send'))
  const { references } = decode(proto(4), call(method, text('x')), STOP).code
  expect(references.map(({ path, called }) => [path.join('.'), called])).toContainEqual([
    'm.connect().send',
    true,
  ])
})

test('what happened before a break is shown, and where it breaks', () => {
  const listing = decode(proto(4), call(GETCWD), POP, '\xff', 'junk')
  expect(listing.source).toContain(
    'getcwd()\n# the pickle breaks off at byte 19: no opcode is 0xff\n',
  )
  expect(listing.disassembly).toMatch(
    /POP\n# the pickle breaks off at byte 19: no opcode is 0xff\n$/,
  )
  expect(listing.sourceStatus).toBe('partial')
  expect(listing.faults).toEqual([
    { offset: 19, length: 1, message: 'the pickle breaks off at byte 19: no opcode is 0xff' },
  ])
  expect(listing.code.references).toMatchObject([{ path: ['os', 'getcwd'], called: true }])
})

test('pickles in a row are one listing, and what is no pickle is a fault', () => {
  const first = compose(proto(2), int(1), STOP)
  const rows = [...first, ...compose(proto(4), call(GETCWD), STOP), ...compose('junk')]
  const listing = pickle.decode(Uint8Array.from(rows))
  expect(listing.disassembly.split('\n').filter((line) => line.startsWith('#'))).toEqual([
    '# pickle 2 of 2, at byte 5',
    '# 4 bytes at byte 24 are no pickle',
  ])
  expect(listing.source).toBe(
    [
      'from os import getcwd\n',
      'result_1 = 1\n',
      '# pickle 2 of 2, at byte 5',
      'getcwd_1 = getcwd()',
      'result_2 = getcwd_1',
      '# 4 bytes at byte 24 are no pickle\n',
    ].join('\n'),
  )
  expect(listing.codeBytes).toBe(24)
  expect(listing.faults).toEqual([
    { offset: 24, length: 4, message: '4 bytes follow the STOP of the last pickle' },
  ])
})

test('long values take several lines, long bytes are shortened', () => {
  const numbers = list(...Array.from({ length: 60 }, (_, value) => int(value)))
  const lines = source(EMPTY_LIST, numbers, APPEND, `B\0\x04\0\0${'a'.repeat(1024)}`, APPEND, STOP)
  expect(lines).toHaveLength(8)
  expect(lines[1]).toBe('    [')
  expect(lines[6]).toBe(`    b'${'a'.repeat(256)}'… (1024 bytes),`)
  for (const line of lines.slice(0, 6)) expect(line.length).toBeLessThanOrEqual(100)
})

test('what is no pickle at all is refused', () => {
  expect(() => decode('\xff\xfe')).toThrow('no opcode is 0xff')
  expect(() => decode('')).toThrow('the bytes end before a STOP')
  expect(decode(EMPTY_DICT, STOP).source).toBe('result = {}\n')
})
