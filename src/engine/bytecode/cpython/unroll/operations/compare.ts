import type { ComparisonOperator } from '../../decompile/ast.ts'
import { keyOf, numberIn, type Value } from '../values.ts'

/** What a comparison of two values comes to; undefined when it is not known. */
export function compare(left: Value, op: ComparisonOperator, right: Value): boolean | undefined {
  if (op === '==' || op === 'is') return equal(left, right)
  if (op === '!=' || op === 'is not') return negated(equal(left, right))
  if (op === 'in') return contains(right, left)
  if (op === 'not in') return negated(contains(right, left))
  return ordered(left, op, right)
}

function negated(value: boolean | undefined): boolean | undefined {
  return value === undefined ? undefined : !value
}

function equal(left: Value, right: Value): boolean | undefined {
  const [first, second] = [keyOf(left), keyOf(right)]
  return first === undefined || second === undefined ? undefined : first === second
}

function contains(container: Value, item: Value): boolean | undefined {
  if (container.kind === 'text')
    return item.kind === 'text' ? container.text.includes(item.text) : undefined
  const key = keyOf(item)
  if (key === undefined) return undefined
  if (container.kind === 'dict') return container.isLost ? undefined : container.entries.has(key)
  if (container.kind !== 'list' || container.isLost) return undefined
  const keys = container.items.map(keyOf)
  if (keys.includes(key)) return true
  return keys.includes(undefined) ? undefined : false
}

function ordered(left: Value, op: '<' | '<=' | '>' | '>=', right: Value): boolean | undefined {
  const [a, b] = [comparable(left), comparable(right)]
  if (a === undefined || b === undefined || typeof a !== typeof b) return undefined
  if (op === '<') return a < b
  if (op === '<=') return a <= b
  return op === '>' ? a > b : a >= b
}

function comparable(value: Value): number | string | undefined {
  if (value.kind === 'text') return value.text
  return value.kind === 'float' ? value.value : numberIn(value)
}
