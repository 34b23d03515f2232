// Assignment. https://docs.python.org/3/reference/simple_stmts.html#assignment-statements
import type { Expression } from '../../decompile/ast.ts'
import type { Walker } from '../Folding.ts'
import { itemsOf } from '../operations/items.ts'
import type { Scope } from './Scope.ts'
import { keyOf, list, numberIn, traceOf, UNKNOWN, type Bytes, type Value } from '../values.ts'

/** Gives a value to a target. */
export function bindTarget(target: Expression, value: Value, scope: Scope, walker: Walker): void {
  if (target.kind === 'Name') scope.set(target.id, value)
  else if (target.kind === 'Tuple' || target.kind === 'List')
    unpack(target.elements, value, scope, walker)
  else if (target.kind === 'Starred') bindTarget(target.value, value, scope, walker)
  else if (target.kind === 'Subscript') storeItem(target, value, scope, walker)
  else walker.evaluate(target, scope)
}

function unpack(targets: readonly Expression[], value: Value, scope: Scope, walker: Walker): void {
  const items = 'trace' in value && value.kind !== 'integer' ? itemsOf(value, walker) : undefined
  const star = targets.findIndex(({ kind }) => kind === 'Starred')
  const parts = items === undefined || star < 0 ? items : gathered(items, star, targets.length)
  for (const [index, target] of targets.entries())
    bindTarget(target, parts?.[index] ?? UNKNOWN, scope, walker)
}

/** One item for each target: the starred one gets the list of what is left. */
function gathered(items: readonly Value[], star: number, targets: number): readonly Value[] {
  const end = items.length - (targets - star - 1)
  return [...items.slice(0, star), list('list', items.slice(star, end)), ...items.slice(end)]
}

/** `owner[key] = value`. */
function storeItem(
  { value: node, slice }: Extract<Expression, { kind: 'Subscript' }>,
  value: Value,
  scope: Scope,
  walker: Walker,
): void {
  const owner = walker.evaluate(node, scope)
  const key = walker.evaluate(slice, scope)
  if (owner.kind === 'list') {
    const at = numberIn(key)
    if (at === undefined || at >= owner.items.length) owner.isLost = true
    else owner.items[at < 0 ? at + owner.items.length : at] = value
  }
  if (owner.kind === 'dict') {
    const name = keyOf(key)
    if (name === undefined) owner.isLost = true
    else owner.entries.set(name, [key, value])
  }
  if (owner.kind === 'bytes' && node.kind === 'Name')
    scope.set(node.id, withByte(owner, numberIn(key), value, walker))
}

function withByte(
  owner: Bytes,
  at: number | undefined,
  value: Value,
  { tracer, budget }: Walker,
): Value {
  const byte = numberIn(value)
  const isInside = at !== undefined && at >= 0 && at < owner.bytes.length
  if (!isInside || byte === undefined || !budget.affords(owner.bytes.length)) return UNKNOWN
  const made = Uint8Array.from(owner.bytes)
  made[at] = byte
  return tracer.made(traceOf(value)?.last?.operation ?? 'set', [owner], made)
}
