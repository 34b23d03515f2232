// Opcodes that call: REDUCE, INST, OBJ, NEWOBJ, NEWOBJ_EX.
import { itemsOf } from './fold/constants.ts'
import type { Calling } from './fold/Folding.ts'
import { broken } from './PickleEnd.ts'
import type { PickleMachine } from './PickleMachine.ts'
import type { PickleValue } from './PickleValue.ts'

/** `callable(*args)`. */
export function reduce(machine: PickleMachine): void {
  const [callable, given] = machine.stack.take(2)
  if (callable === undefined || given === undefined) return
  const args = argumentsOf(machine, given)
  push(machine, { opcode: 'REDUCE', callable, args, keywords: null })
}

/** `class(*args)`, of INST and OBJ. */
export function instantiate(
  machine: PickleMachine,
  opcode: 'INST' | 'OBJ',
  callable: PickleValue,
  args: readonly PickleValue[],
): void {
  push(machine, { opcode, callable, args, keywords: null })
}

/** `class.__new__(class, *args)`. */
export function newObject(machine: PickleMachine): void {
  const [callable, given] = machine.stack.take(2)
  if (callable === undefined || given === undefined) return
  const args = argumentsOf(machine, given)
  push(machine, { opcode: 'NEWOBJ', callable, args, keywords: null })
}

/** `class.__new__(class, *args, **keywords)`. */
export function newObjectWithKeywords(machine: PickleMachine): void {
  const [callable, given, keywords] = machine.stack.take(3)
  if (callable === undefined || given === undefined || keywords === undefined) return
  const args = argumentsOf(machine, given)
  push(machine, { opcode: 'NEWOBJ_EX', callable, args, keywords })
}

const NOT_CALLABLE: readonly PickleValue['kind'][] = [
  ...(['none', 'ellipsis', 'bool', 'int', 'float', 'text', 'bytes', 'tuple', 'list'] as const),
  ...(['set', 'frozenset', 'dict'] as const),
]

/** What cannot be called is noted before the pickle breaks on it. */
function push(machine: PickleMachine, calling: Calling): void {
  machine.stack.push(machine.call(calling))
  const { kind } = calling.callable
  if (NOT_CALLABLE.includes(kind)) throw broken(`a ${kind} is called`)
}

/** What `*given` comes to. CPython's C reader wants a tuple; the one in Python takes whatever has items. */
function argumentsOf(machine: PickleMachine, given: PickleValue): readonly PickleValue[] {
  if (given.kind === 'tuple') return given.items
  const items = given.kind === 'call' ? undefined : itemsOf(given)
  if (items !== undefined) {
    machine.fault(`arguments are a ${given.kind}, which only the reader in Python takes`)
    return items
  }
  if (NOT_CALLABLE.includes(given.kind)) throw broken(`arguments are ${given.kind}`)
  machine.fault('what the arguments of a call are is not known')
  return [given]
}
