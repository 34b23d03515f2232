import type { MarshalValue } from '../../../../encodings/marshal/Marshal.ts'
import type { Range } from '../../../../model/Listing.ts'
import { toCode } from '../../Code.ts'
import { nameOf as textOf } from '../../repr.ts'
import type { Constant, Expression } from '../ast.ts'
import { isExpression, type ImportItem, type Item } from '../Item.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import type { Op } from '../Op.ts'
import type { HandlerRow } from './Handler.ts'
import type { Machine } from './Machine.ts'
import { pushSlots } from './stackHandlers.ts'
import { store, variable } from './store.ts'

/** Constants, variables, attributes, items and imports. */
export const nameHandlers: readonly HandlerRow[] = [
  ['LOAD_CONST', loadConstant],
  ['LOAD_FAST', load],
  ['LOAD_NAME', load],
  ['LOAD_GLOBAL', load],
  ['LOAD_DEREF', load],
  ['LOAD_COMMON', loadCommon],
  ['LOAD_FROM_DICT', loadFromDict],
  ['LOAD_LOCALS', (machine) => machine.push({ kind: 'Locals' })],
  ['LOAD_CLOSURE', ({ stack }, { label }) => stack.push({ kind: 'Cell', name: label })],
  ['LOAD_FAST_AND_CLEAR', ({ stack }, { label }) => stack.push({ kind: 'Kept', name: label })],
  ['LOAD_BUILD_CLASS', (machine) => machine.push({ kind: 'BuildClass' })],
  ['STORE_FAST', storeFast],
  ['STORE_NAME', storeVariable],
  ['STORE_GLOBAL', storeVariable],
  ['STORE_DEREF', storeVariable],
  ['STORE_ATTR', (machine, op) => store(machine, attribute(machine, op))],
  ['STORE_SUBSCR', storeItem],
  ['STORE_SLICE', (machine, op) => store(machine, slice(machine, op))],
  ['STORE_ANNOTATION', storeAnnotation],
  ['DELETE_FAST', deleteVariable],
  ['DELETE_NAME', deleteVariable],
  ['DELETE_GLOBAL', deleteVariable],
  ['DELETE_DEREF', deleteVariable],
  ['DELETE_ATTR', (machine, op) => remove(machine, attribute(machine, op))],
  ['DELETE_SUBSCR', (machine, op) => remove(machine, subscript(machine, op))],
  ['LOAD_ATTR', loadAttribute],
  ['LOAD_METHOD', loadMethod],
  ['BINARY_SUBSCR', (machine, op) => machine.push(subscript(machine, op))],
  ['BINARY_SLICE', (machine, op) => machine.push(slice(machine, op))],
  ['UNPACK_SEQUENCE', unpackSequence],
  ['UNPACK_EX', unpackExtended],
  ['IMPORT_NAME', importName],
  ['IMPORT_FROM', importFrom],
  ['IMPORT_STAR', importStar],
]

function loadConstant(machine: Machine, { constant, at }: Op): void {
  if (constant === null) throw new NotUnderstood('a constant is out of range')
  if (constant.kind === 'code') return machine.push({ kind: 'Code', code: toCode(constant) })
  machine.push({ kind: 'Constant', value: constant, at })
}

function load(machine: Machine, { label, at }: Op): void {
  machine.push(variable(label, at))
}

/** Names that `assert` loads: no code of the user's can have these very objects. */
export const assertionErrors = new WeakSet<Expression>()

function loadCommon(machine: Machine, { label, at }: Op): void {
  const name = variable(label, at)
  if (label === 'AssertionError') assertionErrors.add(name)
  machine.push(name)
}

/** Of a class body's own names first; the dictionary is on the stack. */
function loadFromDict(machine: Machine, { label, at }: Op): void {
  machine.popItem()
  machine.push(variable(label, at))
}

/** Stores that follow each other take a tuple apart when the compiler saved the exchange before them (3.11 on). */
function storeFast(machine: Machine, op: Op): void {
  const count = 1 + machine.following.findIndex(({ name }) => name !== 'STORE_FAST')
  const run = count === 0 ? machine.following.length + 1 : count
  const free = freeExpressions(machine, run)
  if (free < 2) return storeVariable(machine, op)
  unpackReversed(machine, free)
  storeVariable(machine, op)
}

/** How many of the top `count` items are values that nothing else waits for. */
function freeExpressions(machine: Machine, count: number): number {
  const items = machine.stack.slice(-count).reverse()
  const end = items.findIndex((item, at) => !isFree(machine, item) || items[at + 1] === item)
  return end < 0 ? items.length : end
}

function isFree(machine: Machine, item: Item): boolean {
  return isExpression(item) && !machine.around.used.has(item)
}

/** `a, b = x, y` whose stores were put in the order of the stack: `b` first. */
function unpackReversed(machine: Machine, count: number): void {
  const elements = machine.popMany(count)
  const targets: (Expression | null)[] = elements.map(() => null)
  const source: Expression = { kind: 'Tuple', elements, at: elements[0]?.at ?? null }
  const group = { source, targets, star: -1, isReversed: true }
  for (let index = 0; index < count; index++) machine.push({ kind: 'Slot', group, index })
}

function storeVariable(machine: Machine, { label, at }: Op): void {
  store(machine, variable(label, at))
}

function deleteVariable(machine: Machine, { label, at }: Op): void {
  remove(machine, variable(label, at))
}

function remove(machine: Machine, target: Expression): void {
  machine.emit({ kind: 'Delete', targets: [target], at: target.at })
}

function attribute(machine: Machine, { label, at }: Op): Expression {
  return { kind: 'Attribute', value: machine.pop(), attr: label, at }
}

function loadAttribute(machine: Machine, op: Op): void {
  const top = machine.peek(1)
  if (top.kind === 'Module') return machine.replace(1, { ...top, isAlias: true })
  machine.push(attribute(machine, op))
}

function loadMethod(machine: Machine, op: Op): void {
  machine.push(attribute(machine, op), { kind: 'Null' })
}

function subscript(machine: Machine, { at }: Op): Expression {
  const index = machine.pop()
  return { kind: 'Subscript', value: machine.pop(), slice: index, at }
}

function slice(machine: Machine, { at }: Op): Expression {
  const [lower, upper] = machine.popMany(2)
  const value = machine.pop()
  return { kind: 'Subscript', value, slice: toSlice(lower, upper, undefined, at), at }
}

/** `lower:upper:step`; what is not given is None in the bytecode. */
export function toSlice(
  lower: Expression | undefined,
  upper: Expression | undefined,
  step: Expression | undefined,
  at: Range | null,
): Expression {
  return {
    kind: 'Slice',
    lower: unlessNone(lower),
    upper: unlessNone(upper),
    step: unlessNone(step),
    at,
  }
}

function unlessNone(value: Expression | undefined): Expression | null {
  if (value === undefined) return null
  return value.kind === 'Constant' && value.value.kind === 'none' ? null : value
}

/** `__annotations__['name'] = annotation` is how `name: annotation` is compiled from 3.7 on. */
function storeItem(machine: Machine, op: Op): void {
  const target = subscript(machine, op)
  const annotated = annotatedName(target)
  if (annotated === null) return store(machine, target)
  annotate(machine, annotated, machine.pop(), op)
}

function storeAnnotation(machine: Machine, op: Op): void {
  annotate(machine, op.label, machine.pop(), op)
}

function annotate(machine: Machine, name: string, annotation: Expression, { at }: Op): void {
  const last = machine.statements.at(-1)
  const target = variable(name, at)
  const isAssigned =
    last?.kind === 'Assign' && last.targets.length === 1 && isNamed(last.targets[0], name)
  if (isAssigned) machine.statements.pop()
  const value = isAssigned ? last.value : null
  machine.emit({ kind: 'AnnAssign', target, annotation, value, at })
}

function isNamed(target: Expression | undefined, name: string): boolean {
  return target?.kind === 'Name' && target.id === name
}

function annotatedName(target: Expression): string | null {
  if (target.kind !== 'Subscript' || !isNamed(target.value, '__annotations__')) return null
  const { slice: index } = target
  return index.kind === 'Constant' && index.value.kind === 'text' ? index.value.text : null
}

function unpackSequence(machine: Machine, { argument }: Op): void {
  if (argument > MAX_TARGETS) throw new NotUnderstood('too many targets')
  pushSlots(machine, machine.popItem(), argument, -1)
}

function unpackExtended(machine: Machine, { argument }: Op): void {
  const [before, after] = [argument & 255, argument >> 8]
  if (before + after > MAX_TARGETS) throw new NotUnderstood('too many targets')
  pushSlots(machine, machine.popItem(), before + 1 + after, before)
}

const MAX_TARGETS = 10_000

function importName(machine: Machine, { label, at }: Op): void {
  const names = namesOf(machine.pop())
  const level = machine.pop()
  const imported: ImportItem = { module: label, level: levelOf(level), names, taken: [], at }
  machine.push({ kind: 'Module', imported, isAlias: false })
}

function namesOf(list: Constant | Expression): readonly string[] | null {
  if (list.kind !== 'Constant' || list.value.kind !== 'tuple') return null
  return list.value.items.map((item: MarshalValue) => textOf(item))
}

const ABSOLUTE = 0 // what 2.7 writes as -1 is an import that may be relative

function levelOf(level: Expression): number {
  if (level.kind !== 'Constant' || level.value.kind !== 'integer') return ABSOLUTE
  return Math.max(Number(level.value.value), ABSOLUTE)
}

function importFrom(machine: Machine, { label }: Op): void {
  const module = machine.peek(1)
  if (module.kind !== 'Module') throw new NotUnderstood('a name is imported from no module')
  if (module.imported.names === null) return machine.push({ ...module, isAlias: true })
  machine.push({ kind: 'Imported', module: module.imported, name: label })
}

function importStar(machine: Machine): void {
  const module = machine.popItem()
  if (module.kind !== 'Module') throw new NotUnderstood('a name is imported from no module')
  const { module: name, level, at } = module.imported
  machine.emit({
    kind: 'ImportFrom',
    module: name,
    level,
    names: [{ name: '*', asName: null }],
    at,
  })
}
