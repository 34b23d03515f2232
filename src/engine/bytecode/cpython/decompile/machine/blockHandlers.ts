import type { Expression } from '../ast.ts'
import type { WithEntry } from '../Item.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import type { Op } from '../Op.ts'
import type { HandlerRow } from './Handler.ts'
import type { Machine } from './Machine.ts'
import { hasOwner } from './stackHandlers.ts'

/** Leaving a function, raising, and the values that `with` and handlers keep on the stack. */
export const blockHandlers: readonly HandlerRow[] = [
  ['RETURN_VALUE', returnValue],
  ['RAISE_VARARGS', raise],
  ['RERAISE', () => undefined],
  ['END_FINALLY', () => undefined],
  ['PUSH_EXC_INFO', (machine) => pushException(machine)],
  ['POP_EXCEPT', popExcept],
  ['CHECK_EXC_MATCH', (machine) => machine.push({ kind: 'Matching', type: machine.pop() })],
  ['EXCEPTION_MATCH', matchException],
  ['BEFORE_WITH', (machine, op) => enter(machine, op, false)],
  ['BEFORE_ASYNC_WITH', (machine, op) => enter(machine, op, true)],
  ['SETUP_WITH', (machine, op) => enter(machine, op, false)],
  ['SETUP_ASYNC_WITH', () => undefined],
  ['SETUP_LOOP', beginLoop],
  ['BREAK_LOOP', breakLoop],
  ['POP_FINALLY', dropExceptions],
  ['SUPPRESSED', suppress],
]

function returnValue(machine: Machine, { at }: Op): void {
  const value = machine.pop()
  dropCompanions(machine)
  machine.emit({ kind: 'Return', value, at })
}

/** Iterators and the like may stand below a value that is returned. */
function dropCompanions(machine: Machine): void {
  if (machine.stack.length > 1000) throw new NotUnderstood('too much is left on the stack')
}

function raise(machine: Machine, { argument, at }: Op): void {
  const values: (Expression | undefined)[] = [...machine.popMany(argument)]
  const [exception = null, cause = null] = values
  machine.emit({ kind: 'Raise', exception, cause, at })
}

/** The exception stands on the stack; the one that was handled before goes below it. */
function pushException(machine: Machine): void {
  machine.push({ kind: 'Exception' })
}

function popExcept(machine: Machine): void {
  const count = machine.around.version.layout === '3.11' ? 1 : 3
  for (let left = count; left > 0; left--) machine.takeOut('Exception')
}

/** Up to 3.10 a copy of the exception is compared. */
function matchException(machine: Machine): void {
  const type = machine.pop()
  machine.popItem()
  machine.push({ kind: 'Matching', type })
}

/** `__exit__` stays on the stack below what `__enter__` gave. */
function enter(machine: Machine, { at }: Op, isAsync: boolean): void {
  const entry: WithEntry = { context: machine.pop(), isAsync, target: null, at }
  machine.push({ kind: 'Exit', entry })
  if (hasOwner(machine)) machine.push({ kind: 'Owner' })
  machine.push({ kind: 'Entered', entry })
}

function beginLoop({ around, stack }: Machine, { index }: Op): void {
  around.loopDepths.set(index, stack.length)
}

/** Cuts the stack back to what it was before the loop. */
function breakLoop({ around, stack }: Machine, { argument }: Op): void {
  const depth = around.loopDepths.get(argument)
  if (depth === undefined || depth > stack.length)
    throw new NotUnderstood('a loop is left that did not begin')
  stack.splice(depth)
}

/** Up to 3.8: takes off the exception that was raised and the one that was handled before. */
function dropExceptions(machine: Machine): void {
  for (let left = 6; left > 0; left--) machine.takeOut('Exception')
}

/** `__exit__` has suppressed the exception. */
function suppress(machine: Machine): void {
  dropExceptions(machine)
  machine.takeOut('Exit')
}
