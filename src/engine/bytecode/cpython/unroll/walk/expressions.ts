// What expressions come to. https://docs.python.org/3/reference/expressions.html
import type {
  Attribute,
  Expression,
  JoinedStr,
  Name,
  Slice,
  Subscript,
} from '../../decompile/ast.ts'
import { evaluateCall, starredItems } from './calls.ts'
import { compare } from '../operations/compare.ts'
import { evaluateComprehension } from './comprehensions.ts'
import type { Walker } from '../Folding.ts'
import { Growth } from '../operations/Growth.ts'
import { asciiOf, formatted, reprOf, strOf } from '../operations/formatValue.ts'
import { fromMarshal } from '../operations/fromMarshal.ts'
import { functionValue } from './functions.ts'
import { isKnownName } from '../library/known.ts'
import { pathItem } from '../library/names.ts'
import { binary, unary } from '../operations/operators.ts'
import type { Scope } from './Scope.ts'
import { itemAt, slice } from '../operations/subscript.ts'
import { boolean, dict, list, NONE, numberIn, text, truth, UNKNOWN, type Value } from '../values.ts'

/** The value of an expression. What it reaches and what it lays open is noted on the way. */
export function evaluateExpression(node: Expression, scope: Scope, walker: Walker): Value {
  if (node.kind === 'Constant') return fromMarshal(node.value)
  if (node.kind === 'Name') return nameValue(node, scope, walker)
  if (node.kind === 'Attribute') return attributeValue(node, scope, walker)
  if (node.kind === 'Subscript') return subscriptValue(node, scope, walker)
  if (node.kind === 'Call') return evaluateCall(node, scope, walker)
  if (node.kind === 'Lambda') return functionValue(node, scope, walker)
  if (node.kind === 'JoinedStr') return joinedValue(node, scope, walker)
  return operationValue(node, scope, walker)
}

function operationValue(node: Expression, scope: Scope, walker: Walker): Value {
  if (node.kind === 'BinOp') return binaryValue(node, scope, walker)
  if (node.kind === 'UnaryOp') return unary(node.op, walker.evaluate(node.operand, scope), walker)
  if (node.kind === 'BoolOp') return booleanValue(node, scope, walker)
  if (node.kind === 'Compare') return comparisonValue(node, scope, walker)
  if (node.kind === 'IfExp') return conditionalValue(node, scope, walker)
  if (node.kind === 'NamedExpr') {
    const value = walker.evaluate(node.value, scope)
    scope.set(node.target.id, value)
    return value
  }
  return containerValue(node, scope, walker)
}

function containerValue(node: Expression, scope: Scope, walker: Walker): Value {
  if ('elements' in node) {
    const items = starredItems(node.elements, scope, walker)
    return items === undefined ? UNKNOWN : list(TYPES[node.kind], items)
  }
  if (node.kind === 'Dict') return dictValue(node.entries, scope, walker)
  if ('generators' in node) return evaluateComprehension(node, scope, walker)
  if (node.kind === 'Slice') bordersOf(node, scope, walker)
  else if ('value' in node && node.kind !== 'Constant') evaluateInside(node, scope, walker)
  return UNKNOWN
}

const TYPES = { Tuple: 'tuple', List: 'list', Set: 'set' } as const

/** `*value`, `yield value`, `await value`. */
function evaluateInside(
  { kind, value }: { readonly kind: Expression['kind']; readonly value: Expression | null },
  scope: Scope,
  walker: Walker,
): void {
  if (value !== null) walker.evaluate(value, scope)
  if (kind === 'Yield' || kind === 'YieldFrom') walker.loseReturn()
}

/** A variable as what it holds, and any other name as itself. */
function nameValue({ id, at }: Name, scope: Scope, { paths }: Walker): Value {
  const known = scope.get(id)
  if (known?.kind === 'path') {
    const { names, root, isFolded } = known
    return paths.reach({ names, root, at, isFolded, told: 'variable' })
  }
  if (known?.kind === 'unknown')
    return paths.reach({ names: [id], root: 'local', at, told: 'variable' })
  if (known !== undefined) return known
  const module = scope.starred(id, (name) => isKnownName(name))
  if (module === undefined) return paths.reach({ names: [id], root: 'global', at })
  return paths.reach({ names: [...module.split('.'), id], root: 'import', at })
}

function attributeValue({ value, attr, at }: Attribute, scope: Scope, walker: Walker): Value {
  return walker.attribute(walker.evaluate(value, scope), attr, at, false)
}

function subscriptValue({ value, slice: key, at }: Subscript, scope: Scope, walker: Walker): Value {
  const owner = walker.evaluate(value, scope)
  if (key.kind === 'Slice') {
    const borders = bordersOf(key, scope, walker)
    if (owner.kind === 'path') return walker.paths.attribute(owner, '[…]', at)
    return slice(owner, borders, walker)
  }
  const wanted = walker.evaluate(key, scope)
  if (owner.kind === 'path')
    return pathItem(owner, { key: wanted, shown: reprOf(wanted) ?? '…' }, walker)
  return itemAt(owner, wanted)
}

function bordersOf({ lower, upper, step }: Slice, scope: Scope, walker: Walker) {
  const border = (node: Expression | null) => {
    if (node === null) return null
    const value = walker.evaluate(node, scope)
    return value.kind === 'none' ? null : numberIn(value)
  }
  return { lower: border(lower), upper: border(upper), step: border(step) }
}

/** A chain of operators is as deep as it is long on its left side, so that it is walked in a loop. */
function binaryValue(
  node: Extract<Expression, { kind: 'BinOp' }>,
  scope: Scope,
  walker: Walker,
): Value {
  const chain = [node]
  let left: Expression = node.left
  for (; left.kind === 'BinOp'; left = left.left) chain.push(left)
  let value = walker.evaluate(left, scope)
  for (const { op, right, at } of chain.reverse()) {
    if (walker.budget.isSpent) return UNKNOWN
    value = binary([value, op, walker.evaluate(right, scope)], at, walker)
  }
  return value
}

/** All operands are looked at, though Python may skip the later ones. */
function booleanValue(
  { op, values }: Extract<Expression, { kind: 'BoolOp' }>,
  scope: Scope,
  walker: Walker,
): Value {
  let result: Value | undefined
  for (const node of values) {
    const value = walker.evaluate(node, scope)
    const isTrue = truth(value)
    const decides = isTrue !== undefined && isTrue === (op === 'or')
    if (result === undefined && decides) result = value
    if (isTrue === undefined) result ??= UNKNOWN
    if (node === values.at(-1)) result ??= value
  }
  return result ?? UNKNOWN
}

function comparisonValue(
  { left, ops, comparators }: Extract<Expression, { kind: 'Compare' }>,
  scope: Scope,
  walker: Walker,
): Value {
  let before = walker.evaluate(left, scope)
  let result: boolean | undefined = true
  for (const [index, node] of comparators.entries()) {
    const value = walker.evaluate(node, scope)
    const op = ops[index]
    const holds = op === undefined ? undefined : compare(before, op, value)
    if (result === true) result = holds
    before = value
  }
  return result === undefined ? UNKNOWN : boolean(result)
}

function conditionalValue(
  { test, body, orElse }: Extract<Expression, { kind: 'IfExp' }>,
  scope: Scope,
  walker: Walker,
): Value {
  const decides = truth(walker.evaluate(test, scope))
  const [first, second] = [walker.evaluate(body, scope), walker.evaluate(orElse, scope)]
  if (decides !== undefined) return decides ? first : second
  return first.kind === 'path' && second.kind !== 'path' ? first : UNKNOWN
}

function dictValue(
  entries: Extract<Expression, { kind: 'Dict' }>['entries'],
  scope: Scope,
  walker: Walker,
): Value {
  const pairs: (readonly [Value, Value])[] = []
  let isWhole = true
  for (const { key, value } of entries) {
    const name = key === null ? NONE : walker.evaluate(key, scope)
    const item = walker.evaluate(value, scope)
    if (key !== null) pairs.push([name, item])
    else if (item.kind === 'dict' && !item.isLost) pairs.push(...item.entries.values())
    else isWhole = false
  }
  return isWhole ? dict(pairs) : UNKNOWN
}

function joinedValue({ parts }: JoinedStr, scope: Scope, walker: Walker): Value {
  const joining: Joining = { from: [], growth: new Growth(walker.budget), scope, walker }
  const content = joinedText(parts, joining)
  return content === undefined ? UNKNOWN : walker.tracer.made('format', joining.from, content)
}

/** An f-string that is put together. */
interface Joining {
  readonly from: Value[]
  readonly growth: Growth
  readonly scope: Scope
  readonly walker: Walker
}

function joinedText(parts: JoinedStr['parts'], joining: Joining): string | undefined {
  const texts: string[] = []
  let isWhole = true
  for (const part of parts) {
    const made = partText(part, joining)
    if (made !== undefined && isWhole && joining.growth.fits(made)) texts.push(made)
    else isWhole = false
  }
  return isWhole ? texts.join('') : undefined
}

function partText(part: JoinedStr['parts'][number], joining: Joining): string | undefined {
  const { from, scope, walker } = joining
  if (part.kind === 'Constant') {
    from.push(fromMarshal(part.value))
    return part.value.kind === 'text' ? part.value.text : undefined
  }
  const value = walker.evaluate(part.value, scope)
  const spec = part.spec === null ? '' : joinedText(part.spec, joining)
  from.push(value)
  if (spec === undefined || part.conversion === null)
    return spec === undefined ? undefined : formatted(value, spec)
  const shown = CONVERSIONS[part.conversion](value)
  return shown === undefined ? undefined : formatted(text(shown), spec)
}

const CONVERSIONS = { str: strOf, repr: reprOf, ascii: asciiOf } as const
