import type { Op } from './Op.ts'
import {
  alive,
  aliveBefore,
  isEnd,
  isWithin,
  kill,
  nameAt,
  NO_TARGET,
  type Context,
  type Program,
} from './Program.ts'
import { isSame } from './rewriteLoops.ts'

/**
 * Takes out what the compiler copies to every way out of a region: the body of `finally`, the call of `__exit__`,
 * the deletion of `except … as name`. A copy is taken out only when it is proven equal to the handler's.
 * Answers the handlers of the regions with a way out for which that failed.
 */
export function rewriteExits(program: Program): ReadonlySet<number> {
  const before: Program = {
    ...program,
    ops: [...program.ops],
    targets: program.targets.slice(),
    dead: program.dead.slice(),
  }
  const failed = new Set<number>()
  const done = new Set<string>()
  for (let at = 0; at < program.ops.length; at++) {
    if (before.dead[at] === 1) continue
    for (const next of nextOf(before, at)) leave({ program, before, failed, done }, at, next)
    if (nameAt(before, at) === 'POP_EXCEPT') forgetName(program, before, at)
  }
  return failed
}

/** An empty handler has no region that its name is deleted in: `STORE; POP_EXCEPT; LOAD_CONST; STORE; DELETE`. */
function forgetName(program: Program, before: Program, at: number): void {
  const bound = aliveBefore(before, at)
  const [load, store, remove] = following(before, at, 3)
  if (load === undefined || store === undefined || remove === undefined) return
  const names = [bound, load, store, remove].map((place) => nameAt(before, place))
  if (!FORGETS.test(names.join(' '))) return
  const labels = new Set([bound, store, remove].map((place) => before.ops[place]?.label))
  if (labels.size > 1) return
  for (const place of [load, store, remove]) kill(program, place)
}

const FORGETS = /^STORE_([A-Z]+) LOAD_CONST STORE_\1 DELETE_\1$/

function following(program: Program, at: number, count: number): readonly number[] {
  const places: number[] = []
  for (let place = at; places.length < count;) {
    place = alive(program, place + 1)
    places.push(place)
  }
  return places
}

interface Rewriting {
  readonly program: Program
  /** The program as it was: copies are compared in it. */
  readonly before: Program
  readonly failed: Set<number>
  readonly done: Set<string>
}

/** Where control can go from the operation at `at`, exceptions aside. */
export function nextOf(program: Program, at: number): readonly number[] {
  const target = program.targets[at] ?? NO_TARGET
  const next = target === NO_TARGET ? [] : [alive(program, target)]
  if (!isEnd(nameAt(program, at))) next.push(alive(program, at + 1))
  return next
}

/** Looks at one step from operation to operation: for each region that it leaves, takes out the copy. */
function leave(rewriting: Rewriting, from: number, to: number): void {
  const { program, before, failed, done } = rewriting
  let place = to
  const inside = before.contexts[from] ?? null
  const outside = before.contexts[to] ?? null
  for (
    let context = inside;
    context !== null && !isWithin(outside, context);
    context = context.parent
  ) {
    const copied = COPIED.get(context.kind)
    if (copied === undefined) continue
    const key = `${context.handler}:${place}`
    const after = copied(before, context, place)
    if (after === null) {
      failed.add(context.handler)
      continue
    }
    if (!done.has(key)) replace(program, after)
    done.add(key)
    if (after.next === NOWHERE) return
    place = after.next
  }
}

function replace(program: Program, { taken, put, next }: Copy): void {
  for (const at of taken) kill(program, at)
  if (put === null) return
  program.dead[put.at] = 0
  program.ops[put.at] = put.op
  program.targets[put.at] = put.op.name === 'JUMP' ? next : NO_TARGET
}

/** A copy that was found: what to take out of it, what to put in its place, and where control goes on. */
interface Copy {
  readonly taken: readonly number[]
  readonly put: { readonly at: number; readonly op: Op } | null
  readonly next: number
}

/** What a copy goes on to that never ends. */
const NOWHERE = -1

type Find = (program: Program, context: Context, place: number) => Copy | null

const COPIED: ReadonlyMap<Context['kind'], Find> = new Map<Context['kind'], Find>([
  ['with', findExitCall],
  ['finally', findFinalBody],
  ['unbind', findUnbinding],
])

/** `__exit__(None, None, None)` and what throws its result away, after a SWAP that keeps a value to return. */
function findExitCall(program: Program, _context: Context, place: number): Copy | null {
  const taken: number[] = []
  let at = skipSwap(program, place, taken)
  const first = at
  const names: string[] = []
  while (names.length < MAX_EXIT_CALL) {
    const name = nameAt(program, at)
    names.push(name)
    taken.push(at)
    at = alive(program, at + 1)
    if (name === 'POP_TOP') break
  }
  if (!EXIT_CALL.test(names.join(' '))) return null
  const op = program.ops[first]
  if (op === undefined) return null
  return { taken, put: { at: first, op: { ...op, name: 'LEAVE_WITH', constant: null } }, next: at }
}

const MAX_EXIT_CALL = 9
const EXIT_CALL =
  /^LOAD_CONST (LOAD_CONST LOAD_CONST|COPY COPY) (CALL|CALL_FUNCTION)( GET_AWAITABLE LOAD_CONST YIELD_FROM( JUMP)?)? POP_TOP$/

function skipSwap(program: Program, place: number, taken: number[]): number {
  if (nameAt(program, place) === 'POP_BLOCK')
    return skipSwap(program, alive(program, place + 1), taken)
  if (nameAt(program, place) !== 'SWAP') return place
  taken.push(place)
  return skipSwap(program, alive(program, place + 1), taken)
}

/** `name = None; del name`. */
function findUnbinding(program: Program, context: Context, place: number): Copy | null {
  let at = place
  while (/^(SWAP|POP_EXCEPT|POP_BLOCK|ROTATE)$/.test(nameAt(program, at)))
    at = alive(program, at + 1)
  const taken: number[] = []
  let ours = alive(program, context.handler)
  while (nameAt(program, ours) !== 'RERAISE') {
    const [one, other] = [program.ops[ours], program.ops[at]]
    if (one === undefined || other === undefined || !isSame(one, other)) return null
    taken.push(at)
    ours = alive(program, ours + 1)
    at = alive(program, at + 1)
  }
  return { taken, put: null, next: at }
}

function findFinalBody(program: Program, context: Context, place: number): Copy | null {
  const begin = alive(
    program,
    context.handler + (nameAt(program, context.handler) === 'PUSH_EXC_INFO' ? 1 : 0),
  )
  const start = nameAt(program, place) === 'POP_BLOCK' ? alive(program, place + 1) : place
  return matchCopy(program, begin, start)
}

const MAX_COPY = 20_000 // operations in one body of `finally`

/** Walks two pieces of code in step, until the first raises its exception again: there the other goes on. */
function matchCopy(program: Program, first: number, second: number): Copy | null {
  const walk: Walk = { program, pairs: new Map(), waiting: [[first, second]] }
  let next: number | null = null
  for (let pair = walk.waiting.pop(); pair !== undefined; pair = walk.waiting.pop()) {
    const one = skipJumps(program, pair[0])
    if (nameAt(program, one) !== 'RERAISE') {
      if (!stepOn(walk, one, skipJumps(program, pair[1]))) return null
    } else if (next === null) next = pair[1]
    else if (skipJumps(program, next) !== skipJumps(program, pair[1])) return null
  }
  return toCopy(program, second, walk.pairs, next)
}

interface Walk {
  readonly program: Program
  /** Each operation of the handler with its copy. */
  readonly pairs: Map<number, number>
  readonly waiting: (readonly [number, number])[]
}

/** Whether an operation is the copy of another; what both lead to is compared next. */
function stepOn({ program, pairs, waiting }: Walk, one: number, other: number): boolean {
  const known = pairs.get(one)
  if (known !== undefined) return known === other
  const [ours, theirs] = [program.ops[one], program.ops[other]]
  if (ours === undefined || theirs === undefined || !isSame(ours, theirs)) return false
  pairs.set(one, other)
  const [ourNext, theirNext] = [nextOf(program, one), nextOf(program, other)]
  ourNext.forEach((at, number) => waiting.push([at, theirNext[number] ?? 0]))
  return ourNext.length === theirNext.length && pairs.size <= MAX_COPY
}

/** A jump takes the place of the copy, or an end when it never goes on. */
function toCopy(
  { ops }: Program,
  start: number,
  pairs: ReadonlyMap<number, number>,
  next: number | null,
): Copy | null {
  const op = ops[start]
  if (op === undefined) return null
  if (pairs.size === 0) return { taken: [], put: null, next: next ?? start }
  const name = next === null ? 'END' : 'JUMP'
  return {
    taken: [...pairs.values()],
    put: { at: start, op: { ...op, name, label: '', constant: null } },
    next: next ?? NOWHERE,
  }
}

const MAX_JUMPS = 50

function skipJumps(program: Program, place: number): number {
  let at = alive(program, place)
  for (let jumps = 0; jumps < MAX_JUMPS && nameAt(program, at) === 'JUMP'; jumps++)
    at = alive(program, program.targets[at] ?? at)
  return at
}
