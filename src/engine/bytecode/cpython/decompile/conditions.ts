import type { BoolOp, Compare, ComparisonOperator, Expression } from './ast.ts'

const CONTRARY: ReadonlyMap<ComparisonOperator, ComparisonOperator> = new Map([
  ['in', 'not in'],
  ['not in', 'in'],
  ['is', 'is not'],
  ['is not', 'is'],
])

/** What a jump turned round, not what somebody wrote. */
const turned = new WeakSet<Expression>()

/** The contrary of a test; `toTest` makes it what somebody would write. */
export function negate(test: Expression): Expression {
  if (test.kind === 'UnaryOp' && turned.has(test)) return test.operand
  const contrary: Expression = { kind: 'UnaryOp', op: 'not', operand: test, at: test.at }
  turned.add(contrary)
  return contrary
}

/**
 * A test as it was written: the compiler has no other code for `not (a and b)` than for `not a or not b`, but it
 * turns `not a is b` to `a is not b`, so that a comparison of that kind was not negated.
 */
export function toTest(test: Expression): Expression {
  const { value, isNegated } = settled(test, false)
  return written({ value, isNegated })
}

interface Settled {
  readonly value: Expression
  readonly isNegated: boolean
}

/** Pushes negations down to where they were written, or up where a comparison takes none. */
function settled(test: Expression, isNegated: boolean): Settled {
  if (test.kind === 'UnaryOp' && turned.has(test)) return settled(test.operand, !isNegated)
  if (test.kind !== 'BoolOp' || !isCondition(test)) return { value: test, isNegated }
  const parts = test.values.map((value) => settled(value, isNegated))
  const op = (test.op === 'and') === isNegated ? 'or' : 'and'
  const isTurned = worth(parts, true) < worth(parts, false)
  if (!isTurned) return { value: asCondition(toBoolOp(op, parts.map(written))), isNegated: false }
  const contrary = parts.map(({ value, isNegated: was }) => written({ value, isNegated: !was }))
  const value = asCondition(toBoolOp(op === 'and' ? 'or' : 'and', contrary))
  return { value, isNegated: true }
}

/** How many comparisons would have to be turned round. */
function worth(parts: readonly Settled[], isTurned: boolean): number {
  return parts.filter(
    ({ value, isNegated }) =>
      isNegated !== isTurned && directContrary(value) !== null && !neutral.has(value),
  ).length
}

function written({ value, isNegated }: Settled): Expression {
  return isNegated ? (directContrary(value) ?? negate(value)) : value
}

/** Comparisons with None that a jump of its own makes: it tells nothing of how they were written. */
const neutral = new WeakSet<Expression>()

/** `value is None`, as BRANCH_NONE asks. */
export function isNone(value: Expression, at: Expression['at']): Expression {
  const none: Expression = { kind: 'Constant', value: { kind: 'none', offset: 0, length: 0 }, at }
  const test: Expression = { kind: 'Compare', left: value, ops: ['is'], comparators: [none], at }
  neutral.add(test)
  return test
}

/** `a is not b` for `a is b`. */
function directContrary(test: Expression): Expression | null {
  if (test.kind !== 'Compare' || test.ops.length !== 1) return null
  const contrary = CONTRARY.get(test.ops[0] ?? '<')
  return contrary === undefined ? null : { ...test, ops: [contrary] }
}

/** Those that conditional jumps were joined to; a value of the stack keeps its form. */
const conditions = new WeakSet<Expression>()

function isCondition(test: Expression): boolean {
  return conditions.has(test)
}

/** Notes that `test` was joined of conditional jumps. */
export function asCondition(test: Expression): Expression {
  conditions.add(test)
  return test
}

/** `left and right`, flat; comparisons that share their middle operand become a chain. */
export function both(left: Expression, right: Expression): Expression {
  const values = [...valuesOf(left, 'and'), ...valuesOf(right, 'and')]
  const chained = values.reduce<Expression[]>((done, value) => {
    const chain = chainOf(done.at(-1), value)
    return chain === undefined ? [...done, value] : [...done.slice(0, -1), chain]
  }, [])
  const [only] = chained
  return chained.length === 1 && only !== undefined ? only : toBoolOp('and', chained)
}

/** `left or right`, flat. */
export function either(left: Expression, right: Expression): Expression {
  return toBoolOp('or', [...valuesOf(left, 'or'), ...valuesOf(right, 'or')])
}

function toBoolOp(op: BoolOp['op'], values: readonly Expression[]): Expression {
  return { kind: 'BoolOp', op, values, at: values[0]?.at ?? null }
}

function valuesOf(value: Expression, op: BoolOp['op']): readonly Expression[] {
  return value.kind === 'BoolOp' && value.op === op ? value.values : [value]
}

/** `a < b < c`, when `b` is the very same item of the stack in both. */
function chainOf(one: Expression | undefined, other: Expression): Compare | undefined {
  if (one?.kind !== 'Compare' || other.kind !== 'Compare') return undefined
  if (one.comparators.at(-1) !== other.left) return undefined
  return {
    ...one,
    ops: [...one.ops, ...other.ops],
    comparators: [...one.comparators, ...other.comparators],
  }
}

/** `body if test else orElse`. */
export function choice(test: Expression, body: Expression, orElse: Expression): Expression {
  return { kind: 'IfExp', test: toTest(test), body, orElse, at: test.at }
}
