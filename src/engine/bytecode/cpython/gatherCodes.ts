import { valuesIn, type MarshalCode, type MarshalValue } from '../../encodings/marshal/Marshal.ts'
import type { Range } from '../../model/Listing.ts'
import { toCode, type Code } from './Code.ts'

// Limits of one payload. References let a few bytes stand for a long code, tuple or code object many times.
const MAX_CODES = 10_000 // distinct ones; the largest module of the standard library has fewer than 1,000
const MAX_CODE_BYTES = 1_310_720 // of all co_code: a fourth more than the largest payload ever promised to be read
const MAX_ITEMS = 1_000_000 // constants, names and variables of all
const MAX_DEPTH = 100 // code inside code; CPython's own parser nests functions no deeper

/** The code objects of a payload, each once, those around before those inside. */
export interface Codes {
  readonly all: ReadonlyMap<MarshalCode, GatheredCode>
  /** What was left out and why, one sentence each. */
  readonly gaps: readonly Gap[]
}

interface GatheredCode {
  readonly code: Code
  /** Code objects first met in its fields: its constants, and places where no compiler puts one. */
  readonly inner: readonly MarshalCode[]
}

interface Gap extends Range {
  readonly message: string
}

/** Looks through a code object for all code objects in it, within limits. */
export function gatherCodes(root: MarshalCode): Codes {
  const all = new Map<MarshalCode, GatheredCode>()
  const gaps: Gap[] = []
  const left = { bytes: MAX_CODE_BYTES, items: MAX_ITEMS }
  const seen = new Set<MarshalValue>([root])
  let level: readonly MarshalCode[] = [root]
  for (let depth = 0; level.length > 0; depth++) {
    const next: MarshalCode[] = []
    for (const value of level) {
      const limit = limitMet(depth, all.size)
      if (limit !== undefined) return { all, gaps: [...gaps, gap(value, limit)] }
      const fitting = within(value, left)
      const code = toCode(fitting)
      if (fitting !== value) gaps.push(gap(value, 'its code or constants are over the limits'))
      const inner = [...codesAmong(valuesIn(value), seen)]
      all.set(value, { code, inner })
      for (const child of inner) next.push(child)
    }
    level = next
  }
  return { all, gaps }
}

function limitMet(depth: number, count: number): string | undefined {
  if (depth > MAX_DEPTH) return `code nested deeper than ${MAX_DEPTH}`
  return count === MAX_CODES ? `more than ${MAX_CODES} code objects` : undefined
}

function gap({ offset, length }: MarshalCode, why: string): Gap {
  return { message: `not examined: ${why}`, offset, length }
}

/** The code object, or without its code, or its lists too, when they no longer fit. */
function within(value: MarshalCode, left: { bytes: number; items: number }): MarshalCode {
  for (const [field, found] of value.values) {
    left.items -= valuesIn(found).length
    if (field === 'code' && found.kind === 'bytes') left.bytes -= found.bytes.length
  }
  if (left.items >= 0 && left.bytes >= 0) return value
  const kept = [...value.values].filter(
    ([field, found]) => field !== 'code' && (left.items >= 0 || valuesIn(found).length === 0),
  )
  return { ...value, values: new Map(kept) }
}

/** Code objects among the values and inside them, in order, but for those inside other code objects. */
function* codesAmong(
  values: readonly MarshalValue[],
  seen: Set<MarshalValue>,
): Generator<MarshalCode> {
  const waiting = values.toReversed()
  for (let value = waiting.pop(); value !== undefined; value = waiting.pop()) {
    const inside = value.kind === 'code' ? [] : valuesIn(value)
    if (value.kind !== 'code' && inside.length === 0) continue
    if (seen.has(value)) continue
    seen.add(value)
    if (value.kind === 'code') yield value
    for (const item of inside.toReversed()) waiting.push(item)
  }
}
