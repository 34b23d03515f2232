// Ways of hiding what a pickle runs, composed in view. Nothing of this is ever loaded: the commands are echoes.
// threats: https://arxiv.org/abs/2508.19774, the advisories of picklescan and fickling, nullifAI.
import { bytesToHex } from '@noble/hashes/utils.js'
import { zlibSync } from 'fflate'
import { expect, test } from 'vitest'
import { analyzeStructure } from './analyze.ts'
import { bytesSource } from './bytes/ByteSource.ts'
import type { Report } from './model/Report.ts'

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const chars = (...codes: number[]) => String.fromCharCode(...codes)
const u32 = (value: number) =>
  chars(value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24)
const u64 = (value: number) => u32(value) + u32(0)

const proto = (version: number) => chars(0x80, version)
const text = (value: string) => `\x8c${chars(value.length)}${value}`
const bytes = (value: string) => `B${u32(value.length)}${value}`
const tuple = (...items: string[]) => `(${items.join('')}t`
const named = (module: string, name: string) => `${text(module)}${text(name)}\x93`
const call = (callable: string, ...args: string[]) => `${callable}${tuple(...args)}R`
const MEMOIZE = '\x94'
const STOP = '.'

const ECHO = text('echo test')
const SYSTEM = named('os', 'system')
const PAYLOAD = `${proto(4)}${call(SYSTEM, ECHO)}${STOP}`
const OLD_PAYLOAD = "cos\nsystem\n(S'echo test'\ntR."
const INNOCENT = `${proto(4)}${call(named('collections', 'OrderedDict'))}${STOP}`

function report(content: string, name = 'model.pkl'): Report {
  const source = bytesSource(latin1(content))
  const steps = analyzeStructure(
    { name, isFolder: false, files: [{ path: name, source }] },
    { hdf5: null },
  )
  for (let step = steps.next(); ; step = steps.next())
    if (step.done === true) return step.value.analysis.report
}

function rules(content: string, name?: string): readonly string[] {
  return report(content, name).findings.map(({ rule, severity }) => `${rule} ${severity}`)
}

test('an ordinary pickle is quiet', () => {
  expect(report(INNOCENT).verdict).toBe('benign-code')
  expect(rules(INNOCENT)).toEqual([])
})

test('a call is critical, and the message is the evidence', () => {
  const [finding] = report(PAYLOAD).findings
  expect(finding).toMatchObject({
    rule: 'PKL-001',
    severity: 'critical',
    message: "Runs `os.system('echo test')` when it is loaded",
    effect: { kind: 'process', when: 'load' },
  })
})

const MEMO_SWAP = [
  `${proto(4)}${text('os')}${MEMOIZE}0${text('system')}${MEMOIZE}0${text('torch')}${MEMOIZE}0`,
  `h\0h\x01\x93${tuple(ECHO)}R${STOP}`,
].join('')

/** Each trick of the catalogue, and a rule that must speak of it. */
const TRICKS: readonly (readonly [string, string, RegExp])[] = [
  ['names through the memo', MEMO_SWAP, /PKL-001 critical/],
  [
    'names as BINUNICODE8',
    `${proto(4)}\x8d${u64(2)}os\x8d${u64(6)}system\x93${tuple(ECHO)}R.`,
    /PKL-001 critical/,
  ],
  [
    'a name of bytes',
    `${proto(4)}${text('os')}${bytes('system')}\x93${tuple(ECHO)}R.`,
    /PKL-00[1-8] (critical|high)/,
  ],
  [
    'a name that is a number',
    `${proto(4)}${call(SYSTEM, ECHO)}0${text('os')}K\x01\x93.`,
    /PKL-005 critical/,
  ],
  [
    'a dotted name behind a trusted module',
    'ctorch\nos.system\n(Vecho test\ntR.',
    /PKL-009 critical/,
  ],
  [
    'a dotted name of protocol 4',
    `${proto(4)}${call(named('torch', 'serialization.os.system'), ECHO)}.`,
    /PKL-009 critical/,
  ],
  ['the extension registry', `${proto(4)}\x82\x05${tuple(ECHO)}R.`, /PKL-003 high/],
  ['INST', "(S'echo test'\nios\nsystem\n.", /PKL-001 critical/],
  ['OBJ', "(cos\nsystem\nS'echo test'\no.", /PKL-001 critical/],
  ['NEWOBJ_EX', `${proto(4)}${SYSTEM}${tuple(ECHO)}}\x92.`, /PKL-001 critical/],
  ['NEWOBJ', `${proto(4)}${SYSTEM}${tuple(ECHO)}\x81.`, /PKL-001 critical/],
  [
    'an attribute of a module that is replaced first',
    `${proto(4)}${named('torch', '_utils')}}${text('run')}${SYSTEM}sb0${call(named('torch', '_utils.run'), ECHO)}.`,
    /PKL-00[12] critical/,
  ],
  [
    'a call whose result is thrown away',
    `${proto(4)}${call(SYSTEM, ECHO)}0${INNOCENT.slice(2)}`,
    /PKL-001 critical/,
  ],
  [
    'a call of the author’s that is thrown away',
    `${proto(4)}${call(named('helper', 'Run'))}0N.`,
    /PKL-012 high/,
  ],
  ['a call hidden in a list', `${proto(4)}](N${call(SYSTEM, ECHO)}eN.`, /PKL-001 critical/],
  ['a stream that is cut behind the call', PAYLOAD.slice(0, -1), /PKL-005 critical/],
  ['a stream that breaks behind the call', `${PAYLOAD.slice(0, -1)}\xff\xfe`, /PKL-005 critical/],
  ['a payload behind a STOP', INNOCENT + PAYLOAD, /PKL-001 critical/],
  ['the last of ten pickles', INNOCENT.repeat(9) + PAYLOAD, /PKL-001 critical/],
  [
    'the system information of a torch file',
    `${proto(2)}\x8a\x0a\x6c\xfc\x9c\x46\xf9\x20\x6a\xa8\x50\x19.${proto(2)}M\xe9\x03.${PAYLOAD}`,
    /PKL-001 critical/,
  ],
  ['line ends of Windows', 'cos\r\nsystem\r\n(Vecho test\r\ntR.', /PKL-00[1238] (critical|high)/],
  ['letters as escapes', 'cos\nsystem\n(V\\u0065cho test\ntR.', /PKL-001 critical/],
  ['quotes in quotes', 'cos\nsystem\n(S"echo \'test\'"\ntR.', /PKL-001 critical/],
  ['a name with a space', 'cos\nsystem \n(Vecho test\ntR.', /PKL-003 high/],
  [
    'getattr on a module',
    `${proto(4)}${call(call(named('builtins', 'getattr'), call(named('importlib', 'import_module'), text('os')), text('system')), ECHO)}.`,
    /PKL-00[18] critical/,
  ],
  [
    'attrgetter',
    `${proto(4)}${call(call(named('operator', 'attrgetter'), text('system')), call(named('builtins', '__import__'), text('os')))}.`,
    /PKL-008 critical/,
  ],
  [
    'a name that is joined',
    `${proto(4)}${text('os')}${call(call(named('builtins', 'getattr'), text(''), text('join')), `](${text('sys')}${text('tem')}e`)}\x93${tuple(ECHO)}R.`,
    /PKL-00\d critical/,
  ],
  [
    'resolve_name',
    `${proto(4)}${call(call(named('pkgutil', 'resolve_name'), text('os:system')), ECHO)}.`,
    /PKL-008 critical/,
  ],
  [
    'a factory of a defaultdict',
    `${proto(4)}${call(named('collections', 'defaultdict'), SYSTEM)}.`,
    /PKL-002 (high|critical)/,
  ],
  [
    'a function handed to map',
    `${proto(4)}${call(named('builtins', 'map'), SYSTEM, `](${ECHO}e`)}.`,
    /PKL-00[12] (high|critical)/,
  ],
  [
    'a partial that is called',
    `${proto(4)}${call(call(named('functools', 'partial'), SYSTEM), ECHO)}.`,
    /PKL-00[12] critical/,
  ],
  ...(
    [
      ['torch.utils.collect_env', 'run'],
      ['torch._inductor.codecache', 'compile_file'],
      ['numpy.testing._private.utils', 'runstring'],
      ['numpy.f2py.crackfortran', 'getlincoef'],
      ['pandas', 'read_csv'],
      ['mlflow.projects', '_run_entry_point'],
      ['multiprocessing.util', 'spawnv_passfds'],
      ['uuid', '_popen'],
      ['ssl', 'get_server_certificate'],
      ['pydoc', 'locate'],
      ['ctypes', 'CDLL'],
      ['pip._internal', 'main'],
      ['torch.hub', 'load'],
      ['numpy.core', '_ufunc_reconstruct'],
    ] as const
  ).map(([module, name]) => {
    const content = `${proto(4)}${call(named(module, name), text('http://example.test/'))}.`
    return [`${module}.${name}`, content, /PKL-0(01|08|09|10) critical/] as const
  }),
  [
    'an object of another machine',
    `${proto(4)}${call(named('torch.distributed.rpc', 'rpc_sync'), text('worker'))}.`,
    /PKL-020 high/,
  ],
  [
    'the name of a scanner',
    `${proto(4)}${call(named('picklescan.scanner', 'scan'))}.`,
    /PKL-013 critical/,
  ],
  ['a pickle in bytes', `${proto(4)}${bytes(PAYLOAD)}.`, /PKL-001 critical/],
  ['a pickle of protocol 0 in bytes', `${proto(4)}${bytes(OLD_PAYLOAD)}.`, /PKL-001 critical/],
  [
    'a pickle in base64',
    `${proto(4)}${text(Buffer.from(PAYLOAD, 'latin1').toString('base64'))}.`,
    /PKL-001 critical/,
  ],
  [
    'a pickle in hexadecimal',
    `${proto(4)}${text(bytesToHex(latin1(PAYLOAD)))}.`,
    /PKL-001 critical/,
  ],
  [
    'a pickle in zlib in bytes',
    `${proto(4)}${bytes(Buffer.from(zlibSync(latin1(PAYLOAD))).toString('latin1'))}.`,
    /PKL-001 critical/,
  ],
  [
    'a pickle in a pickle in a pickle',
    `${proto(4)}${bytes(`${proto(4)}${bytes(`${proto(4)}${bytes(PAYLOAD)}.`)}.`)}.`,
    /PKL-001 critical/,
  ],
  [
    'bytes as a text of Latin-1',
    `${proto(2)}c_codecs\nencode\n(X${u32(Buffer.byteLength(PAYLOAD, 'utf8'))}${Buffer.from(PAYLOAD, 'utf8').toString('latin1')}X${u32(6)}latin1tR.`,
    /PKL-001 critical/,
  ],
]

test.each(TRICKS)('%s is seen', (_, content, expected) => {
  expect(rules(content).join('\n')).toMatch(expected)
})

test.each([
  ...['model.safetensors', 'config.json', 'weights.h5', 'model.onnx', 'model', 'model.tar.gz'],
  ...['weights.npy', 'pytorch_model.bin', 'data.json.txt'],
])('a pickle is known under the name %s', (name) => {
  expect(report(PAYLOAD, name)).toMatchObject({ format: 'pickle', verdict: 'malicious' })
})

test('a pickle under the name of another format is told, also when it does nothing', () => {
  expect(rules(INNOCENT, 'config.json')).toContain('PKL-014 medium')
  expect(rules(INNOCENT, 'weights.npy')).toContain('PKL-023 high')
  expect(rules(INNOCENT, 'model.weights.npz')).toContain('KER-008 critical')
  expect(rules(INNOCENT, 'model.pt')).toEqual([])
})

test.each([
  ['marks without end', '('.repeat(50_000)],
  ['bytes of 2^63', `${proto(4)}\x8e${u32(0)}${u32(0x80000000)}`],
  ['a slot beyond all', `${proto(4)}Nr\xff\xff\xff\xffN.`],
  ['a list in itself', `${proto(4)}]${MEMOIZE}h\0a.`],
  ['a dictionary in itself', `${proto(4)}}${MEMOIZE}K\x01h\0s.`],
  ['tuples that double', `${proto(4)}N${`${MEMOIZE}h\x00\x86`.repeat(50)}.`],
])('%s end soon, and are not called clean when they were not read', (_, content) => {
  const start = performance.now()
  const { verdict, complete } = report(content)
  expect(performance.now() - start).toBeLessThan(5_000)
  expect(complete || verdict === 'review').toBe(true)
})

/** Twins of tricks that ordinary models have. */
test.each([
  [
    'a field that is read',
    `${proto(4)}${call(named('builtins', 'getattr'), named('torch.nn', 'Module'), text('forward'))}.`,
  ],
  [
    'a partial of an ordinary function',
    `${proto(4)}${call(named('functools', 'partial'), named('numpy', 'log1p'))}.`,
  ],
  [
    'a set and a path',
    `${proto(4)}${call(named('builtins', 'set'), ']')}0${call(named('pathlib', 'PosixPath'), text('models'))}.`,
  ],
  [
    'a storage of torch',
    `${proto(2)}((X${u32(7)}storagectorch\nFloatStorage\nX${u32(1)}0X${u32(3)}cpuK\x02tQ.`,
  ],
  [
    'words that could be opcodes',
    `${proto(4)}](${text('(((((((((')}${text('NNNNNNNNNN')}${text('class method')}e.`,
  ],
  [
    'words in base64 that hold nothing',
    `${proto(4)}${text(Buffer.from('nothing but words in here').toString('base64'))}.`,
  ],
])('%s is quiet', (_, content) => {
  const alarms = rules(content).filter((rule) => !/ (low|info)$/.test(rule))
  expect(alarms).toEqual([])
})

test('persistent identifiers that are not of torch deserve a look', () => {
  expect(rules(`${proto(4)}${text('user-1')}Q.`)).toContain('PKL-011 medium')
})

test('an object of an unknown class deserves a look, and a call of an unknown function is suspicious', () => {
  expect(rules(`${proto(4)}${named('mine', 'Net')})\x81.`)).toEqual(['PKL-027 medium'])
  expect(rules(`${proto(4)}${call(named('mine', 'fetch'))}.`)).toEqual(['PKL-027 high'])
})

test('a class that calls itself malicious is suspicious, also where TorchScript names it', () => {
  for (const module of ['__main__', '__torch__'])
    expect(rules(`${proto(4)}${named(module, 'MaliciousModel')})\x81.`)).toContain('PKL-027 high')
})
