import type { Expression } from '../../decompile/ast.ts'
import type { Walker } from '../Folding.ts'
import { dictMethod, integerMethod, listMethod } from '../operations/containerMethods.ts'
import { reprOf } from '../operations/formatValue.ts'
import { callFunction } from './functions.ts'
import { itemsOf } from '../operations/items.ts'
import { knownFunction } from '../library/known.ts'
import { pathItem } from '../library/names.ts'
import type { Scope } from './Scope.ts'
import { textMethod } from '../operations/textMethods.ts'
import { traceOf, UNKNOWN, type Given, type List, type PathValue, type Value } from '../values.ts'

type Call = Extract<Expression, { kind: 'Call' }>

/** The value of a call. */
export function evaluateCall(node: Call, scope: Scope, walker: Walker): Value {
  const callee = walker.evaluate(node.func, scope)
  return walker.call(callee, argumentsOf(node, scope, walker))
}

function argumentsOf({ args, keywords, at }: Call, scope: Scope, walker: Walker): Given {
  const positional = starredItems(args, scope, walker)
  const named = new Map<string, Value>()
  let isWhole = positional !== undefined
  for (const { arg, value: node } of keywords) {
    const value = walker.evaluate(node, scope)
    if (arg !== null) named.set(arg, value)
    else if (!addAll(named, value)) isWhole = false
  }
  return { positional: positional ?? [], keywords: named, isWhole, at }
}

/** Adds what `**value` gives; whether that is known. */
function addAll(named: Map<string, Value>, value: Value): boolean {
  if (value.kind !== 'dict' || value.isLost) return false
  for (const [key, each] of value.entries.values())
    if (key.kind === 'text') named.set(key.text, each)
  return true
}

/** The values of elements, those of starred ones unpacked; undefined when one of these is not known. */
export function starredItems(
  elements: readonly Expression[],
  scope: Scope,
  walker: Walker,
): readonly Value[] | undefined {
  const items: Value[] = []
  let isWhole = true
  for (const element of elements) {
    const value = walker.evaluate(element.kind === 'Starred' ? element.value : element, scope)
    const inner = element.kind === 'Starred' ? itemsOf(value, walker) : [value]
    if (inner === undefined) isWhole = false
    else for (const item of inner) items.push(item)
  }
  return isWhole ? items : undefined
}

/** What a call of a value gives. */
export function callValue(callee: Value, given: Given, walker: Walker): Value {
  if (callee.kind === 'path') return callPath(callee, given, walker)
  if (callee.kind === 'function') return callFunction(callee, given, walker)
  if (callee.kind === 'callable') return callee.call(given)
  if (callee.kind === 'method')
    return methodValue(callee.owner, callee.name, given, walker) ?? UNKNOWN
  lose(given)
  return UNKNOWN
}

/** Whoever gets a list may change it. */
function lose({ positional, keywords }: Given): void {
  for (const value of [...positional, ...keywords.values()])
    if ((value.kind === 'list' && value.type !== 'tuple') || value.kind === 'dict')
      value.isLost = true
}

const MAX_ARGUMENTS = 100 // told of one call
const MAX_LITERAL = 2_000 // characters of one of them

function callPath(callee: PathValue, given: Given, walker: Walker): Value {
  const item = namespaceItem(callee, given, walker)
  if (item !== undefined) return item
  const known = knownFunction(callee)
  const values = [...given.positional, ...given.keywords.values()]
  const hasFolded = known?.isPlain !== true && values.some((value) => traceOf(value)?.last != null)
  const result = walker.paths.call(callee, literalsOf(given, walker), hasFolded)
  if (known === undefined) lose(given)
  return known?.run(given, walker) ?? result
}

/** The `repr` of arguments that are known. */
function literalsOf({ positional, keywords }: Given, { budget }: Walker): readonly string[] {
  const named = [...keywords].map(([name, value]) => ({ prefix: `${name}=`, value }))
  const all = [...positional.map((value) => ({ prefix: '', value })), ...named]
  return all.slice(0, MAX_ARGUMENTS).flatMap(({ prefix, value }) => {
    const shown = reprOf(value)
    if (shown === undefined || !budget.affords(shown.length)) return []
    return [`${prefix}${shown.slice(0, MAX_LITERAL)}${shown.length > MAX_LITERAL ? '…' : ''}`]
  })
}

const NAMESPACE = /^(?:__dict__|modules|globals\(\)|locals\(\)|vars\(\))$/

/** `sys.modules.get('os')`, `globals().__getitem__('exec')`. */
function namespaceItem(callee: PathValue, given: Given, walker: Walker): Value | undefined {
  const { names, draft } = callee
  const [key] = given.positional
  const last = names.at(-1) ?? ''
  if (last !== 'get' && last !== '__getitem__') return undefined
  if (key?.kind !== 'text' || !NAMESPACE.test(names.at(-2) ?? '')) return undefined
  if (draft !== null) draft.isReplaced = true
  const owner = { ...callee, names: names.slice(0, -1), draft: null }
  return pathItem(owner, { key, shown: reprOf(key) ?? '…' }, walker)
}

function methodValue(owner: Value, name: string, given: Given, walker: Walker): Value | undefined {
  if (owner.kind === 'text' || owner.kind === 'bytes') return textMethod(owner, name, given, walker)
  if (owner.kind === 'list') return listCall(owner, name, given, walker)
  if (owner.kind === 'dict') return dictMethod(owner, name, given)
  if (owner.kind === 'integer') return integerMethod(owner, name, given, walker)
  if (owner.kind === 'stream') return READS.has(name) ? owner.content : undefined
  const isCallable = owner.kind === 'callable' || owner.kind === 'function'
  return isCallable ? callableMethod(owner, name, given, walker) : undefined
}

function listCall(owner: List, name: string, given: Given, walker: Walker): Value | undefined {
  if (!READING.has(name)) walker.changes(owner)
  return listMethod(owner, name, given, walker)
}

const READING: ReadonlySet<string> = new Set([
  'copy',
  'count',
  'index',
  '__len__',
  '__getitem__',
  'tobytes',
])
const READS: ReadonlySet<string> = new Set(['read', 'getvalue', 'getbuffer', 'readline'])

/** `decompressobj().decompress(data)`, `f.__call__(x)`; `flush()` adds nothing. */
function callableMethod(
  owner: Value,
  name: string,
  given: Given,
  walker: Walker,
): Value | undefined {
  return ['decompress', '__call__'].includes(name) ? walker.call(owner, given) : undefined
}
