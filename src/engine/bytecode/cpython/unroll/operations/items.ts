import type { Folding } from '../Folding.ts'
import { integer, list, text, UNKNOWN, type Bytes, type Text, type Value } from '../values.ts'

const MAX_ITEMS = 1_000_000 // of one value that is walked through

/** Numbers of a range. */
export function rangeLength({ start, stop, step }: Extract<Value, { kind: 'range' }>): number {
  return step === 0 ? 0 : Math.max(0, Math.ceil((stop - start) / step))
}

/** The items that a loop over a value sees; undefined when they are not known, or too many. */
export function itemsOf(value: Value, folding: Folding): readonly Value[] | undefined {
  if (value.kind === 'text' || value.kind === 'bytes') return charactersOf(value, folding)
  if (value.kind === 'range') return numbersOf(value, folding.budget)
  if (value.kind === 'dict')
    return value.isLost ? undefined : [...value.entries.values()].map(([key]) => key)
  if (value.kind !== 'list' || value.isLost || value.type === 'set') return undefined
  return value.type === 'iterator' ? value.items.splice(0) : value.items
}

function charactersOf(
  value: Text | Bytes,
  { budget, tracer }: Folding,
): readonly Value[] | undefined {
  const length = value.kind === 'text' ? value.text.length : value.bytes.length
  if (!budget.affords(length * 8)) return undefined
  tracer.use(value)
  return value.kind === 'text'
    ? Array.from(value.text, (character) => text(character, value.trace))
    : Array.from(value.bytes, (byte) => integer(byte, value.trace))
}

function numbersOf(
  range: Extract<Value, { kind: 'range' }>,
  budget: Folding['budget'],
): readonly Value[] | undefined {
  const count = rangeLength(range)
  if (count > MAX_ITEMS) {
    budget.fault(`a loop over ${count} numbers was not followed`)
    return undefined
  }
  if (!budget.affords(count * 8)) return undefined
  return Array.from({ length: count }, (_, at) => integer(range.start + at * range.step))
}

/** A value as a list of what a loop over it sees. */
export function toList(value: Value, type: 'tuple' | 'list' | 'iterator', folding: Folding): Value {
  const items = itemsOf(value, folding)
  return items === undefined ? UNKNOWN : list(type, items, 'trace' in value ? value.trace : null)
}

/** The length of a value, as `len` counts. */
export function lengthOf(value: Value): number | undefined {
  if (value.kind === 'bytes') return value.bytes.length
  if (value.kind === 'range') return rangeLength(value)
  if (value.kind === 'text')
    return isBasic(value.text) ? value.text.length : Array.from(value.text).length
  return containerLength(value)
}

function containerLength(value: Value): number | undefined {
  if (value.kind === 'dict') return value.isLost ? undefined : value.entries.size
  if (value.kind !== 'list' || value.isLost) return undefined
  return value.type === 'tuple' || value.type === 'list' ? value.items.length : undefined
}

/** Whether each unit is a character of its own, so that places count alike in Python. */
export function isBasic(content: string): boolean {
  return !/[\ud800-\udfff]/.test(content)
}
