import type { Range } from '../../../../model/Listing.ts'
import { numberOf } from '../../Code.ts'
import { nameOf } from '../../repr.ts'
import type { Expression, Keyword } from '../ast.ts'
import { isExpression, type ClassItem, type FunctionItem, type Item } from '../Item.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import type { Op } from '../Op.ts'
import type { HandlerRow } from './Handler.ts'
import type { Machine } from './Machine.ts'
import { toConstant } from './operatorHandlers.ts'

/** Calls in the ways of all versions. */
export const callHandlers: readonly HandlerRow[] = [
  ['CALL_FUNCTION', callFunction],
  ['CALL_METHOD', (machine, op) => callWithNull(machine, op, [])],
  ['CALL', callWithNames],
  ['CALL_FUNCTION_KW', callFunctionKeywords],
  ['CALL_KW', callKeywords],
  ['CALL_FUNCTION_EX', callExtended],
  ['CALL_SUPER', callSuper],
  ['KW_NAMES', keywordNames],
]

function callFunction(machine: Machine, { argument, at }: Op): void {
  const args = popArguments(machine, argument)
  finish(machine, machine.popItem(), args, at)
}

function callWithNames(machine: Machine, op: Op): void {
  const names = machine.keywordNames
  machine.keywordNames = []
  callWithNull(machine, op, names)
}

/** Below the arguments stand the callable and NULL, in either order; without NULL the upper one is an argument. */
function callWithNull(machine: Machine, { argument, at }: Op, names: readonly string[]): void {
  const args = popArguments(machine, argument)
  const upper = machine.popItem()
  const lower = machine.popItem()
  const withNames = toArguments(args, names)
  if (upper.kind === 'Null') return finish(machine, lower, withNames, at)
  if (lower.kind === 'Null') return finish(machine, upper, withNames, at)
  finish(machine, lower, { ...withNames, items: [upper, ...withNames.items] }, at)
}

function callFunctionKeywords(machine: Machine, { argument, at }: Op): void {
  const names = namesOf(machine.pop())
  const args = toArguments(popArguments(machine, argument), names)
  finish(machine, machine.popItem(), args, at)
}

function callKeywords(machine: Machine, op: Op): void {
  const names = namesOf(machine.pop())
  callWithNull(machine, op, names)
}

function keywordNames(machine: Machine, { argument }: Op): void {
  const names = machine.around.code.constants[argument]
  machine.keywordNames = names?.kind === 'tuple' ? names.items.map(nameOf) : []
}

function namesOf(names: Expression): readonly string[] {
  if (names.kind !== 'Constant' || names.value.kind !== 'tuple')
    throw new NotUnderstood('the names of arguments are no tuple')
  return names.value.items.map(nameOf)
}

/** The arguments of a call: they may be functions and iterators, which no expression is yet. */
interface Arguments {
  readonly items: readonly Item[]
  readonly keywords: readonly Keyword[]
}

function popArguments(machine: Machine, count: number): Arguments {
  const items: Item[] = []
  for (let left = count; left > 0; left--) {
    const item = machine.popItem()
    machine.around.used.add(item)
    items.push(item)
  }
  return { items: items.reverse(), keywords: [] }

  /** Items become expressions where it is known what is called. */
}

function toArguments(
  { items }: Arguments,
  names: readonly string[],
): Arguments & { names: readonly string[] } {
  return { items, keywords: [], names }
}

function finish(
  machine: Machine,
  callable: Item,
  { items, keywords, names = [] }: Arguments & { readonly names?: readonly string[] },
  at: Range | null,
): void {
  if (callable.kind === 'BuildClass') return machine.push(toClass(machine, items, names, keywords))
  const only = onlyOf(items, names)
  if (callable.kind === 'Function' && only?.kind === 'Iterator')
    return machine.push(comprehensionOf(machine, callable, only.value, at))
  machine.around.used.add(callable)
  if (only !== undefined && isDefinition(only))
    return machine.push(decorated(only, machine.toExpression(callable)))
  const values = items.map((item) => machine.toExpression(item))
  const positional = values.length - names.length
  if (positional < 0) throw new NotUnderstood('there are more names than arguments')
  machine.push({
    kind: 'Call',
    func: machine.toExpression(callable),
    args: values.slice(0, positional),
    keywords: [...toKeywords(names, values.slice(positional)), ...keywords],
    at,
  })
}

/** The only argument of a call that has no other. */
function onlyOf([first, ...others]: readonly Item[], names: readonly string[]): Item | undefined {
  return others.length + names.length === 0 ? first : undefined
}

const CO_COROUTINE = 0x80

function comprehensionOf(
  machine: Machine,
  callable: FunctionItem,
  iterable: Expression,
  at: Range | null,
): Item {
  const value = machine.around.nested.comprehension(callable, iterable, at)
  const isCoroutine = (numberOf(callable.code, 'flags') & CO_COROUTINE) !== 0
  return isCoroutine ? { kind: 'Coroutine', value } : value
}

function isDefinition(item: Item): item is FunctionItem | ClassItem {
  return item.kind === 'Class' || (item.kind === 'Function' && item.code.name !== '<lambda>')
}

function decorated(item: FunctionItem | ClassItem, decorator: Expression): Item {
  return { ...item, decorators: [decorator, ...item.decorators] }
}

function toKeywords(names: readonly string[], values: readonly Expression[]): readonly Keyword[] {
  return values.map((value, index) => ({ arg: names[index] ?? '?', value }))
}

/** `__build_class__(body, name, *bases, **keywords)`. */
function toClass(
  machine: Machine,
  [body, name, ...rest]: readonly Item[],
  names: readonly string[],
  more: readonly Keyword[],
): ClassItem {
  if (body?.kind !== 'Function' || name === undefined)
    throw new NotUnderstood('a class is built of no function')
  const values = rest.map((item) => machine.toExpression(item))
  const count = values.length - names.length
  return {
    kind: 'Class',
    body,
    name: nameIn(name),
    bases: values.slice(0, count),
    keywords: [...toKeywords(names, values.slice(count)), ...more],
    decorators: [],
  }
}

function nameIn(item: Item): string {
  return item.kind === 'Constant' ? nameOf(item.value) : '?'
}

/** `f(*args, **kwargs)`: a tuple (or what becomes one) and a dictionary. */
function callExtended(machine: Machine, { argument, at }: Op): void {
  const hasSlot = machine.around.version.id === '3.14' || machine.around.version.id === '3.15'
  const isNamed = hasSlot ? machine.peek(1).kind !== 'Null' : (argument & 1) === 1
  const keywords = isNamed ? spreadKeywords(machine.pop()) : []
  if (hasSlot && !isNamed) machine.popItem()
  const positional = machine.popItem()
  machine.around.used.add(positional)
  const callable = popCallable(machine)
  const items = spread(machine, positional, isNamed)
  finish(machine, callable, { items, keywords }, at)
}

function popCallable(machine: Machine): Item {
  const upper = machine.popItem()
  if (upper.kind === 'Null') return machine.popItem()
  if (machine.stack.at(-1)?.kind === 'Null') machine.popItem()
  return upper
}

/** Constant arguments beside `**keywords` are one constant tuple; without those the tuple has its star. */
function spread(machine: Machine, positional: Item, isNamed: boolean): readonly Item[] {
  if (positional.kind === 'Tuple') return positional.elements
  if (isNamed && positional.kind === 'Constant' && positional.value.kind === 'tuple')
    return positional.value.items.map((item) => toConstant(item, positional))
  const value = isExpression(positional) ? positional : machine.toExpression(positional)
  return [{ kind: 'Starred', value, at: value.at }]
}

function spreadKeywords(value: Expression): readonly Keyword[] {
  if (value.kind !== 'Dict') return [{ arg: null, value }]
  return value.entries.map(({ key, value: given }) => {
    if (key === null) return { arg: null, value: given }
    if (key.kind !== 'Constant' || key.value.kind !== 'text')
      throw new NotUnderstood('the name of an argument is no text')
    return { arg: key.value.text, value: given }
  })
}

/** `super()` or `super(class, self)`, the items of which LOAD_SUPER_ATTR takes from the stack (3.12 and later). */
function callSuper(machine: Machine, { argument, at }: Op): void {
  const [callable, ...args] = machine.popMany(3)
  if (callable === undefined) throw new NotUnderstood('the stack is empty')
  machine.push({ kind: 'Call', func: callable, args: args.slice(0, argument), keywords: [], at })
}
