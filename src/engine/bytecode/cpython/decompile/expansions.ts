import type { MarshalValue } from '../../../encodings/marshal/Marshal.ts'
import type { Reading } from '../Reading.ts'
import type { Op } from './Op.ts'

/** What one instruction comes to: nothing, itself under its common name, or several operations. */
export function expansionOf(op: Op, reading: Reading): readonly Op[] {
  const expand = EXPANSIONS.get(op.name)
  if (expand !== undefined) return expand(op, reading)
  const jump = CONDITIONAL.exec(op.name)
  if (jump?.[1] !== undefined) return [{ ...op, name: `BRANCH_${jump[1]}` }]
  const arithmetic = ARITHMETIC.exec(op.name)
  const sign = SIGNS.get(arithmetic?.[2] ?? '')
  if (arithmetic?.[1] !== undefined && sign !== undefined)
    return [{ ...op, name: arithmetic[1], label: sign }]
  return [op]
}

type Expansion = (op: Op, reading: Reading) => readonly Op[]

const CONDITIONAL = /^POP_JUMP_(?:FORWARD_|BACKWARD_)?IF_(TRUE|FALSE|NONE|NOT_NONE)$/
const ARITHMETIC = /^(BINARY|INPLACE)_([A-Z_]+)$/

const SIGNS: ReadonlyMap<string, string> = new Map([
  ['ADD', '+'],
  ['SUBTRACT', '-'],
  ['MULTIPLY', '*'],
  ['MATRIX_MULTIPLY', '@'],
  ['TRUE_DIVIDE', '/'],
  ['DIVIDE', '/'],
  ['FLOOR_DIVIDE', '//'],
  ['MODULO', '%'],
  ['POWER', '**'],
  ['LSHIFT', '<<'],
  ['RSHIFT', '>>'],
  ['AND', '&'],
  ['XOR', '^'],
  ['OR', '|'],
])

const SKIPPED = [
  'EXTENDED_ARG',
  'CACHE',
  'NOP',
  'RESUME',
  'PRECALL',
  'GEN_START',
  'NOT_TAKEN',
  'COPY_FREE_VARS',
  'MAKE_CELL',
  'TO_BOOL',
  'ASYNC_GEN_WRAP',
  'SETUP_ANNOTATIONS',
]

const RENAMED: readonly (readonly [from: string, to: string])[] = [
  ['JUMP_FORWARD', 'JUMP'],
  ['JUMP_ABSOLUTE', 'JUMP'],
  ['JUMP_BACKWARD', 'JUMP'],
  ['JUMP_BACKWARD_NO_INTERRUPT', 'JUMP'],
  ['JUMP_IF_FALSE_OR_POP', 'KEEP_FALSE'],
  ['JUMP_IF_TRUE_OR_POP', 'KEEP_TRUE'],
  ['LOAD_FAST_CHECK', 'LOAD_FAST'],
  ['LOAD_FAST_BORROW', 'LOAD_FAST'],
  ['LOAD_CLASSDEREF', 'LOAD_DEREF'],
  ['LOAD_FROM_DICT_OR_DEREF', 'LOAD_FROM_DICT'],
  ['LOAD_FROM_DICT_OR_GLOBALS', 'LOAD_FROM_DICT'],
]

const ROTATIONS: readonly (readonly [from: string, to: string, count: number])[] = [
  ['DUP_TOP', 'COPY', 1],
  ['ROT_TWO', 'SWAP', 2],
  ['ROT_THREE', 'ROTATE', 3],
  ['ROT_FOUR', 'ROTATE', 4],
]

const EXPANSIONS: ReadonlyMap<string, Expansion> = new Map<string, Expansion>([
  ...SKIPPED.map((name): [string, Expansion] => [name, () => []]),
  ...RENAMED.map(([from, name]): [string, Expansion] => [from, (op) => [{ ...op, name }]]),
  ...ROTATIONS.map(([from, name, argument]): [string, Expansion] => [
    from,
    (op) => [{ ...op, name, argument }],
  ]),
  ['ROT_N', (op) => [{ ...op, name: 'ROTATE' }]],
  ['RETURN_CONST', (op) => [{ ...op, name: 'LOAD_CONST' }, bare(op, 'RETURN_VALUE')]],
  ['LOAD_SMALL_INT', smallInteger],
  ['LOAD_ASSERTION_ERROR', (op) => [{ ...op, name: 'LOAD_COMMON', label: 'AssertionError' }]],
  [
    'LOAD_COMMON_CONSTANT',
    (op, { version }) => [
      { ...op, name: 'LOAD_COMMON', label: version.table.commonConstants[op.argument] ?? '?' },
    ],
  ],
  ['LOAD_GLOBAL', loadGlobal],
  ['LOAD_ATTR', loadAttribute],
  ['LOAD_SUPER_ATTR', loadSuperAttribute],
  ['BINARY_OP', binaryOperation],
  ['COMPARE_OP', comparison],
  ['IS_OP', (op) => [{ ...op, name: 'COMPARE', label: op.argument === 0 ? 'is' : 'is not' }]],
  ['CONTAINS_OP', (op) => [{ ...op, name: 'COMPARE', label: op.argument === 0 ? 'in' : 'not in' }]],
  ['LOAD_FAST_LOAD_FAST', (op, reading) => pair(op, 'LOAD_FAST', 'LOAD_FAST', reading)],
  [
    'LOAD_FAST_BORROW_LOAD_FAST_BORROW',
    (op, reading) => pair(op, 'LOAD_FAST', 'LOAD_FAST', reading),
  ],
  ['STORE_FAST_LOAD_FAST', (op, reading) => pair(op, 'STORE_FAST', 'LOAD_FAST', reading)],
  ['STORE_FAST_STORE_FAST', (op, reading) => pair(op, 'STORE_FAST', 'STORE_FAST', reading)],
  ['IMPORT_NAME', importName],
])

function bare(op: Op, name: string): Op {
  return { ...op, name, argument: 0, label: '', constant: null }
}

function smallInteger(op: Op): readonly Op[] {
  const value = BigInt(op.argument)
  const constant: MarshalValue = { kind: 'integer', value, isLong: false, ...op.at }
  return [{ ...op, name: 'LOAD_CONST', constant }]
}

/** From 3.11 on the low bit says that a NULL goes with the callable, from 3.13 on above it. */
function loadGlobal(op: Op, { code, version }: Reading): readonly Op[] {
  if (version.layout !== '3.11') return [op]
  const load = { ...op, label: code.names[op.argument >> 1] ?? '?' }
  if ((op.argument & 1) === 0) return [load]
  const none = bare(op, 'PUSH_NULL')
  return isNullAbove(version.id) ? [load, none] : [none, load]
}

/** Whether the callable stands below its NULL, as from 3.13 on. */
function isNullAbove(id: string): boolean {
  return id !== '3.11' && id !== '3.12'
}

function loadAttribute(op: Op, { code, version }: Reading): readonly Op[] {
  if (version.layout !== '3.11' || version.id === '3.11') return [op]
  const label = code.names[op.argument >> 1] ?? '?'
  return [{ ...op, name: (op.argument & 1) === 1 ? 'LOAD_METHOD' : 'LOAD_ATTR', label }]
}

/** `super().name` and `super(a, b).name`. */
function loadSuperAttribute(op: Op, { code }: Reading): readonly Op[] {
  const label = code.names[op.argument >> 2] ?? '?'
  const load = (op.argument & 1) === 1 ? 'LOAD_METHOD' : 'LOAD_ATTR'
  const call = { ...bare(op, 'CALL_SUPER'), argument: (op.argument & 2) === 2 ? 2 : 0 }
  return [call, { ...op, name: load, label }]
}

const FIRST_INPLACE = 13 // NB_INPLACE_ADD (Include/opcode.h)

function binaryOperation(op: Op, { version }: Reading): readonly Op[] {
  const sign = version.table.binaryOperations[op.argument] ?? '?'
  if (sign === '[]') return [bare(op, 'BINARY_SUBSCR')]
  const isInplace = op.argument >= FIRST_INPLACE
  return isInplace
    ? [{ ...op, name: 'INPLACE', label: sign.slice(0, -1) }]
    : [{ ...op, name: 'BINARY', label: sign }]
}

function comparison(op: Op, { version }: Reading): readonly Op[] {
  const shift = COMPARISON_SHIFT.get(version.id) ?? (version.table.haveArgument === null ? 5 : 0)
  const label = version.table.comparisons[op.argument >> shift] ?? '?'
  if (label === 'exception match') return [{ ...op, name: 'EXCEPTION_MATCH' }]
  return [{ ...op, name: 'COMPARE', label }]
}

const COMPARISON_SHIFT: ReadonlyMap<string, number> = new Map([['3.12', 4]])

function pair(op: Op, first: string, second: string, { code }: Reading): readonly Op[] {
  return [
    { ...op, name: first, label: code.locals[op.argument >> 4] ?? '?' },
    { ...op, name: second, label: code.locals[op.argument & 15] ?? '?' },
  ]
}

function importName(op: Op, { code, version }: Reading): readonly Op[] {
  if (version.id !== '3.15') return [op]
  return [{ ...op, label: code.names[op.argument >> 2] ?? '?' }]
}
