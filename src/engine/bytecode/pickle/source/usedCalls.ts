import type { PickleCall, PickleRun, PickleValue } from '../../../encodings/pickle/PickleValue.ts'

/** The calls whose results something speaks of again: those get a variable. */
export function usedCalls({ calls, changes, result }: PickleRun): ReadonlySet<PickleCall> {
  const used = new Set<PickleCall>()
  const seen = new Set<PickleValue>()
  const waiting: PickleValue[] = []
  const visit = (value: PickleValue) => {
    if (value.kind === 'call') used.add(value.call)
    else if (hasParts(value) && !seen.has(value)) {
      seen.add(value)
      waiting.push(value)
    }
  }
  for (const { callable, args, keywords } of calls) {
    visit(callable)
    for (const value of args) visit(value)
    if (keywords !== null) visit(keywords)
  }
  for (const { target, items, entries } of changes) {
    visit(target)
    for (const value of items) visit(value)
    for (const value of entries.flat()) visit(value)
  }
  if (result !== null) visit(result)
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop())
    for (const part of partsOf(value)) visit(part)
  return used
}

function hasParts({ kind }: PickleValue): boolean {
  return CONTAINERS.includes(kind)
}

const CONTAINERS: readonly PickleValue['kind'][] = [
  ...(['tuple', 'list', 'set', 'frozenset', 'dict', 'persistent'] as const),
]

function partsOf(value: PickleValue): readonly PickleValue[] {
  if (value.kind === 'persistent') return [value.id]
  if (value.kind === 'dict') return value.entries.flat()
  return 'items' in value ? value.items : []
}
