// What each opcode does to stack and memo.
// https://github.com/python/cpython/blob/v3.13.0/Modules/_pickle.c
import { decodeLatin1, decodeUtf8 } from '../marshal/decodeText.ts'
import { build } from './build.ts'
import { instantiate, newObject, newObjectWithKeywords, reduce } from './callSteps.ts'
import { addItems, appendItems, setItems, toDict, toSet } from './items.ts'
import { broken, PickleEnd } from './PickleEnd.ts'
import type { PickleMachine } from './PickleMachine.ts'
import { textValue, type Argument, type Leaf } from './readArgument.ts'
import type { PickleValue } from './PickleValue.ts'

type Step = (machine: PickleMachine, argument: Argument) => void

const MAX_MEMO = 2_000_000 // slots; each memoized value has one
const LAST_PROTOCOL = 5

/** Runs one opcode. Throws `PickleEnd` where no unpickler goes on. */
export function step(machine: PickleMachine, name: string, argument: Argument): void {
  const run = STEPS.get(name)
  if (run === undefined) throw new Error(`there is no step for ${name}`)
  run(machine, argument)
}

const pushLeaf: Step = ({ stack }, argument) => stack.push(leafOf(argument))

const pushNew =
  (make: () => PickleValue): Step =>
  ({ stack }) =>
    stack.push(make())

const tuple =
  (count: number): Step =>
  ({ stack }) =>
    stack.push({ kind: 'tuple', items: stack.take(count) })

const proto: Step = (machine, argument) => {
  const protocol = numberOf(argument)
  if (protocol > LAST_PROTOCOL) throw broken(`protocol ${protocol} is unknown`)
  machine.protocol = protocol
}

const frame: Step = (machine, argument) => {
  const length = argument.kind === 'int' ? argument.value : 0n
  const message = `a frame of ${length} bytes is announced, ${machine.left} are left`
  if (length > MAX_FRAME) throw broken(message)
  if (length > machine.left) machine.fault(message) // the reader in Python goes on
}

const MAX_FRAME = 0x7fffffffffffffffn // sys.maxsize

const readonlyBuffer: Step = ({ stack }) => {
  const { kind } = stack.top()
  if (!MAYBE_BUFFER.includes(kind)) throw broken(`a ${kind} is no buffer`)
}

const MAYBE_BUFFER: readonly PickleValue['kind'][] = [
  ...(['bytes', 'call', 'global', 'persistent', 'unknown'] as const),
]

const nextBuffer: Step = ({ stack }) => stack.push({ kind: 'unknown', what: 'a buffer outside' })

const duplicate: Step = ({ stack }) => stack.push(stack.top())

const put: Step = (machine, argument) => remember(machine, numberOf(argument))

const memoize: Step = (machine) => remember(machine, machine.memo.size)

function remember(machine: PickleMachine, index: number): void {
  const { memo } = machine
  const value = machine.stack.top()
  if (index < 0) throw broken(`memo slot ${index} is below 0`)
  if (memo.size === MAX_MEMO && !memo.has(index))
    throw new PickleEnd('limit', `over ${MAX_MEMO} memo slots are written`)
  if (memo.has(index) && memo.get(index) !== value)
    machine.fault(`memo slot ${index} is written again with another value`)
  memo.set(index, value)
}

const get: Step = ({ stack, memo }, argument) => {
  const value = memo.get(numberOf(argument))
  if (value === undefined) throw broken(`memo slot ${numberOf(argument)} was never written`)
  stack.push(value)
}

const global: Step = (machine, argument) => {
  machine.stack.push(named(machine, argument))
}

const inst: Step = (machine, argument) => {
  const found = named(machine, argument)
  instantiate(machine, 'INST', found, machine.stack.takeToMark())
}

/** What GLOBAL and INST import. What CPython cannot import is noted all the same, before it breaks. */
function named(machine: PickleMachine, argument: Argument): PickleValue {
  if (argument.kind !== 'names') throw mistaken(argument)
  const names = [argument.module.bytes, argument.name.bytes] as const
  const [module = '', name = ''] = names.map(
    (bytes) => decodeUtf8(bytes)?.text ?? decodeLatin1(bytes),
  )
  const found = machine.find(module, name)
  if (module === '' || name === '') throw broken('a name that is imported is empty')
  if (names.some((bytes) => decodeUtf8(bytes) === undefined))
    throw broken('a name that is imported is not UTF-8')
  if (/[\s\0]/.test(module + name)) machine.fault('a name that is imported holds white space')
  return found
}

const object: Step = (machine) => {
  const [callable, ...args] = machine.stack.takeToMark()
  if (callable === undefined) throw broken('there is no class above the mark')
  instantiate(machine, 'OBJ', callable, args)
}

const stackGlobal: Step = (machine) => {
  const [module, name] = machine.stack.take(2)
  const found = machine.find(operandText(machine, module), operandText(machine, name))
  machine.stack.push(found)
  for (const operand of [module, name])
    if (operand !== undefined && !isTextOrUnknown(operand))
      throw broken(`an operand of STACK_GLOBAL is no text but ${operand.kind}`)
}

/** The text that a name is written as, be it of a kind that CPython refuses. */
function operandText(machine: PickleMachine, operand: PickleValue | undefined): string | null {
  if (operand?.kind === 'text') return operand.text
  machine.fault(`an operand of STACK_GLOBAL is ${operand?.kind ?? 'missing'}, not written as text`)
  return operand?.kind === 'bytes' ? decodeLatin1(operand.bytes) : null
}

const MAYBE_TEXT: readonly PickleValue['kind'][] = ['text', 'call', 'unknown', 'persistent']

function isTextOrUnknown({ kind }: PickleValue): boolean {
  return MAYBE_TEXT.includes(kind)
}

const extension: Step = (machine, argument) => {
  const code = numberOf(argument)
  if (code <= 0) throw broken(`extension ${code} is not above 0`)
  machine.fault(`what extension ${code} is stands in the registry of the loading program`)
  machine.stack.push({ kind: 'unknown', what: `extension ${code}` })
}

const persistentLine: Step = (machine, argument) => {
  if (argument.kind !== 'line') throw mistaken(argument)
  const { bytes, at } = argument.line
  const id = textValue(decodeLatin1(bytes), at)
  machine.stack.push({ kind: 'persistent', id, at: machine.at })
}

const persistent: Step = ({ stack, at }) => stack.push({ kind: 'persistent', id: stack.pop(), at })

const setOne: Step = (machine) => {
  const [target, key, value] = machine.stack.take(3)
  if (target === undefined || key === undefined || value === undefined) return
  machine.stack.push(target)
  setItems(machine, target, [key, value])
}

const NONE: PickleValue = { kind: 'none' }
const TRUE: PickleValue = { kind: 'bool', value: true }
const FALSE: PickleValue = { kind: 'bool', value: false }

const LEAVES = [
  ...['INT', 'BININT', 'BININT1', 'BININT2', 'LONG', 'LONG1', 'LONG4', 'FLOAT', 'BINFLOAT'],
  ...['STRING', 'BINSTRING', 'SHORT_BINSTRING', 'UNICODE', 'BINUNICODE', 'SHORT_BINUNICODE'],
  ...['BINUNICODE8', 'BINBYTES', 'SHORT_BINBYTES', 'BINBYTES8', 'BYTEARRAY8'],
]

const STEPS: ReadonlyMap<string, Step> = new Map<string, Step>([
  ...LEAVES.map((name) => [name, pushLeaf] as const),
  ['PROTO', proto],
  ['FRAME', frame],
  ['STOP', () => undefined],
  ['NONE', pushNew(() => NONE)],
  ['NEWTRUE', pushNew(() => TRUE)],
  ['NEWFALSE', pushNew(() => FALSE)],
  ['EMPTY_TUPLE', tuple(0)],
  ['TUPLE1', tuple(1)],
  ['TUPLE2', tuple(2)],
  ['TUPLE3', tuple(3)],
  ['TUPLE', ({ stack }) => stack.push({ kind: 'tuple', items: stack.takeToMark() })],
  ['EMPTY_LIST', pushNew(() => ({ kind: 'list', items: [] }))],
  ['LIST', ({ stack }) => stack.push({ kind: 'list', items: stack.takeToMark() })],
  ['EMPTY_DICT', pushNew(() => ({ kind: 'dict', entries: [] }))],
  ['DICT', ({ stack }) => stack.push(toDict(stack.takeToMark()))],
  ['EMPTY_SET', pushNew(() => ({ kind: 'set', items: [] }))],
  ['FROZENSET', ({ stack }) => stack.push(toSet('frozenset', stack.takeToMark()))],
  ['APPEND', (machine) => appendItems(machine, [machine.stack.pop()], machine.stack.top())],
  ['APPENDS', (machine) => appendItems(machine, machine.stack.takeToMark(), machine.stack.top())],
  ['ADDITEMS', (machine) => addItems(machine, machine.stack.takeToMark(), machine.stack.top())],
  ['SETITEM', setOne],
  [
    'SETITEMS',
    (machine) => {
      const items = machine.stack.takeToMark()
      setItems(machine, machine.stack.top(), items)
    },
  ],
  ['MARK', ({ stack }) => stack.mark()],
  ['POP', ({ stack }) => stack.popOrMark()],
  ['POP_MARK', ({ stack }) => void stack.takeToMark()],
  ['DUP', duplicate],
  ['PUT', put],
  ['BINPUT', put],
  ['LONG_BINPUT', put],
  ['MEMOIZE', memoize],
  ['GET', get],
  ['BINGET', get],
  ['LONG_BINGET', get],
  ['GLOBAL', global],
  ['STACK_GLOBAL', stackGlobal],
  ['INST', inst],
  ['OBJ', object],
  ['REDUCE', reduce],
  ['NEWOBJ', newObject],
  ['NEWOBJ_EX', newObjectWithKeywords],
  ['BUILD', build],
  ['EXT1', extension],
  ['EXT2', extension],
  ['EXT4', extension],
  ['PERSID', persistentLine],
  ['BINPERSID', persistent],
  ['NEXT_BUFFER', nextBuffer],
  ['READONLY_BUFFER', readonlyBuffer],
])

function leafOf(argument: Argument): Leaf {
  if (argument.kind === 'none' || argument.kind === 'names' || argument.kind === 'line')
    throw mistaken(argument)
  return argument
}

/** Not exact above 2^53, where it only has to be too large. */
function numberOf(argument: Argument): number {
  if (argument.kind === 'bool') return Number(argument.value)
  if (argument.kind !== 'int') throw mistaken(argument)
  return Number(argument.value)
}

function mistaken({ kind }: Argument): Error {
  return new Error(`an argument is ${kind}`)
}
