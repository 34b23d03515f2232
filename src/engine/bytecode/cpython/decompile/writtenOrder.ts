import { NO_TARGET, type Program } from './Program.ts'

/**
 * Tells in what order pieces of code were compiled: names and constants are numbered as the compiler meets them, but
 * from 3.12 on handlers are moved to the end of the code.
 */
export function writtenOrder({
  code,
  ops,
}: Program): (one: number, later: number) => boolean | null {
  const numbers = new Map(code.names.map((name, number) => [name, number]))
  const seen = new Set<string>()
  /** The number of the name that each operation is the first in the code to use. */
  const firsts = ops.map(({ name, label }) => {
    if (!NAMING.test(name) || seen.has(label)) return NO_TARGET
    seen.add(label)
    return numbers.get(label) ?? NO_TARGET
  })
  const next = (from: number, to: number) => {
    for (let at = from; at < to; at++) if (firsts[at] !== NO_TARGET) return firsts[at] ?? NO_TARGET
    return NO_TARGET
  }
  return (one, later) => {
    const [first, second] = [next(one, later), next(later, Math.min(later + REACH, ops.length))]
    if (first === NO_TARGET || second === NO_TARGET) return null
    return first < second
  }
}

const NAMING = /^(LOAD|STORE|DELETE)_(GLOBAL|NAME|ATTR|METHOD)$|^IMPORT_/
const REACH = 60 // operations of a handler that are looked at
