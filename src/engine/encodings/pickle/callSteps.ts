// Opcodes that call: REDUCE, INST, OBJ, NEWOBJ, NEWOBJ_EX.
import { broken } from './PickleEnd.ts'
import type { PickleMachine } from './PickleMachine.ts'
import type { PickleCall, PickleValue } from './PickleValue.ts'

/** `callable(*args)`. */
export function reduce(machine: PickleMachine): void {
  const [callable, given] = machine.stack.take(2)
  if (callable === undefined || given === undefined) return
  push(machine, 'REDUCE', callable, argumentsOf(machine, given))
}

/** `class(*args)`, of INST and OBJ. */
export function instantiate(
  machine: PickleMachine,
  opcode: 'INST' | 'OBJ',
  callable: PickleValue,
  args: readonly PickleValue[],
): void {
  push(machine, opcode, callable, args)
}

/** `class.__new__(class, *args)`. */
export function newObject(machine: PickleMachine): void {
  const [callable, given] = machine.stack.take(2)
  if (callable === undefined || given === undefined) return
  push(machine, 'NEWOBJ', callable, argumentsOf(machine, given))
}

/** `class.__new__(class, *args, **keywords)`. */
export function newObjectWithKeywords(machine: PickleMachine): void {
  const [callable, given, keywords] = machine.stack.take(3)
  if (callable === undefined || given === undefined || keywords === undefined) return
  push(machine, 'NEWOBJ_EX', callable, argumentsOf(machine, given), keywords)
}

const NOT_CALLABLE: readonly PickleValue['kind'][] = [
  ...(['none', 'ellipsis', 'bool', 'int', 'float', 'text', 'bytes', 'tuple', 'list'] as const),
  ...(['set', 'frozenset', 'dict'] as const),
]

function push(
  machine: PickleMachine,
  opcode: PickleCall['opcode'],
  callable: PickleValue,
  args: readonly PickleValue[],
  keywords: PickleValue | null = null,
): void {
  machine.stack.push(machine.call({ opcode, callable, args, keywords }))
  if (NOT_CALLABLE.includes(callable.kind)) throw broken(`a ${callable.kind} is called`)
}

/** What `*given` comes to. CPython's C reader wants a tuple; the one in Python takes whatever has items. */
function argumentsOf(machine: PickleMachine, given: PickleValue): readonly PickleValue[] {
  switch (given.kind) {
    case 'tuple':
      return given.items
    case 'list':
    case 'set':
    case 'frozenset':
      machine.fault(`arguments are a ${given.kind}, which only the reader in Python takes`)
      return given.items
    case 'dict':
      machine.fault('arguments are a dict, which only the reader in Python takes')
      return given.entries.map(([key]) => key)
    case 'text':
      machine.fault('arguments are a text, which only the reader in Python takes')
      return Array.from(given.text.slice(0, MAX_LETTERS), (text) => ({ ...given, text }))
    case 'bytes':
    case 'call':
    case 'global':
    case 'persistent':
    case 'unknown':
      machine.fault('what the arguments of a call are is not known')
      return [given]
    default:
      throw broken(`arguments are ${given.kind}`)
  }
}

const MAX_LETTERS = 1_000 // a call with more arguments than that is none
