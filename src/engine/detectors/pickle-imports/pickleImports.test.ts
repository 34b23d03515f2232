import { expect, test } from 'vitest'
import type { Judgement } from '../../model/Finding.ts'
import type { Instruction } from '../../model/Listing.ts'
import { fileLocation, rangeWithin, type Location } from '../../model/Location.ts'
import type { Model } from '../../model/Model.ts'
import type { Operation } from '../../model/Operation.ts'
import { reference, sampleCode, sampleModel } from '../sample.ts'
import { pickleImports } from './pickleImports.ts'

const PICKLE = { kind: 'payload', name: 'pickle', offset: 0, length: 90 } as const
const FILE = rangeWithin(fileLocation('model.pkl', 90), PICKLE)

function opcode(name: string, offset: number, argument: number | null = null): Instruction {
  const place = { offset, length: 1, index: offset, line: null, isTarget: false }
  return { ...place, opcode: name, argument, meaning: '' }
}

const WHOLE = [opcode('PROTO', 0, 4), opcode('STOP', 89)]

interface Parts extends Pick<NonNullable<Parameters<typeof sampleCode>[0]>, 'references'> {
  readonly at?: Location
  readonly instructions?: readonly Instruction[]
  readonly faults?: readonly string[]
  readonly strings?: readonly string[]
  readonly model?: Partial<Model>
}

function found(parts: Parts): readonly Judgement[] {
  const { references = [], at = FILE, instructions = WHOLE, faults = [], strings = [] } = parts
  const sample = sampleCode({
    machine: 'pickle',
    references,
    faults: faults.map((message) => ({ message, offset: 8, length: 1 })),
    strings: strings.map((text) => ({ text, offset: 4, length: text.length })),
  })
  const code = { ...sample, locations: [at], code: { ...sample.code, instructions } }
  return [...pickleImports.find(sampleModel({ code: [code], ...parts.model }))]
}

function grades(parts: Parts): readonly string[] {
  return found(parts).map(({ rule, severity }) => `${rule} ${severity ?? 'as the rule'}`)
}

const call = (path: string, ...literals: string[]) => reference(path, 'import', literals)
const name = (path: string) => reference(path, 'import')

function inside(...names: readonly string[]): Location {
  const files = names.map(
    (file) => ({ kind: 'member', name: file, offset: 0, length: 90 }) as const,
  )
  return [...files.reduce<Location>((at, file) => rangeWithin(at, file), []), ...FILE.slice(1)]
}

function script(op: string, text: string | null): Operation {
  const operands = text === null ? [] : [{ name: 'filename', text, from: 'literal' } as const]
  const place = { node: op, graph: 'code/m.py', layer: null, at: FILE }
  return { op, operands, runs: 'call', role: null, count: 1, ...place }
}

/** What is judged, what it earns, and an innocent twin that earns nothing of medium or more. */
const PAIRS: readonly (readonly [string, Parts, string, Parts])[] = [
  [
    'a command',
    { references: [call('os.system', "'echo'")] },
    'PKL-001 critical',
    { references: [call('collections.OrderedDict')] },
  ],
  [
    'a dangerous name that is handed on',
    { references: [name('os.system')] },
    'PKL-002 high',
    { references: [name('numpy.log1p')] },
  ],
  [
    'a dangerous name that is handed on beside a command',
    { references: [name('os.system')], strings: ['curl http://example.test/x'] },
    'PKL-002 critical',
    { references: [name('numpy.log1p')], strings: ['curl http://example.test/x'] },
  ],
  [
    'operands that are no text',
    { faults: ['an operand of STACK_GLOBAL is int, not written as text'] },
    'PKL-003 as the rule',
    { faults: [] },
  ],
  [
    'opcodes of another protocol',
    { instructions: [opcode('PROTO', 0, 2), opcode('STACK_GLOBAL', 2), opcode('STOP', 3)] },
    'PKL-003 medium',
    { instructions: [opcode('PROTO', 0, 4), opcode('STACK_GLOBAL', 2), opcode('STOP', 3)] },
  ],
  [
    'a break behind a call',
    {
      references: [call('os.system')],
      model: { problems: [{ kind: 'malformed', message: 'cut', location: FILE }] },
    },
    'PKL-005 as the rule',
    { model: { problems: [{ kind: 'malformed', message: 'cut', location: FILE }] } },
  ],
  [
    'functions made of code by hand',
    { references: [call('types.CodeType', '1')] },
    'PKL-007 high',
    { references: [call('cloudpickle.cloudpickle._make_function')] },
  ],
  [
    'functions made of code and called',
    { references: [call('types.FunctionType'), call('types.FunctionType()')] },
    'PKL-007 critical',
    { references: [call('cloudpickle.cloudpickle._builtin_type()')] },
  ],
  [
    'getattr with a name that leads out',
    { references: [call('builtins.getattr', "'__globals__'")] },
    'PKL-008 as the rule',
    { references: [call('builtins.getattr', "'forward'")] },
  ],
  [
    'a name that is made up',
    { references: [call('os.?', "'echo'")] },
    'PKL-008 high',
    { references: [reference('persistent_load()', 'unknown', [])] },
  ],
  [
    'a gadget of a library',
    { references: [call('torch.utils.collect_env.run', "'echo'")] },
    'PKL-009 critical',
    { references: [call('torch._utils._rebuild_tensor_v2')] },
  ],
  [
    'a file that is opened',
    { references: [call('builtins.open', "'/etc/passwd'")] },
    'PKL-010 critical',
    { references: [call('pathlib.PosixPath', "'models'")] },
  ],
  [
    'an identifier for the loading program',
    { instructions: [opcode('PROTO', 0, 4), opcode('BINPERSID', 2), opcode('STOP', 3)] },
    'PKL-011 as the rule',
    {
      instructions: [opcode('PROTO', 0, 4), opcode('BINPERSID', 2), opcode('STOP', 3)],
      references: [name('torch.FloatStorage')],
    },
  ],
  [
    'a call of an unknown class whose result is dropped',
    {
      references: [call('mine.Run')],
      instructions: [opcode('REDUCE', 1), opcode('POP', 2), opcode('STOP', 3)],
    },
    'PKL-012 as the rule',
    {
      references: [call('sklearn.svm.SVC')],
      instructions: [opcode('REDUCE', 1), opcode('POP', 2), opcode('STOP', 3)],
    },
  ],
  [
    'a scanner',
    { references: [name('fickling.fickle.Pickled')] },
    'PKL-013 as the rule',
    { references: [name('sklearn.pipeline.Pipeline')] },
  ],
  [
    'the name of another format',
    { at: rangeWithin(fileLocation('config.json', 90), PICKLE) },
    'PKL-014 medium',
    { at: rangeWithin(fileLocation('model.joblib', 90), PICKLE) },
  ],
  [
    'TorchScript that writes a file',
    { model: { operations: [script('aten::save', '/etc/x')] } },
    'PKL-019 high',
    { model: { operations: [script('torchvision::nms', null)] } },
  ],
  [
    'TorchScript that imports',
    { model: { operations: [script('import::python', 'os')] } },
    'PKL-019 high',
    { model: { operations: [script('prim::Print', null)] } },
  ],
  [
    'an object of another machine',
    { references: [call('torch.distributed.rpc.rpc_sync')] },
    'PKL-020 high',
    { references: [call('torch.nn.parallel.distributed.DistributedDataParallel')] },
  ],
  [
    'a pickle under the name of an array',
    { at: rangeWithin(fileLocation('x.npy', 90), PICKLE) },
    'PKL-023 high',
    { at: inside('x.npy', 'pickle') },
  ],
  [
    'an operator of skops that reaches any method',
    { model: { operations: [script('skops::OperatorFuncNode', 'operator.methodcaller')] } },
    'PKL-024 high',
    { model: { operations: [script('skops::OperatorFuncNode', 'operator.itemgetter')] } },
  ],
  [
    'a class of skops that is not known',
    { model: { operations: [script('skops::ObjectNode', 'mine.Net')] } },
    'PKL-024 medium',
    { model: { operations: [script('skops::ObjectNode', 'sklearn.svm._classes.SVC')] } },
  ],
  [
    'a class that is not known',
    { references: [call('__main__.Net')] },
    'PKL-027 medium',
    { references: [call('torch.nn.modules.linear.Linear')] },
  ],
  [
    'a function that is not known',
    { references: [call('helper.fetch')] },
    'PKL-027 high',
    { references: [call('sklearn.neighbors._kd_tree.newObj')] },
  ],
  [
    'a function of Python’s own library',
    { references: [call('shlex.split', "'a b'")] },
    'PKL-028 high',
    { references: [call('math.floor', '1.5')] },
  ],
  [
    'Keras weights that are a pickle',
    { at: inside('model.weights.npz') },
    'KER-008 critical',
    { at: inside('model.weights.h5.pkl') },
  ],
]

test.each(PAIRS)('%s is told, and its twin is not', (_, guilty, grade, innocent) => {
  expect(grades(guilty)).toContain(grade)
  const alarms = grades(innocent).filter((text) => !/ (low|info)$/.test(text))
  expect(alarms).toEqual([])
})

test('a Keras model in a pickle is told', () => {
  const helper = 'keras.saving.pickle_utils.deserialize_model_from_bytecode'
  expect(grades({ references: [call(helper)] })).toEqual(['KER-010 as the rule'])
  const method = 'keras.src.models.functional.Functional._unpickle_model'
  expect(grades({ references: [call(method)] })).toEqual(['KER-009 as the rule'])
})

test('pickles inside others and arrays of objects are told', () => {
  const constant = { kind: 'value', name: 'constant at byte 4', offset: 4, length: 20 } as const
  expect(grades({ at: rangeWithin(rangeWithin(FILE, constant), PICKLE) })).toEqual([
    'PKL-004 as the rule',
  ])
  const array = { kind: 'value', name: 'array of objects at byte 4', offset: 4, length: 9 } as const
  expect(grades({ at: rangeWithin(rangeWithin(FILE, array), PICKLE) })).toEqual([
    'PKL-017 as the rule',
  ])
})

test('a pickle beyond a limit is told', () => {
  const problems = [{ kind: 'limit', message: 'too much', location: FILE } as const]
  expect(grades({ model: { problems } })).toEqual(['PKL-022 as the rule'])
})

test('code of CPython is not judged here', () => {
  const code = sampleCode({ references: [call('os.system', "'echo'")] })
  expect([...pickleImports.find(sampleModel({ code: [code] }))]).toEqual([])
})
