// Items of containers, and containers around containers.
import { nameOf } from '../nameOf.ts'
import type { PickleValue } from '../PickleValue.ts'
import { itemsOf, textOf } from './constants.ts'
import type { Fold, Folding } from './Folding.ts'
import { isSequence, sequenceItem } from './sequences.ts'

const MAX_DEPTH = 8 // views of views of a dict

/** `container[key]`; undefined when it is not known. */
export function itemOf(
  folding: Folding,
  container: PickleValue | undefined,
  key: PickleValue | undefined,
  depth = 0,
): PickleValue | undefined {
  if (container === undefined || key === undefined || depth > MAX_DEPTH) return undefined
  if (container.kind === 'dict') return entryOf(container.entries, key)
  if (container.kind === 'global') return namespaceItem(folding, nameOf(container) ?? '', key)
  if (container.kind === 'call') return viewItem(folding, container, key, depth)
  return isSequence(container) ? sequenceItem(folding, container, key) : undefined
}

/** `sys.modules['os']`, `os.__dict__['system']`. */
function namespaceItem(folding: Folding, name: string, key: PickleValue): PickleValue | undefined {
  const wanted = textOf(key)
  if (wanted === undefined) return undefined
  if (name === 'sys.modules') return folding.module(wanted)
  if (name === 'builtins.__dict__' || name.endsWith('__builtins__'))
    return folding.global('builtins', wanted)
  return name.endsWith('.__dict__')
    ? folding.global(name.slice(0, -'.__dict__'.length), wanted)
    : undefined
}

const VIEWS: readonly string[] = [
  ...['types.MappingProxyType', 'collections.ChainMap', 'collections.OrderedDict'],
  ...['builtins.dict', 'collections.UserDict', 'collections.defaultdict', 'builtins.vars'],
]

/** What was put into the object itself, then what it was made from; a defaultdict makes what it has not. */
function viewItem(
  folding: Folding,
  { call, entries }: Extract<PickleValue, { kind: 'call' }>,
  key: PickleValue,
  depth: number,
): PickleValue | undefined {
  const name = call.callable.kind === 'global' ? nameOf(call.callable) : null
  const own = entryOf(entries, key)
  if (own !== undefined || name === null || !VIEWS.includes(name)) return own
  for (const source of call.args) {
    const found = itemOf(folding, source, key, depth + 1)
    if (found !== undefined) return found
  }
  const [factory] = call.args
  const isMaker = name === 'collections.defaultdict' && factory !== undefined
  return isMaker && folding.budget.takesCall()
    ? folding.call({ opcode: call.opcode, callable: factory, args: [], keywords: null })
    : undefined
}

function entryOf(
  entries: readonly (readonly [PickleValue, PickleValue])[],
  key: PickleValue,
): PickleValue | undefined {
  return entries.findLast(([other]) => isSame(other, key))?.[1]
}

function isSame(first: PickleValue, second: PickleValue): boolean {
  if (first === second) return true
  if (first.kind === 'text') return second.kind === 'text' && first.text === second.text
  return first.kind === 'int' && second.kind === 'int' && first.value === second.value
}

const getItem: Fold = (folding, { args: [container, key] }) => itemOf(folding, container, key)

/** `list(…)` and `tuple(…)` of what is known. */
const collected =
  (kind: 'list' | 'tuple', reversed = false): Fold =>
  (folding, { args: [source] }) => {
    const items = itemsOf(source)
    if (items === undefined || !folding.budget.takes(items.length)) return undefined
    return { kind, items: reversed ? items.toReversed() : [...items] }
  }

const nextOf: Fold = (_, { args: [source] }) => itemsOf(source)?.[0]

/** By their whole names. */
export const CONTAINERS: readonly (readonly [string, Fold])[] = [
  ['operator.getitem', getItem],
  ['builtins.dict.get', getItem],
  ['builtins.dict.pop', getItem],
  ['builtins.dict.__getitem__', getItem],
  ['builtins.list.__getitem__', getItem],
  ['builtins.list.pop', getItem],
  ['builtins.tuple.__getitem__', getItem],
  ['builtins.str.__getitem__', getItem],
  ['builtins.bytes.__getitem__', getItem],
  ['types.MappingProxyType.__getitem__', getItem],
  ['types.MappingProxyType.get', getItem],
  ['collections.ChainMap.__getitem__', getItem],
  ['collections.ChainMap.get', getItem],
  ['collections.defaultdict.__getitem__', getItem],
  ['collections.defaultdict.__missing__', getItem],
  ['collections.OrderedDict.__getitem__', getItem],
  ['builtins.list', collected('list')],
  ['builtins.tuple', collected('tuple')],
  ['builtins.reversed', collected('list', true)],
  ['builtins.iter', collected('list')],
  ['builtins.next', nextOf],
]
