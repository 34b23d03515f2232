// Trees for tests: every kind of expression in every kind of place that the version allows.
import type {
  Comprehension,
  Expression,
  FormattedValue,
  Keyword,
  NamedExpr,
  Parameter,
  Parameters,
} from '../ast.ts'
import type { Dice } from './Dice.ts'
import { randomConstant, randomText } from './randomConstant.ts'

/** How a tree is made: by chance, for a version (308 for 3.8), at most so deep. */
export interface Growth {
  /** Whether it has things where Python allows none, and names that are none. */
  readonly isWild: boolean
  readonly dice: Dice
  readonly version: number
  readonly depth: number
}

/** The same, one step down. */
export function deeper(growth: Growth): Growth {
  return { ...growth, depth: growth.depth - 1 }
}

export function randomExpression(growth: Growth): Expression {
  const { dice, version, depth } = growth
  if (depth <= 0) return leaf(growth)
  if (growth.isWild && dice.below(15) === 0) return misplaced(deeper(growth))
  const [first, ...rest] = KINDS
  const known = rest.filter(([since]) => version >= since)
  const [, make] = dice.pick([first, ...known])
  return make(deeper(growth))
}

type Make = (growth: Growth) => Expression

const KINDS: readonly [readonly [since: number, make: Make], ...(readonly [number, Make])[]] = [
  [0, leaf],
  [0, attribute],
  [0, subscript],
  [0, call],
  [0, call],
  [0, unary],
  [0, unary],
  [0, binary],
  [0, binary],
  [0, binary],
  [0, boolean],
  [0, compare],
  [0, conditional],
  [0, lambda],
  [0, display],
  [0, dict],
  [0, comprehension],
  [0, yielding],
  [306, joined],
  [306, joined],
  [307, awaiting],
  [308, named],
]

const ARITHMETIC = ['+', '-', '*', '/', '//', '%', '**', '<<', '>>', '&', '|', '^'] as const
const COMPARISONS = ['<', '<=', '==', '!=', '>', '>=', 'in', 'not in', 'is', 'is not'] as const

const NO_NAMES = [
  'a b',
  'class',
  '.0',
  'x\ny',
  '',
  'True',
  '__debug__',
  'print',
  'ﬁ',
  '·',
  '*',
] as const

/** A star, a slice or an assignment, wherever it may be. */
function misplaced(growth: Growth): Expression {
  const value = randomExpression(growth)
  const star: Expression = { kind: 'Starred', value, at: null }
  const slice: Expression = { kind: 'Slice', lower: value, upper: null, step: null, at: null }
  const pair: Expression = { kind: 'Tuple', elements: [star, value], at: null }
  return growth.dice.pick([star, slice, pair, { kind: 'NamedExpr', target: W, value, at: null }])
}

const W = { kind: 'Name', id: 'w', at: null } as const

export function name({ dice, version, isWild }: Growth): Expression {
  if (isWild && dice.below(15) === 0) return { kind: 'Name', id: dice.pick(NO_NAMES), at: null }
  const id = dice.pick(['a', 'b', 'c', 'x', 'match', '_'])
  return { kind: 'Name', id: version >= 300 && dice.below(12) === 0 ? 'ähnlich' : id, at: null }
}

function leaf(growth: Growth): Expression {
  return growth.dice.below(2) === 0 ? name(growth) : randomConstant(growth)
}

function attribute(growth: Growth): Expression {
  const attr = growth.dice.pick(['real', 'x', '_'])
  return { kind: 'Attribute', value: randomExpression(growth), attr, at: null }
}

function subscript(growth: Growth): Expression {
  const { dice } = growth
  const item = () => (dice.below(3) === 0 ? slice(growth) : starOrNot(growth, 311))
  const items = () => dice.some(growth.version < 300 ? 1 : 0, 3, item)
  const tuple = (): Expression => ({ kind: 'Tuple', elements: items(), at: null })
  const makers = [() => randomExpression(growth), () => slice(growth), tuple] as const
  const value = randomExpression(growth)
  return { kind: 'Subscript', value, slice: dice.pick(makers)(), at: null }
}

function slice(growth: Growth): Expression {
  const part = () => growth.dice.maybe(() => randomExpression(growth))
  return { kind: 'Slice', lower: part(), upper: part(), step: part(), at: null }
}

/** With a star, from that version on. */
function starOrNot(growth: Growth, since: number): Expression {
  const value = randomExpression(growth)
  const isStarred = growth.version >= since && growth.dice.below(6) === 0
  return isStarred ? { kind: 'Starred', value, at: null } : value
}

function call(growth: Growth): Expression {
  const { dice, version } = growth
  const func = randomExpression(growth)
  if (dice.below(5) === 0)
    return { kind: 'Call', func, args: [generator(growth)], keywords: [], at: null }
  const args = dice.some(0, 2, (index) => starOrNot(growth, index === 1 ? 0 : 305))
  const keywords = dice.some(0, 2, (index): Keyword => {
    const mayStar = version >= 305 || index === 1
    const arg = mayStar && dice.below(3) === 0 ? null : `k${index}`
    return { arg, value: randomExpression(growth) }
  })
  return { kind: 'Call', func, args, keywords, at: null }
}

function unary(growth: Growth): Expression {
  const op = growth.dice.pick(['-', '+', '~', 'not', '-'])
  const operand = randomExpression(growth)
  // 2.7 makes one number of -0 while it parses.
  const isFolded = growth.version < 300 && operand.kind === 'Constant'
  return { kind: 'UnaryOp', op: isFolded ? 'not' : op, operand, at: null }
}

function binary(growth: Growth): Expression {
  const { dice, version } = growth
  const op = version >= 305 && dice.below(10) === 0 ? '@' : dice.pick(ARITHMETIC)
  const left = randomExpression(growth)
  return { kind: 'BinOp', op, left, right: randomExpression(growth), at: null }
}

function boolean(growth: Growth): Expression {
  const op = growth.dice.pick(['and', 'or'])
  const values = growth.dice.some(2, 3, () => randomExpression(growth))
  return { kind: 'BoolOp', op, values, at: null }
}

function compare(growth: Growth): Expression {
  const { dice } = growth
  const ops = dice.some(1, 2, () => dice.pick(COMPARISONS))
  const comparators = ops.map(() => randomExpression(growth))
  return { kind: 'Compare', left: randomExpression(growth), ops, comparators, at: null }
}

function conditional(growth: Growth): Expression {
  const test = randomExpression(growth)
  const body = randomExpression(growth)
  return { kind: 'IfExp', test, body, orElse: randomExpression(growth), at: null }
}

function lambda(growth: Growth): Expression {
  const parameters = randomParameters(growth, false)
  return { kind: 'Lambda', parameters, body: randomExpression(growth), at: null }
}

/** Parameters of every kind, with annotations where they may be. */
export function randomParameters(growth: Growth, isTyped: boolean): Parameters {
  const { dice, version } = growth
  let [count, hasDefault] = [0, false]
  const parameter = (mayDefault: boolean): Parameter => {
    const isTypedHere = isTyped && version >= 300 && dice.below(3) === 0
    const annotation = isTypedHere ? randomExpression(growth) : null
    const value = mayDefault ? randomExpression(growth) : null
    return { name: `p${count++}`, annotation, default: value }
  }
  const ordered = () => {
    hasDefault ||= dice.below(3) === 0
    return parameter(hasDefault)
  }
  return {
    positionalOnly: version >= 308 ? dice.some(0, 1, ordered) : [],
    positional: dice.some(0, 2, ordered),
    variadic: dice.maybe(() => parameter(false)),
    keywordOnly: version >= 300 ? dice.some(0, 2, () => parameter(dice.below(2) === 0)) : [],
    keywords: dice.maybe(() => parameter(false)),
  }
}

function display(growth: Growth): Expression {
  const kind = growth.dice.pick(['Tuple', 'List', 'Set', 'Tuple'])
  const elements = growth.dice.some(kind === 'Set' ? 1 : 0, 3, () => starOrNot(growth, 305))
  return { kind, elements, at: null }
}

function dict(growth: Growth): Expression {
  const { dice, version } = growth
  const entries = dice.some(0, 2, () => {
    const isStarred = version >= 305 && dice.below(4) === 0
    return { key: isStarred ? null : randomExpression(growth), value: randomExpression(growth) }
  })
  return { kind: 'Dict', entries, at: null }
}

function comprehension(growth: Growth): Expression {
  const kind = growth.dice.pick(['ListComp', 'SetComp', 'DictComp', 'GeneratorExp'])
  const value = kind === 'DictComp' ? randomExpression(growth) : null
  return { ...generator(growth), kind, value }
}

function generator(growth: Growth): Comprehension {
  const { dice, version } = growth
  const generators = dice.some(1, 2, () => ({
    target: randomTarget(growth),
    iter: randomExpression(growth),
    ifs: dice.some(0, 2, () => randomExpression(growth)),
    isAsync: version >= 307 && dice.below(6) === 0,
  }))
  const element = randomExpression(growth)
  return { kind: 'GeneratorExp', element, value: null, generators, at: null }
}

/** What can be assigned to. */
export function randomTarget(growth: Growth): Expression {
  if (growth.depth <= 0) return name(growth)
  if (growth.isWild && growth.dice.below(15) === 0) return randomExpression(growth)
  return growth.dice.pick([name, attribute, subscript, targets, name])(deeper(growth))
}

function targets(growth: Growth): Expression {
  const { dice, version } = growth
  const star = version >= 300 && dice.below(3) === 0 ? 0 : -1
  const elements = dice.some(1, 3, (index): Expression => {
    const value = randomTarget(growth)
    return index === star ? { kind: 'Starred', value, at: null } : value
  })
  return { kind: dice.pick(['Tuple', 'List', 'Tuple']), elements, at: null }
}

function yielding(growth: Growth): Expression {
  const { dice, version } = growth
  if (version >= 303 && dice.below(3) === 0)
    return { kind: 'YieldFrom', value: randomExpression(growth), at: null }
  return { kind: 'Yield', value: dice.maybe(() => randomExpression(growth)), at: null }
}

function awaiting(growth: Growth): Expression {
  return { kind: 'Await', value: randomExpression(growth), at: null }
}

function named(growth: Growth): NamedExpr {
  return { kind: 'NamedExpr', target: W, value: randomExpression(growth), at: null }
}

function joined(growth: Growth): Expression {
  const isTemplate = growth.version >= 314 && growth.dice.below(3) === 0
  const parts = growth.dice.some(0, 3, () => part(growth, 0))
  return { kind: 'JoinedStr', isTemplate, parts, at: null }
}

function part(growth: Growth, specifications: number): Part {
  const { dice } = growth
  if (dice.below(2) === 0) return randomText(dice)
  const spec = () => dice.some(0, 2, () => part(growth, specifications + 1))
  return {
    kind: 'FormattedValue',
    value: randomExpression(deeper(growth)),
    conversion: dice.pick([null, 'str', 'repr', 'ascii']),
    spec: specifications < 1 ? dice.maybe(spec) : null,
    at: null,
  }
}

type Part = FormattedValue | ReturnType<typeof randomText>
