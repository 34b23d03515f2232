import type { BoolOp, Compare, ComparisonOperator, Expression } from './ast.ts'

const CONTRARY: ReadonlyMap<ComparisonOperator, ComparisonOperator> = new Map([
  ['in', 'not in'],
  ['not in', 'in'],
  ['is', 'is not'],
  ['is not', 'is'],
])

/** `not test`, as the compiler itself would turn it round. */
export function negate(test: Expression): Expression {
  if (test.kind === 'UnaryOp' && test.op === 'not') return test.operand
  const contrary = test.kind === 'Compare' ? CONTRARY.get(test.ops[0] ?? '<') : undefined
  if (test.kind === 'Compare' && test.ops.length === 1 && contrary !== undefined)
    return { ...test, ops: [contrary] }
  return { kind: 'UnaryOp', op: 'not', operand: test, at: test.at }
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
  return { kind: 'IfExp', test, body, orElse, at: test.at }
}
