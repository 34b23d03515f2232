// Methods of lists, dictionaries, integers and streams.
import type { Folding } from '../Folding.ts'
import { itemsOf } from './items.ts'
import { binary } from './operators.ts'
import { bytesOfInteger } from './structs.ts'
import { itemAt } from './subscript.ts'
import {
  integer,
  keyOf,
  list,
  NONE,
  numberIn,
  UNKNOWN,
  type Dict,
  type Given,
  type Integer,
  type List,
  type Value,
} from '../values.ts'

type ListMethod = (owner: List, given: Given, folding: Folding) => Value | undefined

/** What a method of a list gives, and does to it. A method that is not known may have changed it in any way. */
export function listMethod(
  owner: List,
  name: string,
  given: Given,
  folding: Folding,
): Value | undefined {
  const method = LIST_METHODS.get(name)
  const result = owner.isLost ? undefined : method?.(owner, given, folding)
  if (result === undefined) owner.isLost = true
  return result
}

const LIST_METHODS: ReadonlyMap<string, ListMethod> = new Map<string, ListMethod>([
  ['append', append],
  ['add', append],
  ['extend', extend],
  ['insert', insert],
  ['pop', pop],
  ['reverse', reverse],
  ['copy', (owner) => list(owner.type, owner.items, owner.trace)],
  ['count', (owner, given) => count(owner, given)],
  ['index', (owner, given) => indexOf(owner, given)],
  ['__len__', ({ items }) => integer(items.length)],
  ['__getitem__', (owner, given) => itemAt(owner, given.positional[0] ?? UNKNOWN)],
  ['__next__', (owner) => owner.items.shift()],
  ['tobytes', (owner, _, folding) => joined(owner, folding)],
])

function append(owner: List, { positional }: Given, { budget }: Folding): Value | undefined {
  const [value] = positional
  if (value === undefined || !budget.affords(8)) return undefined
  owner.items.push(value)
  return NONE
}

function extend(owner: List, { positional }: Given, folding: Folding): Value | undefined {
  const items = itemsOf(positional[0] ?? UNKNOWN, folding)
  if (items === undefined || !folding.budget.affords(items.length * 8)) return undefined
  for (const item of [...items]) owner.items.push(item)
  return NONE
}

function insert(owner: List, { positional }: Given, { budget }: Folding): Value | undefined {
  const at = numberIn(positional[0])
  const [, value] = positional
  if (at === undefined || value === undefined || !budget.affords(owner.items.length))
    return undefined
  owner.items.splice(at, 0, value)
  return NONE
}

function pop(owner: List, { positional }: Given, { budget }: Folding): Value | undefined {
  const at = positional.length === 0 ? -1 : numberIn(positional[0])
  if (at === undefined || !budget.affords(at === -1 ? 1 : owner.items.length)) return undefined
  return owner.items.splice(at, 1)[0]
}

function reverse(owner: List): Value {
  owner.items.reverse()
  return NONE
}

function count({ items }: List, { positional }: Given): Value | undefined {
  const wanted = keyOf(positional[0] ?? UNKNOWN)
  const keys = items.map(keyOf)
  if (wanted === undefined || keys.includes(undefined)) return undefined
  return integer(keys.filter((key) => key === wanted).length)
}

function indexOf({ items }: List, { positional }: Given): Value | undefined {
  const wanted = keyOf(positional[0] ?? UNKNOWN)
  const at = wanted === undefined ? -1 : items.findIndex((item) => keyOf(item) === wanted)
  return at < 0 ? undefined : integer(at)
}

/** `array('B', […]).tobytes()`: an array of bytes is kept as a list. */
function joined(owner: List, { tracer }: Folding): Value | undefined {
  const numbers = owner.items.map(numberIn)
  if (numbers.some((number) => number === undefined || number < 0 || number > 255)) return undefined
  return tracer.made(
    'bytes',
    [owner],
    Uint8Array.from(numbers, (number) => number ?? 0),
  )
}

/** What a method of a dictionary gives. One that is not known may have changed it. */
export function dictMethod(owner: Dict, name: string, given: Given): Value | undefined {
  if (owner.isLost) return undefined
  const method = DICT_METHODS.get(name)
  if (method === undefined) owner.isLost = true
  return method?.(owner, given)
}

type DictMethod = (owner: Dict, given: Given) => Value | undefined

const DICT_METHODS: ReadonlyMap<string, DictMethod> = new Map<string, DictMethod>([
  ['get', getItem],
  ['__getitem__', (owner, { positional: [key = UNKNOWN] }) => itemAt(owner, key)],
  [
    'keys',
    ({ entries }) =>
      list(
        'list',
        [...entries.values()].map(([key]) => key),
      ),
  ],
  [
    'values',
    ({ entries }) =>
      list(
        'list',
        [...entries.values()].map(([, value]) => value),
      ),
  ],
  [
    'items',
    ({ entries }) =>
      list(
        'list',
        [...entries.values()].map((pair) => list('tuple', pair)),
      ),
  ],
])

function getItem(
  { entries }: Dict,
  { positional: [key = UNKNOWN, fallback = NONE] }: Given,
): Value | undefined {
  const name = keyOf(key)
  return name === undefined ? undefined : (entries.get(name)?.[1] ?? fallback)
}

/** What a method of an integer gives. */
export function integerMethod(
  owner: Integer,
  name: string,
  given: Given,
  folding: Folding,
): Value | undefined {
  if (name === 'bit_length') return integer(owner.value.toString(2).replace('-', '').length)
  if (name === '__xor__') return binary([owner, '^', given.positional[0] ?? UNKNOWN], null, folding)
  return name === 'to_bytes' ? toBytes(owner, given, folding) : undefined
}

function toBytes(
  owner: Integer,
  { positional, keywords }: Given,
  { tracer, budget }: Folding,
): Value | undefined {
  const length = numberIn(positional[0] ?? keywords.get('length') ?? integer(1))
  const order = positional[1] ?? keywords.get('byteorder')
  const isBig = order?.kind !== 'text' || order.text === 'big'
  if (length === undefined || !budget.affords(length)) return undefined
  const made = bytesOfInteger(owner.value, length, isBig)
  return made === undefined ? undefined : tracer.made('to_bytes', [owner], made)
}
