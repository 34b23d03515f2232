import { dataOf, traceOf, type Value } from './values.ts'

/** Operations that every program does: what they make is told only when something is done with it. */
const ORDINARY: ReadonlySet<string> = new Set([
  ...['concat', 'repeat', 'format', 'slice', 'split', 'strip', 'upper', 'lower', 'title', 'pad'],
  ...['join', 'set', 'struct', 'to_bytes', 'hexlify', 'b64encode', 'filter'],
])
const SHORTEST = 2 // characters

/** Whether what was put together is worth a stage of its own. */
export function isSettled(value: Value): boolean {
  if ((dataOf(value)?.length ?? 0) < SHORTEST) return false
  for (let link = traceOf(value)?.last ?? null; link !== null; link = link.before)
    if (!ORDINARY.has(link.operation)) return true
  return false
}
