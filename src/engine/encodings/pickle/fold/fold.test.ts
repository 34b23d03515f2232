// Names that are put together while loading: sections C.4.60 and C.4.61 of the threat catalogue. Harmless names only.
import { deflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import {
  bytes,
  call,
  dict,
  EMPTY_TUPLE,
  global,
  int,
  list,
  NEWOBJ,
  NONE,
  pickle,
  proto,
  stackGlobal,
  STOP,
  text,
  tuple,
} from '../compose.ts'
import { nameOf } from '../nameOf.ts'
import { runPickle } from '../runPickle.ts'

const GETATTR = stackGlobal('builtins', 'getattr')
const OS = call(stackGlobal('builtins', '__import__'), text('os'))

/** Whole names of the globals that are called. */
function calls(...pieces: readonly string[]): readonly (string | null)[] {
  const run = runPickle(pickle(proto(4), ...pieces, STOP))
  expect(run.end).toBe('stop')
  return run.calls.map(({ callable }) => (callable.kind === 'global' ? nameOf(callable) : null))
}

/** What a call with constants comes to. */
function value(...pieces: readonly string[]): unknown {
  const { result } = runPickle(pickle(proto(4), ...pieces, STOP))
  if (result?.kind === 'text') return result.text
  return result?.kind === 'bytes' ? String.fromCharCode(...result.bytes) : result?.kind
}

test.each([
  ['getattr', call(GETATTR, OS, text('getcwd'))],
  [
    'import_module',
    call(GETATTR, call(stackGlobal('importlib', 'import_module'), text('os')), text('getcwd')),
  ],
  [
    'sys.modules',
    call(GETATTR, call(stackGlobal('sys', 'modules.get'), text('os')), text('getcwd')),
  ],
  [
    'operator.getitem of sys.modules',
    call(
      GETATTR,
      call(stackGlobal('_operator', 'getitem'), stackGlobal('sys', 'modules'), text('os')),
      text('getcwd'),
    ),
  ],
  [
    'a namespace',
    call(stackGlobal('operator', 'getitem'), call(GETATTR, OS, text('__dict__')), text('getcwd')),
  ],
  ['attrgetter', call(call(stackGlobal('operator', 'attrgetter'), text('getcwd')), OS)],
  ['pkgutil.resolve_name', call(stackGlobal('pkgutil', 'resolve_name'), text('os:getcwd'))],
  ['pydoc.locate', call(stackGlobal('pydoc', 'locate'), text('os.getcwd'))],
  ['a partial', call(stackGlobal('functools', 'partial'), stackGlobal('os', 'getcwd'))],
  [
    'a MappingProxyType',
    call(
      stackGlobal('operator', 'getitem'),
      call(stackGlobal('types', 'MappingProxyType'), dict(text('f'), stackGlobal('os', 'getcwd'))),
      text('f'),
    ),
  ],
  [
    'a ChainMap',
    call(
      call(
        GETATTR,
        call(stackGlobal('collections', 'ChainMap'), dict(text('f'), stackGlobal('os', 'getcwd'))),
        text('get'),
      ),
      text('f'),
    ),
  ],
  [
    'an item of a list',
    call(call(stackGlobal('operator', 'itemgetter'), int(0)), list(stackGlobal('os', 'getcwd'))),
  ],
])('what %s finds is seen when it is called', (_, callable) => {
  expect(calls(call(callable)).at(-1)).toBe('os.getcwd')
})

const JOINED = call(stackGlobal('builtins', 'str.join'), text(''), list(text('get'), text('cwd')))
const BOUND = call(call(GETATTR, text(''), text('join')), tuple(text('get'), text('cwd')))
const CHARACTERS = call(
  stackGlobal('builtins', 'map'),
  stackGlobal('builtins', 'chr'),
  list(...Array.from('getcwd', (letter) => int(letter.charCodeAt(0)))),
)

test.each([
  ['str.join', JOINED],
  ['a bound join', BOUND],
  ['chr', call(stackGlobal('builtins', 'str.join'), text(''), CHARACTERS)],
  ['a sum', call(stackGlobal('operator', 'add'), text('get'), text('cwd'))],
  ['bytes.decode', call(call(GETATTR, bytes('getcwd'), text('decode')))],
  ['codecs', call(stackGlobal('codecs', 'decode'), text('trgpjq'), text('rot13'))],
  [
    'hexadecimal',
    call(
      stackGlobal('codecs', 'decode'),
      call(stackGlobal('binascii', 'unhexlify'), text('676574637764')),
      text('ascii'),
    ),
  ],
  ['str.format', call(call(GETATTR, text('{}c{}'), text('format')), text('get'), text('wd'))],
  ['percent', call(stackGlobal('operator', 'mod'), text('get%sd'), text('cw'))],
  [
    'a template',
    call(
      call(GETATTR, call(stackGlobal('string', 'Template'), text('get$a')), text('substitute')),
      dict(text('a'), text('cwd')),
    ),
  ],
  [
    'a slice backwards',
    call(
      stackGlobal('operator', 'getitem'),
      text('dwcteg'),
      call(stackGlobal('builtins', 'slice'), NONE, NONE, 'J\xff\xff\xff\xff'),
    ),
  ],
  ['replace', call(call(GETATTR, text('getXwd'), text('replace')), text('X'), text('c'))],
  ['lower', call(stackGlobal('builtins', 'str.lower'), text('GETCWD'))],
  [
    'a reduce',
    call(
      stackGlobal('functools', 'reduce'),
      stackGlobal('operator', 'add'),
      list(text('get'), text('cw'), text('d')),
    ),
  ],
])('a name made by %s is seen', (_, made) => {
  expect(value(made)).toBe('getcwd')
  expect(calls(call(call(GETATTR, OS, made))).at(-1)).toBe('os.getcwd')
})

test('a name may be the operand of STACK_GLOBAL that a call made', () => {
  expect(calls(call(text('os') + JOINED + '\x93')).at(-1)).toBe('os.getcwd')
})

test('base64 over zlib is unpacked', () => {
  const packed = deflateSync(Buffer.from('import os')).toString('base64')
  const decoded = call(stackGlobal('base64', 'b64decode'), text(packed))
  expect(value(call(stackGlobal('zlib', 'decompress'), decoded))).toBe('import os')
})

test('bytes of protocols up to 2 are bytes', () => {
  const run = runPickle(
    pickle(
      proto(2),
      call(global('_codecs', 'encode'), 'X\x02\0\0\0\xc3\xa9', 'X\x06\0\0\0latin1'),
      STOP,
    ),
  )
  expect(run.result).toMatchObject({ kind: 'bytes', bytes: Uint8Array.of(0xe9) })
})

test.each([
  ['map', call(stackGlobal('builtins', 'map'), stackGlobal('os', 'getcwd'), list(text('a')))],
  [
    'filter, made by NEWOBJ',
    stackGlobal('builtins', 'filter') +
      tuple(stackGlobal('os', 'getcwd'), list(text('a'))) +
      NEWOBJ,
  ],
  [
    'a partial made by NEWOBJ',
    call(stackGlobal('functools', 'partial') + tuple(stackGlobal('os', 'getcwd')) + NEWOBJ),
  ],
  ['methodcaller', call(call(stackGlobal('operator', 'methodcaller'), text('getcwd')), OS)],
  [
    'a thread',
    call(stackGlobal('_thread', 'start_new_thread'), stackGlobal('os', 'getcwd'), EMPTY_TUPLE),
  ],
  [
    'a defaultdict',
    call(
      stackGlobal('operator', 'getitem'),
      call(stackGlobal('collections', 'defaultdict'), stackGlobal('os', 'getcwd')),
      text('a'),
    ),
  ],
  ['__call__', call(stackGlobal('os', 'getcwd.__call__'))],
])('what %s calls is seen', (_, calling) => {
  expect(calls(calling)).toContain('os.getcwd')
})

test('what cannot be known stays a call', () => {
  expect(value(call(stackGlobal('os', 'getcwd')))).toBe('call')
  expect(
    value(call(stackGlobal('builtins', 'str.join'), text(''), call(stackGlobal('os', 'listdir')))),
  ).toBe('call')
  expect(value(call(stackGlobal('zlib', 'decompress'), bytes('no zlib')))).toBe('call')
})
