import { nameOf } from '../../repr.ts'
import { markOf } from '../annotations.ts'
import type { Expression, Yield } from '../ast.ts'
import type { FunctionItem, Item } from '../Item.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import type { Op } from '../Op.ts'
import type { Handler, HandlerRow } from './Handler.ts'
import type { Machine } from './Machine.ts'
import { toConstant } from './operatorHandlers.ts'

/** Making functions, iterators, and what generators and coroutines do. */
export const functionHandlers: readonly HandlerRow[] = [
  ['MAKE_FUNCTION', makeFunction],
  ['MAKE_CLOSURE', makeFunction],
  ['SET_FUNCTION_ATTRIBUTE', setAttribute],
  ['GET_ITER', (machine) => pushIterator(machine, false)],
  ['GET_YIELD_FROM_ITER', () => undefined],
  ['GET_AITER', (machine) => pushIterator(machine, true)],
  ['GET_ANEXT', (machine) => machine.push(awaitable(machine.peek(1), true))],
  ['GET_AWAITABLE', (machine) => machine.push(awaitable(machine.popItem(), false))],
  ['ANNOTATION', (machine, { argument, at }) => machine.emit(markOf(argument, at))],
  ['YIELD_VALUE', yieldValue],
  ['YIELD_FROM', yieldFrom],
  ['RETURN_GENERATOR', (machine) => machine.push({ kind: 'Null' })],
  ['CALL_INTRINSIC_1', intrinsic],
  ['PRINT_EXPR', (machine) => machine.push(machine.pop())],
]

const DEFAULTS = 1
const KEYWORD_DEFAULTS = 2
const ANNOTATIONS = 4
const CLOSURE = 8
const ANNOTATE = 16 // 3.14: a function that computes the annotations

/** Up to 3.12 flags tell what stands below the code; up to 3.10 the qualified name stands above it. */
function makeFunction(machine: Machine, { argument }: Op): void {
  if (machine.around.version.layout !== '3.11') machine.popItem()
  const made = plainFunction(machine.popItem())
  const flags = [CLOSURE, ANNOTATIONS, KEYWORD_DEFAULTS, DEFAULTS]
  const item = flags
    .filter((flag) => (argument & flag) !== 0)
    .reduce((found, flag) => withAttribute(found, flag, machine.popItem(), machine), made)
  machine.push(item)
}

function setAttribute(machine: Machine, { argument }: Op): void {
  const item = machine.popItem()
  if (item.kind !== 'Function') throw new NotUnderstood('an attribute is set on no function')
  machine.push(withAttribute(item, argument, machine.popItem(), machine))
}

function plainFunction(item: Item): FunctionItem {
  if (item.kind !== 'Code') throw new NotUnderstood('a function is made of no code')
  return {
    kind: 'Function',
    code: item.code,
    defaults: [],
    keywordDefaults: new Map(),
    annotations: new Map(),
    decorators: [],
  }
}

function withAttribute(
  item: FunctionItem,
  flag: number,
  value: Item,
  machine: Machine,
): FunctionItem {
  if (flag === CLOSURE) return item
  if (flag === ANNOTATE) return { ...item, annotations: annotationsOf(value, machine) }
  const expression = machine.toExpression(value)
  if (flag === DEFAULTS) return { ...item, defaults: elementsOf(expression) }
  if (flag === KEYWORD_DEFAULTS) return { ...item, keywordDefaults: entriesOf(expression) }
  if (flag === ANNOTATIONS) return { ...item, annotations: entriesOf(expression) }
  throw new NotUnderstood('a function has an attribute that we do not know')
}

function annotationsOf(value: Item, machine: Machine): FunctionItem['annotations'] {
  if (value.kind !== 'Function') throw new NotUnderstood('annotations are no function')
  const found = machine.around.nested.annotations(value)
  return new Map(found.map((annotation) => [annotation.name, annotation.value]))
}

function elementsOf(value: Expression): readonly Expression[] {
  if (value.kind === 'Tuple') return value.elements
  if (value.kind === 'Constant' && value.value.kind === 'tuple')
    return value.value.items.map((item) => toConstant(item, value))
  throw new NotUnderstood('defaults are no tuple')
}

/** Of a dictionary, or of a tuple of names and values (annotations from 3.10 on). */
function entriesOf(value: Expression): ReadonlyMap<string, Expression> {
  if (value.kind === 'Dict')
    return new Map(value.entries.map((entry) => [textOf(entry.key), entry.value]))
  const items = elementsOf(value)
  return new Map(
    items.flatMap((item, at) => {
      const next = items[at + 1]
      return at % 2 === 0 && next !== undefined ? [[textOf(item), next] as const] : []
    }),
  )
}

function textOf(value: Expression | null): string {
  if (value?.kind !== 'Constant') throw new NotUnderstood('the name of a parameter is no text')
  return nameOf(value.value)
}

function pushIterator(machine: Machine, isAsync: boolean): void {
  machine.push({ kind: 'Iterator', value: machine.pop(), isAsync })
}

function awaitable(value: Item, isAnext: boolean): Item {
  return { kind: 'Awaitable', value, isAnext }
}

function yieldValue(machine: Machine, { at }: Op): void {
  const value = machine.pop()
  machine.push({ kind: 'Yield', value: isNone(value) ? null : value, at })
}

function isNone(value: Expression): boolean {
  return value.kind === 'Constant' && value.value.kind === 'none'
}

/** None is sent first; what is below is awaited or yielded from. */
function yieldFrom(machine: Machine, { at }: Op): void {
  machine.popItem()
  const item = machine.popItem()
  if (item.kind === 'Awaitable' && item.isAnext)
    return machine.push({ kind: 'Next', loop: { target: null } })
  if (item.kind === 'Awaitable' && item.value.kind === 'Entered') return machine.push(item.value)
  if (item.kind === 'Awaitable' && item.value.kind === 'Coroutine')
    return machine.push(item.value.value)
  machine.around.used.add(item)
  const kind: Yield['kind'] = item.kind === 'Awaitable' ? 'Await' : 'YieldFrom'
  machine.push({ kind, value: machine.toExpression(item), at })
}

const intrinsics: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['INTRINSIC_UNARY_POSITIVE', positive],
  ['INTRINSIC_LIST_TO_TUPLE', toTuple],
  ['INTRINSIC_IMPORT_STAR', importStar],
  ['INTRINSIC_ASYNC_GEN_WRAP', () => undefined],
  ['INTRINSIC_STOPITERATION_ERROR', () => undefined],
])

function intrinsic(machine: Machine, op: Op): void {
  const name = machine.around.version.table.intrinsics1[op.argument] ?? ''
  const handler = intrinsics.get(name)
  if (handler === undefined) throw new NotUnderstood(`${name} is not known here`)
  handler(machine, op)
}

function positive(machine: Machine, { at }: Op): void {
  machine.push({ kind: 'UnaryOp', op: '+', operand: machine.pop(), at })
}

function toTuple(machine: Machine, { at }: Op): void {
  const list = machine.pop()
  if (list.kind !== 'List') throw new NotUnderstood('what becomes a tuple is no list')
  machine.push({ kind: 'Tuple', elements: list.elements, at })
}

/** It leaves None on the stack, which is thrown away next. */
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
  machine.push({ kind: 'Null' })
}
