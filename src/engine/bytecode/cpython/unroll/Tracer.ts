import type { Range } from '../../../model/Listing.ts'
import type { Budget } from './Budget.ts'
import {
  bytes,
  text,
  traceOf,
  UNKNOWN,
  type Bytes,
  type Data,
  type Link,
  type Text,
  type Trace,
  type Value,
} from './values.ts'

const MAX_LINKS = 64 // operations told of one value; the first ones are kept
const MAX_LIVE = 10_000

/** A value that was made of others. */
export type Made = Text | Bytes

/** Makes values and remembers how, and which of them nothing was made of yet. */
export class Tracer {
  readonly #budget: Budget
  readonly #live = new Map<Trace, Made>()

  constructor(budget: Budget) {
    this.#budget = budget
  }

  /**
   * What `operation` made of `from`; unknown when that grows too large. An operation that hides nothing, such as
   * decoding UTF-8, is ''. `at`: where the operation stands.
   */
  made(operation: string, from: readonly Value[], data: Data, at: Range | null = null): Value {
    if (!this.#budget.affords(data.length)) return UNKNOWN
    const trace = traceFrom(baseOf(from), operation, { data, at })
    for (const value of from) this.use(value)
    const value = typeof data === 'string' ? text(data, trace) : bytes(data, trace)
    if (trace.last !== null && this.#live.size < MAX_LIVE) this.#live.set(trace, value)
    return value
  }

  /** A trace with one more operation, for items and numbers: what they are items of stays as it is. */
  through(trace: Trace | null, operation: string): Trace | null {
    if (trace === null) return null
    if (trace.last?.operation === operation) return trace
    return { ...trace, last: linked(trace, operation) }
  }

  /** Notes that something was made of a value, so that it is not told by itself. */
  use(value: Value): void {
    const trace = traceOf(value)
    if (trace !== null) this.#live.delete(trace)
    if (value.kind === 'list')
      for (const item of value.items.slice(0, MAX_LIVE)) this.#useItem(item)
  }

  /** What was made and never used, in order. */
  takeLive(): readonly Made[] {
    const values = [...this.#live.values()]
    this.#live.clear()
    return values
  }

  /** Runs something whose values are told elsewhere. */
  quietly<T>(run: () => T): T {
    const before = [...this.#live]
    const value = run()
    this.#live.clear()
    for (const [trace, made] of before) this.#live.set(trace, made)
    return value
  }

  #useItem(item: Value): void {
    const trace = traceOf(item)
    if (trace !== null) this.#live.delete(trace)
  }
}

function traceFrom(
  base: Trace | null,
  operation: string,
  { data, at }: { readonly data: Data; readonly at: Range | null },
): Trace {
  if (base === null)
    return { origin: at, last: operation === '' ? null : linked(null, operation), data }
  const last = operation === '' ? base.last : linked(base, operation)
  return { origin: base.origin ?? at, last, data }
}

/** The trace that is told: that of most operations, then that of the longest value. */
function baseOf(from: readonly Value[]): Trace | null {
  let best: Trace | null = null
  for (const value of from) {
    best = better(best, traceOf(value))
    if (value.kind !== 'list' || value.trace !== null) continue
    for (const item of value.items) best = better(best, traceOf(item))
  }
  return best
}

function better(first: Trace | null, second: Trace | null): Trace | null {
  if (first === null || second === null) return first ?? second
  const [links, others] = [countOf(first), countOf(second)]
  if (links !== others) return links > others ? first : second
  return second.data.length > first.data.length ? second : first
}

function countOf({ last }: Trace): number {
  return last === null ? 0 : last.count
}

/** One more link; the same operation again and again is told once, and what is too long without its end. */
function linked(trace: Trace | null, operation: string): Link {
  const last = trace?.last ?? null
  if (last !== null && (last.operation === operation || last.count === MAX_LINKS)) return last
  return { operation, input: trace?.data ?? '', before: last, count: (last?.count ?? 0) + 1 }
}
