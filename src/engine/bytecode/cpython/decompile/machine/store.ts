import type { Range } from '../../../../model/Listing.ts'
import type { Expression } from '../ast.ts'
import type { FunctionItem, Item, PendingItem, SlotItem } from '../Item.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import { ANNOTATE } from '../rewriteAnnotations.ts'
import type { Machine } from './Machine.ts'

/** Stores the top of the stack: assigns it, or fills in the target that was waiting for it. */
export function store(machine: Machine, target: Expression): void {
  storeItem(machine, target, machine.popItem())
}

function storeItem(machine: Machine, target: Expression, item: Item): void {
  if (item.kind === 'Slot') return fillSlot(machine, target, item)
  if (item.kind === 'Next') item.loop.target = target
  else if (item.kind === 'Entered') item.entry.target = target
  else if (item.kind === 'Exception') machine.handlerName = nameOf(target)
  else if (item.kind !== 'Kept') define(machine, target, item)
}

/** What a name is given by a statement of its own kind; anything else is assigned. */
function define(machine: Machine, target: Expression, item: Item): void {
  if (item.kind === 'Module') return bindModule(machine, item, target)
  if (item.kind === 'Function') return defineFunction(machine, target, item)
  if (item.kind === 'Inplace') return storeInplace(machine, target, item)
  if (item.kind === 'Class')
    return machine.emit(machine.around.nested.declare(item, nameOf(target), target.at))
  if (item.kind !== 'Imported') return assign(machine, target, item)
  item.module.taken.push({ name: item.name, asName: aliasOf(item.name, nameOf(target)) })
}

function defineFunction(machine: Machine, target: Expression, item: FunctionItem): void {
  const { found, nested } = machine.around
  if (isAnnotate(machine, item, target)) found.annotate = item
  else if (item.code.name === '<lambda>') assign(machine, target, item)
  else machine.emit(nested.define(item, nameOf(target), target.at))
}

/** Whether the annotations of a class or a module are stored. Those of a function are one of its attributes. */
function isAnnotate({ around }: Machine, { code }: FunctionItem, target: Expression): boolean {
  if (code.name !== ANNOTATE || target.kind !== 'Name') return false
  if (target.id !== '__annotate_func__' && target.id !== ANNOTATE) return false
  const { annotate } = around.found
  if (annotate !== null && annotate.code.value !== code.value)
    throw new NotUnderstood('there are two sets of annotations')
  return true
}

/** A plain assignment; while a copy of the value stays on the stack there may be more targets. */
function assign(machine: Machine, target: Expression, item: Item): void {
  const pending: PendingItem =
    item.kind === 'Pending'
      ? { ...item, targets: [...item.targets, target] }
      : { kind: 'Pending', value: item, targets: [target] }
  if (machine.stack.at(-1) === item) return machine.replace(1, pending)
  const value = machine.toExpression(pending.value)
  machine.around.used.add(pending.value)
  machine.emit({ kind: 'Assign', targets: pending.targets, value, at: target.at })
}

function fillSlot(machine: Machine, target: Expression, { group, index }: SlotItem): void {
  const before = group.isReversed ? group.targets.slice(index + 1) : group.targets.slice(0, index)
  if (before.includes(null) || group.targets[index] !== null)
    throw new NotUnderstood('a sequence is unpacked out of order')
  group.targets[index] =
    index === group.star ? { kind: 'Starred', value: target, at: target.at } : target
  const elements = group.targets.filter((element) => element !== null)
  if (elements.length < group.targets.length) return
  storeItem(machine, { kind: 'Tuple', elements, at: elements[0]?.at ?? null }, group.source)
}

function bindModule(
  machine: Machine,
  { imported, isAlias }: Extract<Item, { kind: 'Module' }>,
  target: Expression,
): void {
  const { module, level, names, at } = imported
  const name = nameOf(target)
  if (names !== null || level > 0)
    throw new NotUnderstood('a package is bound by an import from it')
  const [first = ''] = module.split('.')
  const asName = name === first && !isAlias ? null : name
  machine.emit({ kind: 'Import', names: [{ name: module, asName }], at })
}

function storeInplace(
  machine: Machine,
  target: Expression,
  { left, op, right, at }: Extract<Item, { kind: 'Inplace' }>,
): void {
  if (!isSamePlace(left, target)) throw new NotUnderstood('what is changed in place goes elsewhere')
  machine.emit({ kind: 'AugAssign', target, op, value: right, at })
}

/** Whether `target` is where `value` was loaded from: the same variable, or a member of the very same item. */
function isSamePlace(value: Expression, target: Expression): boolean {
  if (value.kind === 'Name' && target.kind === 'Name') return value.id === target.id
  if (value.kind === 'Attribute' && target.kind === 'Attribute')
    return value.value === target.value && value.attr === target.attr
  if (value.kind !== 'Subscript' || target.kind !== 'Subscript') return false
  return value.value === target.value && isSameSlice(value.slice, target.slice)
}

function isSameSlice(one: Expression, other: Expression): boolean {
  if (one.kind !== 'Slice' || other.kind !== 'Slice') return one === other
  return one.lower === other.lower && one.upper === other.upper && one.step === other.step
}

function nameOf(target: Expression): string {
  if (target.kind !== 'Name') throw new NotUnderstood('a definition is stored in no variable')
  return target.id
}

function aliasOf(name: string, stored: string): string | null {
  return name === stored ? null : stored
}

/** The name that `target` at `at` stands for. */
export function variable(label: string, at: Range | null): Expression {
  return { kind: 'Name', id: label, at }
}
