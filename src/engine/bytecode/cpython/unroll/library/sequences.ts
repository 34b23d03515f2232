// Functions of the builtins module over what can be walked through. https://docs.python.org/3/library/functions.html
import { given as arguments_, type Folding, type Known } from '../Folding.ts'
import { itemsOf, lengthOf, toList } from '../operations/items.ts'
import { binary } from '../operations/operators.ts'
import {
  boolean,
  dict,
  integer,
  list,
  numberIn,
  text,
  traceOf,
  truth,
  UNKNOWN,
  type Given,
  type Value,
} from '../values.ts'

const first = ({ positional }: Given): Value => positional[0] ?? UNKNOWN

/** By name, without `builtins.`. */
export const SEQUENCES: readonly (readonly [string, Known])[] = [
  ['len', ({ positional: [value = UNKNOWN] }) => lengthValue(value)],
  ['sum', sum],
  ['min', (given, folding) => extreme(given, folding, -1)],
  ['max', (given, folding) => extreme(given, folding, 1)],
  ['range', range],
  ['xrange', range],
  ['reversed', reversed],
  ['sorted', sorted],
  ['list', (given, folding) => asList(given, folding, 'list')],
  ['tuple', (given, folding) => asList(given, folding, 'tuple')],
  ['iter', (given, folding) => asList(given, folding, 'iterator')],
  ['next', next],
  ['dict', asDict],
  ['enumerate', enumerate],
  ['zip', zip],
  ['map', map],
  ['filter', filter],
]

function lengthValue(value: Value): Value | undefined {
  const length = lengthOf(value)
  return length === undefined ? undefined : integer(length)
}

function sum(given: Given, folding: Folding): Value | undefined {
  const items = itemsOf(first(given), folding)
  if (items === undefined) return undefined
  let total: Value = given.positional[1] ?? integer(0)
  for (const item of items) total = binary([total, '+', item], null, folding)
  return total
}

function extreme(given: Given, folding: Folding, sign: number): Value | undefined {
  const [only = UNKNOWN] = given.positional
  const items = given.positional.length === 1 ? itemsOf(only, folding) : given.positional
  const numbers = items?.map(numberIn) ?? []
  if (numbers.length === 0 || numbers.includes(undefined) || given.keywords.size > 0)
    return undefined
  const best = numbers.reduce<number>(
    (held, number = 0) => ((number - held) * sign > 0 ? number : held),
    numbers[0] ?? 0,
  )
  return integer(best)
}

function range({ positional }: Given): Value | undefined {
  const numbers = positional.map(numberIn)
  if (numbers.length === 0 || numbers.includes(undefined)) return undefined
  const [a = 0, b, step = 1] = numbers
  if (step === 0) return undefined
  return b === undefined
    ? { kind: 'range', start: 0, stop: a, step: 1 }
    : { kind: 'range', start: a, stop: b, step }
}

function reversed(given: Given, folding: Folding): Value | undefined {
  const value = first(given)
  const items = itemsOf(value, folding)
  if (items === undefined) return undefined
  return list('iterator', items.toReversed(), folding.tracer.through(traceOf(value), 'reverse'))
}

function sorted(given: Given, folding: Folding): Value | undefined {
  const items = itemsOf(first(given), folding)
  if (items === undefined) return undefined
  const by = given.keywords.get('key')
  const keys = items.map((item) =>
    sortKey(by === undefined ? item : folding.call(by, arguments_(item))),
  )
  if (keys.includes(undefined)) return undefined
  const order = items.map((_, at) => at).sort((a, b) => compareKeys(keys[a], keys[b]))
  const made = order.map((at) => items[at] ?? UNKNOWN)
  const isReversed = truth(given.keywords.get('reverse') ?? boolean(false)) === true
  return list('list', isReversed ? made.reverse() : made, traceOf(first(given)))
}

/** Numbers and texts are put in order; tuples by their first item, which is enough for pairs that count. */
function sortKey(value: Value): number | string | undefined {
  const key = value.kind === 'list' && value.type === 'tuple' ? (value.items[0] ?? UNKNOWN) : value
  return numberIn(key) ?? (key.kind === 'text' ? key.text : undefined)
}

function compareKeys(a: number | string | undefined, b: number | string | undefined): number {
  if (a === undefined || b === undefined || a === b) return 0
  return a < b ? -1 : 1
}

function asList(
  given: Given,
  folding: Folding,
  type: 'list' | 'tuple' | 'iterator',
): Value | undefined {
  if (given.positional.length === 0) return list(type, [])
  const made = toList(first(given), type, folding)
  return made.kind === 'unknown' ? undefined : made
}

function next({ positional: [value] }: Given): Value | undefined {
  return value?.kind === 'list' && value.type === 'iterator' ? value.items.shift() : undefined
}

function asDict({ positional: [value], keywords }: Given, folding: Folding): Value | undefined {
  const named = [...keywords].map(([name, each]): [Value, Value] => [text(name), each])
  if (value === undefined) return dict(named)
  if (value.kind === 'dict') return dict([...value.entries.values(), ...named])
  const pairs = itemsOf(value, folding)?.map((pair) => itemsOf(pair, folding) ?? [])
  if (pairs === undefined || pairs.some(({ length }) => length !== 2)) return undefined
  return dict([
    ...pairs.map(([key = UNKNOWN, each = UNKNOWN]): [Value, Value] => [key, each]),
    ...named,
  ])
}

function enumerate(
  { positional: [value = UNKNOWN, start], keywords }: Given,
  folding: Folding,
): Value | undefined {
  const from = numberIn(start ?? keywords.get('start') ?? integer(0))
  const items = itemsOf(value, folding)
  if (items === undefined || from === undefined) return undefined
  const pairs = items.map((item, at) => list('tuple', [integer(from + at), item]))
  return list('iterator', pairs, traceOf(value))
}

function zip({ positional }: Given, folding: Folding): Value | undefined {
  const finite = positional.filter(({ kind }) => kind !== 'cycle')
  const columns = new Map(finite.map((value) => [value, itemsOf(value, folding)]))
  const lengths = finite.map((value) => columns.get(value)?.length)
  if (lengths.length === 0 || lengths.includes(undefined)) return undefined
  const length = Math.min(...lengths.map((each = 0) => each))
  if (!folding.budget.affords(length * positional.length * 8)) return undefined
  const rows = Array.from({ length }, (_, at) =>
    list(
      'tuple',
      positional.map((value) => rowItem(value, columns.get(value), at)),
    ),
  )
  return list('iterator', rows, finite.map(traceOf).find((trace) => trace !== null) ?? null)
}

function rowItem(value: Value, items: readonly Value[] | undefined, at: number): Value {
  if (value.kind === 'cycle') return value.items[at % value.items.length] ?? UNKNOWN
  return items?.[at] ?? UNKNOWN
}

function map(given: Given, folding: Folding): Value | undefined {
  const [callee = UNKNOWN, ...values] = given.positional
  const [only] = values
  if (only === undefined) return undefined
  const rows = values.length === 1 ? only : zip({ ...given, positional: values }, folding)
  const items = rows === undefined ? undefined : itemsOf(rows, folding)
  if (items === undefined) return undefined
  const made = items.map((item) => {
    const positional = values.length > 1 && item.kind === 'list' ? item.items : [item]
    return folding.call(callee, { ...arguments_(...positional), at: given.at })
  })
  return list('iterator', made, made.map(traceOf).find((trace) => trace !== null) ?? traceOf(only))
}

function filter(given: Given, folding: Folding): Value | undefined {
  const [callee = UNKNOWN, value = UNKNOWN] = given.positional
  const items = itemsOf(value, folding)
  if (items === undefined) return undefined
  const kept = items.map((item) =>
    callee.kind === 'none' ? truth(item) : truth(folding.call(callee, arguments_(item))),
  )
  if (kept.includes(undefined)) return undefined
  const trace = folding.tracer.through(traceOf(value), 'filter')
  return list(
    'iterator',
    items.filter((_, at) => kept[at] === true),
    trace,
  )
}
