import type { Expression } from '../ast.ts'
import { isExpression, type Item, type SlotGroup } from '../Item.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import type { Op } from '../Op.ts'
import type { HandlerRow } from './Handler.ts'
import type { Machine } from './Machine.ts'

/** Moving, copying and throwing away what is on the stack. */
export const stackHandlers: readonly HandlerRow[] = [
  ['POP_TOP', popTop],
  ['COPY', (machine, { argument }) => machine.push(machine.peek(argument))],
  ['DUP_TOP_TWO', (machine) => machine.push(machine.peek(2), machine.peek(1))],
  ['DUP_TOPX', duplicate],
  ['SWAP', swap],
  ['ROTATE', rotate],
  ['PUSH_NULL', (machine) => machine.push({ kind: 'Null' })],
  ['POP_BLOCK', () => undefined],
  ['SETUP_FINALLY', () => undefined],
  ['SETUP_EXCEPT', () => undefined],
  ['LEAVE_WITH', leaveWith],
  ['JUMP', () => undefined],
  ['END', leaveForGood],
]

function popTop(machine: Machine): void {
  const item = machine.popItem()
  if (item.kind === 'Module') return importAll(machine, item)
  if (item.kind === 'Pending') {
    const value = machine.toExpression(item)
    return machine.emit({ kind: 'Expr', value, at: value.at })
  }
  if (!isExpression(item) && item.kind !== 'Awaitable') return
  if (machine.around.used.has(item)) return
  machine.around.used.add(item)
  const value = machine.toExpression(item)
  machine.emit({ kind: 'Expr', value, at: value.at })
}

/** The end of `from module import name, …`; of `import package.module as name` when names are null. */
function importAll(machine: Machine, { imported }: Extract<Item, { kind: 'Module' }>): void {
  const { module, level, names, taken, at } = imported
  if (names === null && taken.length === 0) return
  if (names?.length !== taken.length) throw new NotUnderstood('names of an import are not bound')
  machine.emit({ kind: 'ImportFrom', module, level, names: taken, at })
}

/** From 3.14 on what `__exit__` is a method of stands above it. */
function leaveWith(machine: Machine): void {
  if (hasOwner(machine)) machine.takeOut('Owner')
  machine.takeOut('Exit')
}

/** Whether `__exit__` and its object stand on the stack, not a bound method. */
export function hasOwner({ around }: Machine): boolean {
  return around.version.id === '3.14' || around.version.id === '3.15'
}

/** The way out of a `try` whose `finally` never ends: what is on the stack there was to be returned. */
function leaveForGood(machine: Machine, { at }: Op): void {
  const top = machine.stack.at(-1)
  const isValue = top !== undefined && (isExpression(top) || top.kind === 'Function')
  if (!isValue || machine.around.used.has(top)) return
  machine.emit({ kind: 'Return', value: machine.pop(), at })
}

function duplicate(machine: Machine, { argument }: Op): void {
  const count = Math.min(argument, 5) // the interpreter knows 2 and 3
  for (let copied = 0; copied < count; copied++) machine.push(machine.peek(count))
}

function swap(machine: Machine, { argument }: Op): void {
  if (isUnpacking(machine, argument)) return unpack(machine, argument)
  const [top, other] = [machine.peek(1), machine.peek(argument)]
  machine.replace(1, other)
  machine.replace(argument, top)
}

/** Puts the top below the `argument - 1` items under it. */
function rotate(machine: Machine, { argument }: Op): void {
  if (argument === 3 && machine.next?.name === 'SWAP' && isAssigned(machine.following[1])) {
    if (topExpressions(machine, 3)) return unpack(machine, 3)
  }
  const top = machine.popItem()
  if (argument < 1 || argument > machine.stack.length + 1)
    throw new NotUnderstood('the stack is empty')
  machine.stack.splice(machine.stack.length - argument + 1, 0, top)
}

/** Whether a SWAP exchanges values that are then stored one by one: `a, b = b, a`. */
function isUnpacking(machine: Machine, count: number): boolean {
  if (count === 2 && machine.stack.at(-1)?.kind === 'Slot') return false
  return isAssigned(machine.next) && topExpressions(machine, count)
}

function isAssigned(op: Op | null | undefined): boolean {
  return op !== null && op !== undefined && STORES.test(op.name)
}

const STORES = /^(STORE_(FAST|NAME|GLOBAL|DEREF)|LOAD_|UNPACK_)/

function topExpressions(machine: Machine, count: number): boolean {
  const items = machine.stack.slice(-count)
  return (
    items.length === count && items.every((item) => isExpression(item) || item.kind === 'Function')
  )
}

/** The top items are a tuple that is unpacked at once. */
function unpack(machine: Machine, count: number): void {
  const elements: Expression[] = [...machine.popMany(count)]
  const source: Expression = { kind: 'Tuple', elements, at: elements[0]?.at ?? null }
  pushSlots(machine, source, count, -1)
}

/** The values that a sequence is unpacked to, the first on top. */
export function pushSlots(machine: Machine, source: Item, count: number, star: number): void {
  const targets: (Expression | null)[] = Array.from({ length: count }, () => null)
  const group: SlotGroup = { source, targets, star, isReversed: false }
  for (let index = count - 1; index >= 0; index--) machine.push({ kind: 'Slot', group, index })
}
