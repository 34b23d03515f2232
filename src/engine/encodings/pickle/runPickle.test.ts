// What is known against readers of pickles: section C.4 of the threat catalogue, items 55 to 59 and 66. The
// payloads only name harmless functions; nothing here runs any of them.
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
  MEMOIZE,
  NEWOBJ,
  NEWOBJ_EX,
  NONE,
  OBJ,
  pickle,
  POP,
  proto,
  put,
  REDUCE,
  SETITEM,
  STACK_GLOBAL,
  stackGlobal,
  STOP,
  text,
  TUPLE,
  tuple,
} from './compose.ts'
import { nameOf } from './nameOf.ts'
import type { PickleRun } from './PickleValue.ts'
import { runPickle } from './runPickle.ts'

const GETCWD = stackGlobal('os', 'getcwd')

/** Whole names of what is imported. */
function imports(...pieces: readonly string[]): readonly (string | null)[] {
  return runPickle(pickle(...pieces)).globals.map(nameOf)
}

/** Whole names of the globals that are called. */
function calls(...pieces: readonly string[]): readonly (string | null)[] {
  return calledIn(runPickle(pickle(...pieces)))
}

function calledIn(run: PickleRun): readonly (string | null)[] {
  return run.calls.flatMap(({ callable, opcode }) =>
    callable.kind === 'global' && opcode !== 'BUILD' ? [nameOf(callable)] : [],
  )
}

test('a call is told with its opcode, its arguments and the bytes that make it', () => {
  const run = runPickle(pickle(proto(4), GETCWD, int(1), '\x85', REDUCE, STOP))
  expect(run).toMatchObject({ protocol: 4, end: 'stop', endOffset: 20, faults: [] })
  expect(run.calls).toMatchObject([
    {
      opcode: 'REDUCE',
      callable: { kind: 'global', module: 'os', name: 'getcwd', at: { offset: 14, length: 1 } },
      args: [{ kind: 'int', value: 1n }],
      keywords: null,
      at: { offset: 18, length: 1 },
    },
  ])
  expect(run.result).toMatchObject({ kind: 'call' })
})

test('operands of STACK_GLOBAL come through the memo, its slots written in any order and over again', () => {
  const slots = [text('os'), put(7), POP, text('getcwd'), put(3), POP]
  expect(imports(...slots, get(7), get(3), STACK_GLOBAL, STOP)).toEqual(['os.getcwd'])
  expect(
    imports(
      '\x8c\x02os\x94',
      POP,
      text('getcwd'),
      put(0),
      POP,
      text('os'),
      get(0),
      STACK_GLOBAL,
      STOP,
    ),
  ).toEqual(['os.getcwd'])
  const again = runPickle(pickle(text('a'), put(0), POP, text('os'), put(0), POP, NONE, STOP))
  expect(again.faults.map(({ message }) => message)).toEqual([
    'memo slot 0 is written again with another value',
  ])
})

test('operands of STACK_GLOBAL come from texts of every opcode', () => {
  const long = `\x8d\x02${'\0'.repeat(7)}os`
  expect(imports(long, 'X\x06\0\0\0getcwd', STACK_GLOBAL, STOP)).toEqual(['os.getcwd'])
  expect(imports("S'os'\n", 'Vget\\u0063wd\n', STACK_GLOBAL, STOP)).toEqual(['os.getcwd'])
  expect(imports("S'\\x6fs'\n", 'U\x06getcwd', STACK_GLOBAL, STOP)).toEqual(['os.getcwd'])
})

test.each([
  ['bytes', bytes('os'), 'os.getcwd'],
  ['a number', int(3), null],
  ['a bytearray', `\x96\x02${'\0'.repeat(7)}os`, 'os.getcwd'],
])(
  'an operand of STACK_GLOBAL that is %s breaks it, and is told all the same',
  (_, operand, name) => {
    const run = runPickle(pickle(proto(4), operand, text('getcwd'), STACK_GLOBAL, NONE, STOP))
    expect(run.end).toBe('broken')
    expect(run.globals.map(nameOf)).toEqual([name])
    expect(run.faults[0]?.message).toMatch(/^an operand of STACK_GLOBAL is .* not written as text$/)
  },
)

test('a dotted name leads through modules', () => {
  expect(imports(proto(4), global('torch', 'os.getcwd'), STOP)).toEqual(['torch.os.getcwd'])
})

test('protocols up to 2 name things as Python 2 did, and are told as Python 3 finds them', () => {
  expect(imports(global('__builtin__', 'xrange'), global('commands', 'getoutput'), STOP)).toEqual([
    'builtins.range',
    'subprocess.getoutput',
  ])
  expect(imports(proto(3), global('commands', 'getoutput'), STOP)).toEqual(['commands.getoutput'])
  expect(imports(proto(4), proto(1), global('commands', 'getoutput'), STOP)).toEqual([
    'subprocess.getoutput',
  ])
})

test('INST, OBJ, NEWOBJ and NEWOBJ_EX call', () => {
  expect(calls(MARK, text('a'), 'ios\ngetcwd\n', STOP)).toEqual(['os.getcwd'])
  expect(calls(MARK, GETCWD, text('a'), OBJ, STOP)).toEqual(['os.getcwd'])
  expect(calls(GETCWD, EMPTY_TUPLE, NEWOBJ, STOP)).toEqual(['os.getcwd'])
  const run = runPickle(pickle(GETCWD, EMPTY_TUPLE, dict(text('a'), int(1)), NEWOBJ_EX, STOP))
  expect(run.calls[0]?.keywords).toMatchObject({
    kind: 'dict',
    entries: [[{ text: 'a' }, { value: 1n }]],
  })
})

test('what an extension is stands in the registry, and is called unknown', () => {
  const run = runPickle(pickle(proto(2), '\x82\x05', EMPTY_TUPLE, REDUCE, STOP))
  expect(run.calls[0]?.callable).toEqual({ kind: 'unknown', what: 'extension 5' })
  expect(run.faults[0]?.message).toContain('extension 5')
})

test('a state that brings a __setstate__ along has the next state call it', () => {
  const thing = [stackGlobal('m', 'Thing'), EMPTY_TUPLE, NEWOBJ]
  const run = [...thing, dict(text('__setstate__'), GETCWD), BUILD, text('a'), BUILD, STOP]
  expect(calls(...run)).toEqual(['m.Thing', 'os.getcwd'])
})

test('a state that writes to a module is seen through', () => {
  const patch = [stackGlobal('m', 'sub'), NONE, dict(text('innocent'), GETCWD), '\x86', BUILD, POP]
  const run = runPickle(pickle(proto(4), ...patch, call(stackGlobal('m', 'sub.innocent')), STOP))
  expect(calledIn(run)).toEqual(['os.getcwd'])
  expect(run.faults.map(({ message }) => message)).toEqual([
    'm.sub.innocent was replaced by the pickle itself',
  ])
})

test('a module that the pickle puts into sys.modules is seen through', () => {
  // sys.modules['sys'] = sys.modules; sys.get('os') is then sys.modules.get('os')
  const first = [global('sys', 'modules'), put(0), text('sys'), get(0), SETITEM, POP]
  const second = [get(0), text('sys'), call(global('sys', 'get'), text('os')), SETITEM, POP]
  expect(calls(...first, ...second, call(global('sys', 'getcwd')), STOP)).toEqual([
    'sys.modules.get',
    'os.getcwd',
  ])
})

test('a call whose result is dropped, or lies in a list that is not returned, is told', () => {
  expect(calls(call(GETCWD), POP, NONE, STOP)).toEqual(['os.getcwd'])
  expect(calls(EMPTY_LIST, call(GETCWD), APPEND, POP, NONE, STOP)).toEqual(['os.getcwd'])
  expect(calls(MARK, call(GETCWD), '1', NONE, STOP)).toEqual(['os.getcwd'])
})

test.each([
  ['bytes that are no opcode', '\xff\xfe', 'broken', 'no opcode is 0xff'],
  ['a length beyond its end', 'X\xff\xff\0\0abc', 'cut', '65535 bytes are announced, 3 are left'],
  [
    'a length of 2⁶³',
    `\x8e${'\0'.repeat(7)}\x80`,
    'cut',
    '9223372036854775808 bytes are announced, 0 are left',
  ],
  ['a slot that was never written', get(200), 'broken', 'memo slot 200 was never written'],
  ['a mark that is not there', TUPLE, 'broken', 'there is no mark on the stack'],
  ['nothing', '', 'cut', 'the bytes end before a STOP'],
])('what ran before %s counts', (_, rest, end, message) => {
  const run = runPickle(pickle(proto(4), call(GETCWD), POP, rest))
  expect(calledIn(run)).toEqual(['os.getcwd'])
  expect(run).toMatchObject({ end, endOffset: 19, result: null })
  expect(run.faults.at(-1)?.message).toBe(message)
})

test('lines may end in \\r\\n, hold spaces and escapes: names are what CPython takes', () => {
  const crlf = runPickle(pickle('cos\r\ngetcwd\r\n', STOP))
  expect(crlf.globals).toMatchObject([{ module: 'os\r', name: 'getcwd\r' }])
  expect(crlf.faults[0]?.message).toBe('a name that is imported holds white space')
  expect(imports('cos path\nget cwd\n', STOP)).toEqual(['os path.get cwd'])
  expect(imports('c\\x6fs\ngetcwd\n', STOP)).toEqual(['\\x6fs.getcwd'])
})

test('a STRING keeps its inner quotes, an INT ends at a NUL and has booleans', () => {
  const run = runPickle(pickle(MARK, `S"it's"\n`, 'I01\n', 'I2\0x\n', 'I0x1F\n', TUPLE, STOP))
  expect(run.result).toMatchObject({
    items: [{ text: "it's" }, { kind: 'bool', value: true }, { value: 2n }, { value: 31n }],
  })
})

test('a frame that ends inside a name makes two pickles of one, and both are followed', () => {
  // https://github.com/python/cpython/blob/v3.13.0/Modules/_pickle.c: a file is read frame by frame
  const frame = `\x95\x03${'\0'.repeat(7)}`
  const run = runPickle(pickle(proto(4), frame, 'cxy', 'os\ngetcwd\n', EMPTY_TUPLE, REDUCE, STOP))
  expect(calledIn(run)).toEqual(['xyos.getcwd', 'os.getcwd'])
  expect(run.faults[0]?.message).toContain('crosses the end of a frame')
})

test('the last line of a stream may lack its end, as the reader in Python has it', () => {
  expect(calls(MARK, text('a'), 'ios\ngetcwd!')).toEqual(['os.getcwd'])
})

test('arguments that are no tuple are taken apart, as the reader in Python does', () => {
  const run = runPickle(pickle(GETCWD, list(text('a'), text('b')), REDUCE, STOP))
  expect(run.calls[0]?.args).toMatchObject([{ text: 'a' }, { text: 'b' }])
  expect(run.faults[0]?.message).toBe('arguments are a list, which only the reader in Python takes')
})

test('persistent ids are kept with what they are', () => {
  const run = runPickle(pickle(tuple(text('storage'), text('0')), 'Q', 'Pfirst\n', '\x86', STOP))
  expect(run.result).toMatchObject({
    items: [
      { kind: 'persistent', id: { items: [{ text: 'storage' }, { text: '0' }] } },
      { kind: 'persistent', id: { text: 'first' } },
    ],
  })
})

test('what is put into objects is told in order', () => {
  const made = call(stackGlobal('collections', 'OrderedDict'))
  const run = runPickle(pickle(made, text('a'), int(1), SETITEM, EMPTY_DICT, BUILD, STOP))
  expect(run.changes).toMatchObject([
    { opcode: 'SETITEM', entries: [[{ text: 'a' }, { value: 1n }]] },
  ])
  expect(run.calls.map(({ opcode }) => opcode)).toEqual(['REDUCE', 'BUILD'])
})

test('shared values are one', () => {
  const run = runPickle(pickle(EMPTY_LIST, MEMOIZE, get(0), get(0), '\x86', APPEND, STOP))
  const { result } = run
  if (result?.kind !== 'list' || result.items[0]?.kind !== 'tuple') throw new Error('it is a list')
  expect(result.items[0].items[0]).toBe(result)
})
