// Functions of functools, itertools, operator and string.
import { given as arguments_, type Folding, type Known } from '../Folding.ts'
import { itemsOf } from '../operations/items.ts'
import { binary } from '../operations/operators.ts'
import { itemAt } from '../operations/subscript.ts'
import { list, text, UNKNOWN, type Given, type Value } from '../values.ts'
import type { BinaryOperator } from '../../decompile/ast.ts'

const partial: Known = ({ positional: [callee = UNKNOWN, ...before], keywords }, folding) => ({
  kind: 'callable',
  call: (given) =>
    folding.call(callee, {
      ...given,
      positional: [...before, ...given.positional],
      keywords: new Map([...keywords, ...given.keywords]),
    }),
})

const reduce: Known = ({ positional: [callee = UNKNOWN, values = UNKNOWN, start] }, folding) => {
  const items = itemsOf(values, folding)
  if (items === undefined) return undefined
  const [first, ...rest] = start === undefined ? items : [start, ...items]
  let total = first ?? UNKNOWN
  for (const item of rest) total = folding.call(callee, arguments_(total, item))
  return total
}

/** `attrgetter('a.b')`. */
const attrgetter: Known = ({ positional: [name], at }, folding) => {
  if (name?.kind !== 'text') return undefined
  const isFolded = name.trace?.last != null
  return {
    kind: 'callable',
    call: ({ positional: [owner = UNKNOWN] }) =>
      name.text
        .split('.')
        .slice(0, 16)
        .reduce((value, part) => folding.attribute(value, part, at, isFolded), owner),
  }
}

/** `methodcaller('system', 'id')`. */
const methodcaller: Known = ({ positional: [name, ...before], keywords, at }, folding) => {
  if (name?.kind !== 'text') return undefined
  return {
    kind: 'callable',
    call: ({ positional: [owner = UNKNOWN] }) =>
      folding.call(folding.attribute(owner, name.text, at, true), {
        positional: before,
        keywords,
        isWhole: true,
        at,
      }),
  }
}

const itemgetter: Known = ({ positional: keys }) => ({
  kind: 'callable',
  call: ({ positional: [owner = UNKNOWN] }) => {
    const items = keys.map((key) => itemAt(owner, key))
    return items.length === 1 ? (items[0] ?? UNKNOWN) : list('tuple', items)
  },
})

const operator =
  (op: BinaryOperator): Known =>
  ({ positional: [left = UNKNOWN, right = UNKNOWN], at }, folding) =>
    binary([left, op, right], at, folding)

function chain({ positional }: Given, folding: Folding): Value | undefined {
  const parts = positional.map((value) => itemsOf(value, folding))
  if (parts.includes(undefined)) return undefined
  return list(
    'iterator',
    parts.flatMap((items) => items ?? []),
  )
}

const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const DIGITS = '0123456789'
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'

/** Attributes of modules whose value is known. */
export const KNOWN_ATTRIBUTES: ReadonlyMap<string, Value> = new Map(
  Object.entries({
    'string.ascii_lowercase': LOWER,
    'string.ascii_uppercase': UPPER,
    'string.ascii_letters': LOWER + UPPER,
    'string.digits': DIGITS,
    'string.hexdigits': `${DIGITS}abcdefABCDEF`,
    'string.punctuation': PUNCTUATION,
    'string.printable': `${DIGITS}${LOWER}${UPPER}${PUNCTUATION} \t\n\r\v\f`,
    'string.whitespace': ' \t\n\r\v\f',
    'os.sep': '/',
  }).map(([name, content]) => [name, text(content)]),
)

const OPERATORS: readonly (readonly [string, BinaryOperator])[] = [
  ['add', '+'],
  ['concat', '+'],
  ['sub', '-'],
  ['mul', '*'],
  ['floordiv', '//'],
  ['mod', '%'],
  ['xor', '^'],
  ['and_', '&'],
  ['or_', '|'],
  ['lshift', '<<'],
  ['rshift', '>>'],
  ['pow', '**'],
]

/** By their whole name. */
export const FUNCTIONALS: readonly (readonly [string, Known])[] = [
  ['functools.partial', partial],
  ['functools.reduce', reduce],
  ['reduce', reduce],
  ['operator.attrgetter', attrgetter],
  ['operator.methodcaller', methodcaller],
  ['operator.itemgetter', itemgetter],
  ['operator.getitem', ({ positional: [owner = UNKNOWN, key = UNKNOWN] }) => itemAt(owner, key)],
  ...OPERATORS.map(([name, op]) => [`operator.${name}`, operator(op)] as const),
  ['itertools.chain', chain],
  [
    'itertools.chain.from_iterable',
    ({ positional: [values = UNKNOWN] }, folding) => {
      const items = itemsOf(values, folding)
      return items && chain(arguments_(...items), folding)
    },
  ],
  [
    'itertools.cycle',
    ({ positional: [values = UNKNOWN] }, folding) => {
      const items = itemsOf(values, folding)
      return items === undefined || items.length === 0 ? undefined : { kind: 'cycle', items }
    },
  ],
  [
    'itertools.repeat',
    ({ positional: [value = UNKNOWN, count] }) =>
      count === undefined ? { kind: 'cycle', items: [value] } : undefined,
  ],
]
