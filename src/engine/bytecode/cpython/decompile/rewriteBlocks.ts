import { endOfExitCall, endOfUnbinding, kindOf, rewriteAsyncFor } from './regionKinds.ts'
import { NotUnderstood } from './NotUnderstood.ts'
import { alive, aliveBefore, kill, nameAt, rename } from './Program.ts'
import type { Context, ContextKind, Program } from './Program.ts'
import { nextOf } from './rewriteExits.ts'

/**
 * Follows the stack of blocks of versions up to 3.8, fills in the contexts, and brings `finally`, `with` and loops
 * into the shape of later versions after their copies were taken out: what is done at the end of a region stands
 * once, as its handler, and the other ways go past it. Throws `NotUnderstood` when blocks are opened and closed as
 * no compiler writes it.
 */
export function rewriteBlocks(program: Program): void {
  const walk: Walk = {
    program,
    seen: new Map(),
    regions: [],
    past: new Map(),
    waiting: [[0, null]],
  }
  for (let way = walk.waiting.pop(); way !== undefined; way = walk.waiting.pop()) {
    const at = alive(program, way[0])
    const [, stacked] = way
    if (at >= program.ops.length) throw new NotUnderstood('control leaves the code')
    const known = walk.seen.get(at)
    if (known === undefined) visit(walk, at, stacked)
    else if (known !== stacked) throw new NotUnderstood('ways meet that are in different blocks')
  }
  for (const [at, { end }] of walk.past) if (end === UNKNOWN) rename(program, at, 'END')
  for (const { handler, end } of walk.regions)
    if (end !== UNKNOWN) program.ends.set(alive(program, handler), end)
}

interface Walk {
  readonly program: Program
  /** What is on the stack of blocks at each operation. */
  readonly seen: Map<number, Stacked | null>
  readonly regions: Region[]
  /** What goes past the handler of a region. */
  readonly past: Map<number, Region>
  readonly waiting: (readonly [at: number, stacked: Stacked | null])[]
}

/** An entry of the interpreter's stack of blocks, and what is below it. */
interface Stacked {
  readonly kind: 'loop' | 'region' | 'handler'
  readonly region: Region
  /** The innermost region that protects what runs while this is on top. */
  readonly context: Context | null
  readonly below: Stacked | null
}

interface Region {
  readonly kind: ContextKind
  /** Offset in `co_code` of what sets it up. */
  readonly index: number
  /** Position of the handler; of what follows a loop. */
  readonly handler: number
  /** Whether None is kept below for `return`, as 3.8 does when the body of `finally` can be left early. */
  readonly hasPlaceholder: boolean
  /** Position of the END_FINALLY that ends the handler, once it is known. */
  end: number
}

const UNKNOWN = -1

type Step = (walk: Walk, at: number, stacked: Stacked | null) => void

const STEPS: ReadonlyMap<string, Step> = new Map<string, Step>([
  ['SETUP_LOOP', openLoop],
  ['SETUP_FINALLY', openRegion],
  ['SETUP_EXCEPT', openRegion],
  ['SETUP_WITH', openRegion],
  ['SETUP_ASYNC_WITH', openRegion],
  ['POP_BLOCK', closeBlock],
  ['POP_EXCEPT', closeHandler],
  ['POP_FINALLY', leaveFinally],
  ['END_FINALLY', endHandler],
  ['SUPPRESSED', closeHandler],
  ['END_ASYNC_FOR', closeHandler],
  ['BREAK_LOOP', breakLoop],
  ['CONTINUE_LOOP', continueLoop],
  ['PAST_HANDLER', goPast],
])

function visit(walk: Walk, at: number, stacked: Stacked | null): void {
  walk.seen.set(at, stacked)
  walk.program.contexts[at] = stacked?.context ?? null
  const loop = innermostLoop(stacked)
  if (loop !== null) walk.program.loopEnds.set(at, loop.region.handler)
  const step = STEPS.get(nameAt(walk.program, at))
  if (step !== undefined) return step(walk, at, stacked)
  for (const next of nextOf(walk.program, at)) walk.waiting.push([next, stacked])
}

function openLoop(walk: Walk, at: number, below: Stacked | null): void {
  const region = toRegion(walk.program, at, 'loop')
  const context = below?.context ?? null
  walk.waiting.push([at + 1, { kind: 'loop', region, context, below }])
}

function openRegion(walk: Walk, at: number, below: Stacked | null): void {
  const { program } = walk
  const kind = kindOf(program, at)
  const region = toRegion(program, at, kind)
  const { handler } = region
  walk.regions.push(region)
  const parent = below?.context ?? null
  const context: Context = { kind, handler, depth: UNKNOWN, lasti: false, parent }
  if (kind === 'hidden') rewriteAsyncFor(program, handler)
  if (kind === 'with') region.end = endOfExitCall(program, handler)
  if (kind === 'with') rename(program, region.end, 'SUPPRESSED')
  if (kind === 'unbind') region.end = endOfUnbinding(program, handler)
  else walk.waiting.push([handler, { kind: 'handler', region, context: parent, below }])
  walk.waiting.push([at + 1, { kind: 'region', region, context, below }])
}

function toRegion(program: Program, at: number, kind: ContextKind): Region {
  const handler = alive(program, program.targets[at] ?? 0)
  const before = aliveBefore(program, at)
  const hasPlaceholder =
    kind === 'finally' && program.version.id === '3.8' && isNone(program, before)
  if (hasPlaceholder) kill(program, before)
  const index = program.ops[at]?.index ?? 0
  return { kind, index, handler, hasPlaceholder, end: UNKNOWN }
}

function isNone({ ops }: Program, at: number): boolean {
  return ops[at]?.name === 'LOAD_CONST' && ops[at].constant?.kind === 'none'
}

function closeBlock(walk: Walk, at: number, stacked: Stacked | null): void {
  if (stacked === null || stacked.kind === 'handler')
    throw new NotUnderstood('a block is closed that is not open')
  const leave = LEAVE.get(stacked.region.kind)
  if (leave !== undefined) leave(walk, at, stacked.region)
  walk.waiting.push([at + 1, stacked.below])
}

type Leave = (walk: Walk, at: number, region: Region) => void

/** What follows POP_BLOCK on the ways out of a region, by the kind of the region. */
const LEAVE: ReadonlyMap<ContextKind, Leave> = new Map<ContextKind, Leave>([
  ['with', leaveWith],
  ['finally', leaveTry],
  ['unbind', leaveTry],
])

const WITH_EXIT =
  /^(SWAP )?BEGIN_FINALLY WITH_CLEANUP_START (GET_AWAITABLE LOAD_CONST YIELD_FROM )?WITH_CLEANUP_FINISH POP_FINALLY /

function leaveWith(walk: Walk, at: number, region: Region): void {
  const { program } = walk
  rename(program, at, 'LEAVE_WITH')
  if (goesPast(walk, at, region)) return
  const count = matched(program, at, WITH_EXIT)
  if (count === 0) throw new NotUnderstood('a `with` is left without __exit__')
  killNext(program, at, count)
}

const FINAL_EXITS: readonly RegExp[] = [/^CALL_FINALLY /]
const PLACEHOLDER_EXITS: readonly RegExp[] = [
  /^SWAP POP_TOP CALL_FINALLY /,
  /^CALL_FINALLY POP_TOP /,
]
const UNBINDING_EXITS: readonly RegExp[] = [/^POP_EXCEPT CALL_FINALLY /]

function leaveTry(walk: Walk, at: number, region: Region): void {
  if (goesPast(walk, at, region)) return
  const { program } = walk
  const final = region.hasPlaceholder ? PLACEHOLDER_EXITS : FINAL_EXITS
  const exits = region.kind === 'unbind' ? UNBINDING_EXITS : final
  const count = Math.max(...exits.map((exit) => matched(program, at, exit)))
  const places = nextOnes(program, at, count)
  const call = places.find((place) => nameAt(program, place) === 'CALL_FINALLY') ?? UNKNOWN
  if (alive(program, program.targets[call] ?? 0) !== region.handler)
    throw new NotUnderstood('a `try` is left without its `finally`')
  for (const place of places) if (nameAt(program, place) !== 'POP_EXCEPT') kill(program, place)
}

/** Whether control goes on to the handler; then it is told to go past it. */
function goesPast({ program, past }: Walk, at: number, region: Region): boolean {
  const [first = at, second = at] = nextOnes(program, at, 2)
  const isNamed = region.kind === 'unbind' && nameAt(program, first) === 'POP_EXCEPT'
  const enter = isNamed ? second : first
  if (nameAt(program, enter) !== 'BEGIN_FINALLY' && !isNone(program, enter)) return false
  if (alive(program, enter + 1) !== alive(program, region.handler)) return false
  rename(program, enter, 'PAST_HANDLER')
  past.set(enter, region)
  return true
}

/** How many operations after `at` a pattern of their names, each with a blank behind it, is made of. */
function matched(program: Program, at: number, pattern: RegExp): number {
  const names = nextOnes(program, at, MAX_EXIT).map((place) => `${nameAt(program, place)} `)
  return (pattern.exec(names.join(''))?.[0] ?? '').split(' ').length - 1
}

const MAX_EXIT = 8 // operations on the way out of an `async with`

function nextOnes(program: Program, at: number, count: number): readonly number[] {
  const places: number[] = []
  for (let place = alive(program, at + 1); places.length < count; place = alive(program, place + 1))
    places.push(place)
  return places
}

function killNext(program: Program, at: number, count: number): void {
  for (const place of nextOnes(program, at, count)) kill(program, place)
}

function closeHandler(walk: Walk, at: number, stacked: Stacked | null): void {
  if (stacked?.kind !== 'handler') throw new NotUnderstood('a handler ends that did not begin')
  walk.waiting.push([at + 1, stacked.below])
}

/** 3.8: `break`, `continue` or `return` in the body of `finally`. */
function leaveFinally(walk: Walk, at: number, stacked: Stacked | null): void {
  const { program } = walk
  const keepsValue = program.ops[at]?.argument === 1
  const count = matched(program, at, keepsValue ? /^SWAP POP_TOP / : /^POP_TOP /)
  if (stacked?.region.hasPlaceholder !== true || count === 0)
    throw new NotUnderstood('the body of a `finally` is left as none')
  killNext(program, at, count)
  closeHandler(walk, at, stacked)
}

function endHandler(walk: Walk, at: number, stacked: Stacked | null): void {
  if (stacked?.kind !== 'handler') throw new NotUnderstood('a handler ends that did not begin')
  const { region } = stacked
  if (region.kind !== 'finally') return
  region.end = at
  if (region.hasPlaceholder) {
    if (matched(walk.program, at, /^POP_TOP /) === 0)
      throw new NotUnderstood('what was kept for `return` stays on the stack')
    killNext(walk.program, at, 1)
  }
  for (const [place, passed] of walk.past)
    if (passed === region && walk.seen.has(place)) goPast(walk, place, walk.seen.get(place) ?? null)
}

/** Goes on behind the END_FINALLY of a handler; when that is not known yet, once it is. */
function goPast(walk: Walk, at: number, stacked: Stacked | null): void {
  const region = walk.past.get(at)
  if (region === undefined) throw new NotUnderstood('PAST_HANDLER is not known here')
  if (region.end === UNKNOWN) return
  rename(walk.program, at, 'JUMP', alive(walk.program, region.end + 1))
  walk.waiting.push([region.end + 1, stacked])
}

function innermostLoop(stacked: Stacked | null): Stacked | null {
  for (let at = stacked; at !== null; at = at.below) if (at.kind === 'loop') return at
  return null
}

function loopOf(stacked: Stacked | null): Stacked {
  const found = innermostLoop(stacked)
  if (found === null) throw new NotUnderstood('a loop is left that did not begin')
  return found
}

/** Its argument tells SETUP_LOOP: the stack is cut back to what it was there. */
function breakLoop(walk: Walk, at: number, stacked: Stacked | null): void {
  const { region, below } = loopOf(stacked)
  const { program } = walk
  rename(program, at, 'BREAK_LOOP', region.handler)
  const op = program.ops[at]
  if (op !== undefined) program.ops[at] = { ...op, argument: region.index }
  walk.waiting.push([region.handler, below])
}

function continueLoop(walk: Walk, at: number, stacked: Stacked | null): void {
  const { program } = walk
  const target = program.targets[at] ?? UNKNOWN
  rename(program, at, 'JUMP', target)
  const op = program.ops[at]
  if (op !== undefined) program.ops[at] = { ...op, label: 'continue' }
  walk.waiting.push([target, loopOf(stacked)])
}
