// Functions that call what they are given.
import type { PickleCall, PickleValue } from '../PickleValue.ts'
import { itemsOf } from './constants.ts'
import type { Calling, Fold, Folding } from './Folding.ts'

/** Notes that `callable` is called too. */
export function callToo(
  folding: Folding,
  { opcode }: PickleCall,
  callable: PickleValue | undefined,
  args: readonly PickleValue[],
): PickleValue | undefined {
  if (callable === undefined) return undefined
  return makeCall(folding, { opcode, callable, args, keywords: null })
}

/** Notes a call that another call makes, as long as there are not too many of them. */
export function makeCall(folding: Folding, calling: Calling): PickleValue | undefined {
  return folding.budget.takesCall() ? folding.call(calling) : undefined
}

/** `f(callable, *args)`. */
const callsFirst: Fold = (folding, call) => {
  const [callable, ...args] = call.args
  return callToo(folding, call, callable, args)
}

/** Where the callable and the tuple of its arguments stand; what comes back is not what it gives. */
const callsAt =
  (at: number, argsAt: number): Fold =>
  (folding, call) => {
    callToo(folding, call, call.args[at], argumentsIn(call.args[argsAt]))
    return undefined
  }

function argumentsIn(value: PickleValue | undefined): readonly PickleValue[] {
  if (value === undefined) return []
  return itemsOf(value) ?? [value]
}

/** `apply(callable, args)`. */
const apply: Fold = (folding, call) =>
  callToo(folding, call, call.args[0], argumentsIn(call.args[1]))

/** `atexit.register(callable, *args)`: later, but called. */
const callsLater: Fold = (folding, call) => {
  callsFirst(folding, call)
  return undefined
}

/** `weakref.finalize(object, callable, *args)`. */
const callsSecond: Fold = (folding, call) => {
  const [, callable, ...args] = call.args
  callToo(folding, call, callable, args)
  return undefined
}

/** `map(callable, items)`: with each of them. */
const map: Fold = (folding, call) => {
  const [callable, ...sources] = call.args
  const columns = sources.map(itemsOf)
  if (columns.some((column) => column === undefined)) {
    callToo(folding, call, callable, sources)
    return undefined
  }
  const count = Math.min(...columns.map((column) => column?.length ?? 0))
  const results: PickleValue[] = []
  for (let row = 0; row < count; row++) {
    const args = columns.flatMap((column) => column?.slice(row, row + 1) ?? [])
    const result = callToo(folding, call, callable, args)
    if (result === undefined) return undefined
    results.push(result)
  }
  return { kind: 'list', items: results }
}

/** `starmap(callable, rows)`. */
const starmap: Fold = (folding, call) => {
  const [callable, rows] = call.args
  for (const row of argumentsIn(rows))
    if (callToo(folding, call, callable, argumentsIn(row)) === undefined) break
  return undefined
}

/** `reduce(callable, items)`: with the first two, then with what came back. */
const reduceItems: Fold = (folding, call) => {
  const [callable, source, initial] = call.args
  const items = [...(initial === undefined ? [] : [initial]), ...argumentsIn(source)]
  let [result] = items
  for (const item of items.slice(1)) {
    if (result === undefined) return undefined
    result = callToo(folding, call, callable, [result, item])
  }
  return result
}

/** `copyreg.__newobj_ex__(class, args, keywords)`. */
const newObject: Fold = (folding, call) => {
  const [callable, args, keywords = null] = call.args
  if (callable === undefined) return undefined
  return makeCall(folding, { opcode: call.opcode, callable, args: argumentsIn(args), keywords })
}

/** By their whole names. */
export const CALLERS: readonly (readonly [string, Fold])[] = [
  ['builtins.apply', apply],
  ['builtins.map', map],
  ['builtins.filter', map],
  ['itertools.imap', map],
  ['itertools.starmap', starmap],
  ['itertools.takewhile', map],
  ['itertools.dropwhile', map],
  ['itertools.filterfalse', map],
  ['functools.reduce', reduceItems],
  ['operator.call', callsFirst],
  ['copyreg.__newobj__', callsFirst],
  ['copyreg.__newobj_ex__', newObject],
  ['_thread.start_new_thread', callsAt(0, 1)],
  ['_thread.start_new', callsAt(0, 1)],
  ['threading.Thread', callsAt(1, 3)],
  ['threading.Timer', callsAt(1, 2)],
  ['multiprocessing.Process', callsAt(1, 3)],
  ['multiprocessing.context.Process', callsAt(1, 3)],
  ['atexit.register', callsLater],
  ['contextvars.Context.run', callsSecond],
  ['weakref.finalize', callsSecond],
]
