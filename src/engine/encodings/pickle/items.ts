// Containers, and what is put into them.
import { broken } from './PickleEnd.ts'
import { nameOf, type Global } from './nameOf.ts'
import type { PickleMachine } from './PickleMachine.ts'
import type { PickleValue } from './PickleValue.ts'

/** Kinds that have neither `append` nor `extend`, nor `add`, nor items to be set. */
const CONSTANTS: readonly PickleValue['kind'][] = [
  ...(['none', 'ellipsis', 'bool', 'int', 'float', 'text', 'tuple', 'frozenset'] as const),
]

/** APPEND and APPENDS. */
export function appendItems(
  machine: PickleMachine,
  items: readonly PickleValue[],
  target: PickleValue,
): void {
  if (items.length === 0) return
  const { kind } = target
  noteChange(machine, target, items, [])
  if (kind === 'list' || kind === 'call') pushAll(target.items, items)
  else if (kind === 'bytes' && target.mutable)
    machine.fault('what is appended to a bytearray is not followed')
  else if (isConstant(target) || kind === 'dict' || kind === 'set')
    throw broken(`nothing can be appended to a ${kind}`)
}

/** ADDITEMS. */
export function addItems(
  machine: PickleMachine,
  items: readonly PickleValue[],
  target: PickleValue,
): void {
  for (const item of items) requireHashable(item)
  noteChange(machine, target, items, [])
  if (target.kind === 'set' || target.kind === 'call') pushAll(target.items, items)
  else if (items.length > 0 && (isConstant(target) || 'items' in target || 'entries' in target))
    throw broken(`nothing can be added to a ${target.kind}`)
}

/** SETITEM and SETITEMS: keys and values by turns. */
export function setItems(
  machine: PickleMachine,
  target: PickleValue,
  items: readonly PickleValue[],
): void {
  const entries = [...pairs(items, 'SETITEMS')]
  noteChange(machine, target, [], entries)
  for (const [key, value] of entries) setItem(machine, target, key, value)
}

const OBJECTS: readonly PickleValue['kind'][] = ['call', 'global', 'persistent', 'unknown']

function noteChange(
  { changes, opcode, at }: PickleMachine,
  target: PickleValue,
  items: readonly PickleValue[],
  entries: readonly (readonly [PickleValue, PickleValue])[],
): void {
  const isChange = items.length + entries.length > 0
  if (isChange && OBJECTS.includes(target.kind))
    changes.push({ opcode, target, items, entries, at })
}

function setItem(
  machine: PickleMachine,
  target: PickleValue,
  key: PickleValue,
  value: PickleValue,
): void {
  if (target.kind === 'dict') requireHashable(key)
  if (target.kind === 'dict' || target.kind === 'call') target.entries.push([key, value])
  else if (target.kind === 'list') setListItem(target.items, key, value)
  else if (target.kind === 'global') setGlobalItem(machine, target, key, value)
  else if (isByteArray(target)) machine.fault('items that are set in a bytearray are not followed')
  else if (isConstant(target) || target.kind === 'set')
    throw broken(`no item can be set in a ${target.kind}`)
}

function setGlobalItem(
  machine: PickleMachine,
  target: Global,
  key: PickleValue,
  value: PickleValue,
): void {
  const name = nameOf(target)
  if (name === 'sys.modules' && key.kind === 'text') machine.replaceModule(key.text, value)
  machine.fault(`an item of ${name ?? 'what is imported'} is set`)
}

function setListItem(items: PickleValue[], key: PickleValue, value: PickleValue): void {
  const index = key.kind === 'int' ? Number(key.value) : NaN
  const at = index < 0 ? items.length + index : index
  if (at >= 0 && at < items.length) items[at] = value
  else if (key.kind !== 'call' && key.kind !== 'unknown')
    throw broken(`a list of ${items.length} items has no such item to set`)
}

/** What DICT makes of all above the mark. */
export function toDict(items: readonly PickleValue[]): PickleValue {
  const entries = [...pairs(items, 'DICT')]
  for (const [key] of entries) requireHashable(key)
  return { kind: 'dict', entries }
}

/** What FROZENSET makes of all above the mark. */
export function toSet(kind: 'set' | 'frozenset', items: PickleValue[]): PickleValue {
  for (const item of items) requireHashable(item)
  return { kind, items }
}

function* pairs(
  items: readonly PickleValue[],
  name: string,
): Generator<readonly [PickleValue, PickleValue]> {
  if (items.length % 2 === 1) throw broken(`the ${items.length} items of ${name} are no pairs`)
  for (let at = 0; at < items.length; at += 2) {
    const [key, value] = [items[at], items[at + 1]]
    if (key !== undefined && value !== undefined) yield [key, value]
  }
}

function requireHashable(key: PickleValue): void {
  const isMutable =
    key.kind === 'list' || key.kind === 'dict' || key.kind === 'set' || isByteArray(key)
  if (isMutable) throw broken(`a ${key.kind} cannot be a key`)
}

function isByteArray(value: PickleValue): boolean {
  return value.kind === 'bytes' && value.mutable
}

function isConstant(value: PickleValue): boolean {
  return CONSTANTS.includes(value.kind) || (value.kind === 'bytes' && !value.mutable)
}

function pushAll(target: PickleValue[], items: readonly PickleValue[]): void {
  for (const item of items) target.push(item)
}
