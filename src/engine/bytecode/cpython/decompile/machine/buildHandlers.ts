import type { Range } from '../../../../model/Listing.ts'
import type { Dict, Display, Expression, Name } from '../ast.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import type { Op } from '../Op.ts'
import type { Handler, HandlerRow } from './Handler.ts'
import type { Machine } from './Machine.ts'
import { toSlice } from './nameHandlers.ts'
import { toConstant } from './operatorHandlers.ts'

/** Tuples, lists, sets, dictionaries, and what is added to them. */
export const buildHandlers: readonly HandlerRow[] = [
  ['BUILD_TUPLE', build('Tuple')],
  ['BUILD_LIST', build('List')],
  ['BUILD_SET', build('Set')],
  ['BUILD_MAP', buildMap],
  ['BUILD_CONST_KEY_MAP', buildConstKeyMap],
  ['BUILD_SLICE', buildSlice],
  ['LIST_EXTEND', extend],
  ['SET_UPDATE', extend],
  ['LIST_APPEND', append],
  ['SET_ADD', append],
  ['DICT_UPDATE', update],
  ['DICT_MERGE', update],
  ['MAP_ADD', mapAdd],
  ['LIST_TO_TUPLE', listToTuple],
  ['BUILD_TUPLE_UNPACK', unpackDisplays('Tuple')],
  ['BUILD_TUPLE_UNPACK_WITH_CALL', unpackDisplays('Tuple')],
  ['BUILD_LIST_UNPACK', unpackDisplays('List')],
  ['BUILD_SET_UNPACK', unpackDisplays('Set')],
  ['BUILD_MAP_UNPACK', unpackMaps],
  [
    'BUILD_MAP_UNPACK_WITH_CALL',
    (machine, op) => unpackMaps(machine, { ...op, argument: op.argument & 255 }),
  ],
]

function build(kind: Display['kind']): Handler {
  return (machine, { argument, at }) =>
    machine.push({ kind, elements: machine.popMany(argument), at })
}

function buildMap(machine: Machine, { argument, at }: Op): void {
  const values = machine.popMany(argument * 2)
  const entries = Array.from({ length: argument }, (_, pair) => toEntry(values, pair))
  machine.push({ kind: 'Dict', entries, at })
}

function toEntry(values: readonly Expression[], pair: number): Dict['entries'][number] {
  const [key, value] = values.slice(pair * 2, pair * 2 + 2)
  if (key === undefined || value === undefined) throw new NotUnderstood('the stack is empty')
  return { key, value }
}

function buildConstKeyMap(machine: Machine, { argument, at }: Op): void {
  const keys = machine.pop()
  const values = machine.popMany(argument)
  if (keys.kind !== 'Constant' || keys.value.kind !== 'tuple')
    throw new NotUnderstood('the keys are no tuple')
  const { items } = keys.value
  if (items.length !== values.length)
    throw new NotUnderstood('there are not as many keys as values')
  const entries = values.map((value, index) => {
    const item = items[index]
    return { key: item === undefined ? null : toConstant(item, keys), value }
  })
  machine.push({ kind: 'Dict', entries, at })
}

function buildSlice(machine: Machine, { argument, at }: Op): void {
  const [lower, upper, step] = machine.popMany(argument)
  machine.push(toSlice(lower, upper, step, at))
}

/** `[*a, …]`, and the long way to write a list of constants. */
function extend(machine: Machine, { argument, at }: Op): void {
  const value = machine.pop()
  if (argument !== 1) throw new NotUnderstood('something deep in the stack is extended')
  const display = machine.popItem()
  if (display.kind !== 'List' && display.kind !== 'Set')
    throw new NotUnderstood('what is extended is no display')
  const added = constantItems(value, display.elements.length === 0) ?? [
    { kind: 'Starred', value, at } as const,
  ]
  machine.push({ ...display, elements: [...display.elements, ...added] })
}

/** From 3.9 on `[1, 2, 3]` is an empty list extended by a constant tuple, `{1, 2, 3}` by a frozenset. */
function constantItems(value: Expression, isFirst: boolean): readonly Expression[] | null {
  if (!isFirst || value.kind !== 'Constant') return null
  if (value.value.kind !== 'tuple' && value.value.kind !== 'frozenset') return null
  return value.value.items.map((item) => toConstant(item, value))
}

/** Calls of it are what a comprehension adds to its result; no code can have this very object. */
export const APPEND: Name = { kind: 'Name', id: '.append', at: null }

function append(machine: Machine, { name, argument, at }: Op): void {
  const value = machine.pop()
  const display = machine.peek(argument)
  const isDisplay = display.kind === 'List' || display.kind === 'Set'
  if (argument === 1 && isDisplay)
    return machine.replace(1, { ...display, elements: [...display.elements, value] })
  accumulate(machine, [value], { argument, name, at })
}

/** What is added must go to the result of the innermost comprehension. */
function accumulate(
  machine: Machine,
  args: readonly Expression[],
  { name, argument, at }: Pick<Op, 'name' | 'argument' | 'at'>,
): void {
  const result = machine.peek(argument)
  const innermost = machine.stack.findLast(({ kind }) => kind === 'Accumulator')
  if (result.kind !== 'Accumulator' || result !== innermost || RESULTS.get(name) !== result.form)
    throw new NotUnderstood('something deep in the stack is extended')
  const value: Expression = { kind: 'Call', func: APPEND, args, keywords: [], at }
  machine.emitInside({ kind: 'Expr', value, at })
}

const RESULTS: ReadonlyMap<string, string> = new Map([
  ['LIST_APPEND', 'ListComp'],
  ['SET_ADD', 'SetComp'],
  ['MAP_ADD', 'DictComp'],
])

function mapAdd(machine: Machine, { name, argument, at }: Op): void {
  const second = machine.pop()
  const first = machine.pop()
  const isKeyOnTop = ['2.7', '3.4', '3.5', '3.6', '3.7'].includes(machine.around.version.id)
  const [key, value] = isKeyOnTop ? [second, first] : [first, second]
  const display = machine.peek(argument)
  if (argument === 1 && display.kind === 'Dict')
    return machine.replace(1, { ...display, entries: [...display.entries, { key, value }] })
  accumulate(machine, [key, value], { argument, name, at })
}

function update(machine: Machine, { argument }: Op): void {
  const value = machine.pop()
  if (argument !== 1) throw new NotUnderstood('something deep in the stack is extended')
  const display = machine.popItem()
  if (display.kind !== 'Dict') throw new NotUnderstood('what is extended is no dictionary')
  const entries = isLaterPart(display, value) ? value.entries : [{ key: null, value }]
  machine.push({ ...display, entries: [...display.entries, ...entries] })
}

/** A display of more than fifteen entries is built in parts (3.9 and later). */
function isLaterPart(display: Dict, value: Expression): value is Dict {
  return value.kind === 'Dict' && display.entries.length > 0 && value.entries.length > 0
}

function listToTuple(machine: Machine, { at }: Op): void {
  const list = machine.pop()
  if (list.kind !== 'List') throw new NotUnderstood('what becomes a tuple is no list')
  machine.push({ kind: 'Tuple', elements: list.elements, at })
}

/** Up to 3.8: displays with stars are joined from displays without. */
function unpackDisplays(kind: Display['kind']): Handler {
  return (machine, { argument, at }) => {
    const elements = machine.popMany(argument).flatMap((part) => toElements(part, at))
    machine.push({ kind, elements, at })
  }
}

function toElements(part: Expression, at: Range | null): readonly Expression[] {
  if (part.kind === 'Tuple') return part.elements
  if (part.kind === 'Constant' && part.value.kind === 'tuple')
    return part.value.items.map((item) => toConstant(item, part))
  return [{ kind: 'Starred', value: part, at }]
}

function unpackMaps(machine: Machine, { argument, at }: Op): void {
  const entries = machine
    .popMany(argument)
    .flatMap((part) => (part.kind === 'Dict' ? part.entries : [{ key: null, value: part }]))
  machine.push({ kind: 'Dict', entries, at })
}
