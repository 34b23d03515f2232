import { stackEffect } from '../versions/OpcodeTable.ts'
import { callHandlers, listToTuple } from './callHandlers.ts'
import { subscript } from './calls.ts'
import type { Machine } from './Machine.ts'
import { nameHandlers } from './nameHandlers.ts'
import type { Handler, Step } from './Step.ts'
import { display, literal, NOTHING, UNKNOWN, type Value } from './values.ts'

/** How an instruction of this name changes stack and variables. */
export function handlerFor(name: string): Handler {
  return HANDLERS.get(name) ?? patternHandler(name)
}

const STACK_HANDLERS: readonly (readonly [string, Handler])[] = [
  ['LOAD_CONST', loadConstant],
  ['LOAD_SMALL_INT', ({ machine, argument }) => machine.push(literal(String(argument)))],
  ['PUSH_NULL', ({ machine }) => machine.push(NOTHING)],
  ['DUP_TOP', ({ machine }) => machine.push(machine.peek(1))],
  ['DUP_TOP_TWO', ({ machine }) => machine.push(machine.peek(2), machine.peek(1))],
  ['DUP_TOPX', duplicateTop],
  ['COPY', ({ machine, argument }) => machine.push(machine.peek(argument))],
  ['SWAP', swap],
  ['ROT_TWO', ({ machine }) => rotate(machine, 2)],
  ['ROT_THREE', ({ machine }) => rotate(machine, 3)],
  ['ROT_FOUR', ({ machine }) => rotate(machine, 4)],
  ['ROT_N', ({ machine, argument }) => rotate(machine, argument)],
  ['BUILD_TUPLE', ({ machine, argument }) => build(machine, argument, '(', ')')],
  ['BUILD_LIST', ({ machine, argument }) => build(machine, argument, '[', ']')],
  ['BUILD_SET', ({ machine, argument }) => build(machine, argument, '{', '}')],
  ['LIST_EXTEND', extendList],
  ['LIST_TO_TUPLE', ({ machine }) => listToTuple(machine)],
  ['LIST_APPEND', spoil],
  ['SET_ADD', spoil],
  ['MAP_ADD', (step) => spoil(step, 1)],
  ['BINARY_SUBSCR', ({ machine }) => takeItem(machine)],
  ['BINARY_ADD', ({ machine }) => add(machine)],
  ['INPLACE_ADD', ({ machine }) => add(machine)],
  ['BINARY_OP', binary],
]

const HANDLERS: ReadonlyMap<string, Handler> = new Map([
  ...STACK_HANDLERS,
  ...nameHandlers,
  ...callHandlers,
])

/** What these leave on the stack stays what it is; of anything else the top is no longer known. */
const KEEPS_TOP =
  /^(POP_|STORE_|DELETE_|RETURN_|JUMP_|NOP|RESUME|SETUP_|PRECALL|MAKE_CELL|COPY_FREE_VARS|EXTENDED_ARG|NOT_TAKEN|END_|SET_UPDATE|DICT_UPDATE|DICT_MERGE|GEN_START|RAISE_|RERAISE|PRINT_|LOAD_|FOR_ITER|PUSH_|BEGIN_|CALL_FINALLY|UNPACK_)/

function patternHandler(name: string): Handler {
  if (KEEPS_TOP.test(name)) return (step) => step.machine.grow(effectOf(step))
  return (step) => {
    step.machine.grow(effectOf(step))
    step.machine.replace(1, UNKNOWN)
  }
}

function effectOf({ instruction, argument }: Step): number {
  return stackEffect(instruction.opcode.effect, argument)
}

function loadConstant({ machine, constants, argument }: Step): void {
  machine.push(constants[argument] ?? UNKNOWN)
}

function duplicateTop({ machine, argument }: Step): void {
  const count = Math.min(argument, 5) // the interpreter knows 2 and 3
  for (let copied = 0; copied < count; copied++) machine.push(machine.peek(count))
}

function swap({ machine, argument }: Step): void {
  const [top, other] = [machine.peek(1), machine.peek(argument)]
  machine.replace(1, other)
  machine.replace(argument, top)
}

/** Puts the top below the `count - 1` items under it. */
function rotate(machine: Machine, count: number): void {
  const depth = Math.min(count, 256)
  const top = machine.peek(1)
  for (let from = 1; from < depth; from++) machine.replace(from, machine.peek(from + 1))
  machine.replace(depth, top)
}

function build(machine: Machine, count: number, open: string, close: string): void {
  const items = machine.popMany(count)
  machine.push(items.length === 0 && open === '{' ? UNKNOWN : display(open, items, close))
}

function extendList({ machine, argument }: Step): void {
  const added = machine.pop()
  const list = machine.peek(argument)
  const items = list.kind === 'literal' && added.kind === 'literal' ? [list.items, added.items] : []
  const [before = null, after = null] = items
  machine.replace(
    argument,
    before === null || after === null ? UNKNOWN : display('[', [...before, ...after], ']'),
  )
}

/** The container below is no longer a literal. */
function spoil({ machine, argument }: Step, more = 0): void {
  machine.popMany(1 + more)
  machine.replace(argument, UNKNOWN)
}

function takeItem(machine: Machine): void {
  const [owner = UNKNOWN, key = UNKNOWN] = machine.popMany(2)
  machine.push(subscript(machine, owner, key))
}

const MAX_JOINED = 20_000 // characters of texts that are added up

function add(machine: Machine): void {
  const [first = UNKNOWN, second = UNKNOWN] = machine.popMany(2)
  machine.push(sum(first, second))
}

function sum(first: Value, second: Value): Value {
  if (first.kind !== 'literal' || second.kind !== 'literal') return UNKNOWN
  if (first.string === null || second.string === null) return UNKNOWN
  if (first.text.length + second.text.length > MAX_JOINED) return UNKNOWN
  if (first.text.at(-1) !== second.text.at(-1)) return UNKNOWN // quoted in two ways
  const text = first.text.slice(0, -1) + second.text.slice(second.text.search(/['"]/) + 1)
  return literal(text, first.string + second.string)
}

function binary({ machine, argument, version }: Step): void {
  const sign = version.table.binaryOperations[argument]
  if (sign === '[]') takeItem(machine)
  else if (sign === '+' || sign === '+=') add(machine)
  else {
    machine.popMany(2)
    machine.push(UNKNOWN)
  }
}
