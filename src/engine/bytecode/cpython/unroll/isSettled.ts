import { dataOf, traceOf, type Value } from './values.ts'

/** Operations that every program does; what they make is told only when it is long enough to say something. */
const ORDINARY: ReadonlySet<string> = new Set([
  ...['concat', 'repeat', 'format', 'slice', 'split', 'strip', 'upper', 'lower', 'title', 'pad'],
  ...['join', 'set', 'struct', 'to_bytes', 'hexlify', 'b64encode', 'filter', 'replace', 'swapcase'],
])
const SHORTEST = 12 // characters of what ordinary operations made
const SHORTEST_HIDDEN = 2 // of what others made

/** Whether what was put together is worth a stage of its own. */
export function isSettled(value: Value): boolean {
  const length = dataOf(value)?.length ?? 0
  let isOrdinary = true
  for (let link = traceOf(value)?.last ?? null; link !== null; link = link.before)
    if (!ORDINARY.has(link.operation)) isOrdinary = false
  return length >= (isOrdinary ? SHORTEST : SHORTEST_HIDDEN)
}
