import type { Statement } from './ast.ts'
import { KEEPS_DEAD_CODE } from './quirks.ts'
import { successors, type Block, type Exit } from './Block.ts'
import { breakTarget } from './breakTarget.ts'
import { negate, toTest } from './conditions.ts'
import type { Constant, Expression } from './ast.ts'
import { isHarmlessEnd, withFollow, withLoop, type Frame } from './Frame.ts'
import { NotUnderstood } from './NotUnderstood.ts'
import { take, type Loops, type Placed, type Structure } from './Structure.ts'

/** Finds the blocks that control goes back to. */
export function findLoops(ordered: readonly Block[], handlers: Structure['handlers']): Loops {
  const sources = new Map<Block, Block[]>()
  const before = new Map<Block, Block[]>()
  for (const block of ordered) {
    if (block.isPlaced) continue
    for (const next of successors(block)) {
      note(before, next, block)
      if (next.order <= block.order) note(sources, next, block)
    }
    for (let at = block.context; at !== null; at = at.parent) {
      const handler = handlers.get(at)
      if (handler !== undefined) note(before, handler, block)
    }
  }
  return { sources, before, open: new Set() }
}

function note(map: Map<Block, Block[]>, key: Block, block: Block): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, [block])
  else known.push(block)
}

/** Whether a loop begins with a block that was not begun yet. */
export function isLoopHead({ sources, open }: Loops, block: Block): boolean {
  return sources.has(block) && !open.has(block)
}

/** The loop that begins with `head`. */
export function placeLoop(structure: Structure, head: Block, frame: Frame): Placed {
  structure.loops.open.add(head)
  const { exit } = head
  if (exit.kind === 'for') return structure.placeBlock(structure, head, frame)
  const members = membersOf(structure, head)
  const isTested =
    exit.kind === 'branch' && head.statements.length === 0 && head.context === frame.context
  if (isTested) {
    const [body, done] = exit.fallsToYes ? [exit.yes, exit.no] : [exit.no, exit.yes]
    const test = toTest(exit.fallsToYes ? exit.test : negate(exit.test))
    if (members.has(body) && !members.has(done)) {
      take(head)
      return placeWhile(structure, { test, head, body, done }, frame)
    }
  }
  return placeEndless(structure, head, members, frame)
}

/** The blocks on the ways from `head` back to it. */
function membersOf({ loops }: Structure, head: Block): ReadonlySet<Block> {
  const members = new Set<Block>([head])
  for (const source of loops.sources.get(head) ?? []) members.add(source)
  for (const member of members) {
    if (member === head) continue
    for (const block of loops.before.get(member) ?? []) members.add(block)
  }
  return members
}

interface Whiling {
  readonly test: Expression
  readonly head: Block
  readonly body: Block
  readonly done: Block
}

function placeWhile(
  structure: Structure,
  { test, head, body, done }: Whiling,
  frame: Frame,
): Placed {
  const { follow, inner } = around(structure, { head, body, done }, frame)
  const statement: Statement = {
    kind: 'While',
    test,
    body: structure.place(structure, body, inner),
    orElse: elseOf(structure, done, follow, frame),
    at: test.at,
  }
  return { statements: [statement], next: follow ?? done }
}

/** Where control goes after a loop that can end by itself, and the frame of its body. */
function around(
  structure: Structure,
  { head, body, done }: Pick<Whiling, 'head' | 'body' | 'done'>,
  frame: Frame,
): { readonly follow: Block | null; readonly inner: Frame } {
  const searched = withLoop(frame, { head, follow: null })
  const common = KEEPS_DEAD_CODE.has(structure.version)
    ? breakTarget(structure, head, body, done)
    : (structure.search.firstCommon(body, done, { ...searched, follow: frame.follow }) ??
      placeAfter(structure, body, done, searched))
  return { follow: common, inner: withLoop(frame, { head, follow: common }) }
}

/** Where `break` goes over an `else` that never ends: to what stands after it. */
function placeAfter({ search }: Structure, body: Block, done: Block, frame: Frame): Block | null {
  const isInside = ({ start }: Block) => start >= body.start && start < done.start
  const left = [...search.exits(body, isInside, frame)]
  const after = left.filter((block) => block.start > done.start && !isHarmlessEnd(block))
  return after.sort((one, other) => one.start - other.start)[0] ?? null
}

function elseOf(
  structure: Structure,
  done: Block,
  follow: Block | null,
  frame: Frame,
): readonly Statement[] {
  if (follow === null || done === follow) return []
  return structure.place(structure, done, withFollow(frame, follow))
}

/** A `for`, whose block was taken. */
export function placeFor(
  structure: Structure,
  head: Block,
  exit: Extract<Exit, { kind: 'for' }>,
  frame: Frame,
): Placed {
  const { body, done, iterable, isAsync } = exit
  const { follow, inner } = around(structure, { head, body, done }, frame)
  const statements = structure.place(structure, body, inner)
  const { target } = exit.head
  if (target === null) throw new NotUnderstood('a loop stores nothing')
  const orElse = elseOf(structure, done, follow, frame)
  const statement: Statement = {
    kind: 'For',
    isAsync,
    target,
    iter: iterable,
    body: statements,
    orElse,
    at: iterable.at,
  }
  return { statements: [statement], next: follow ?? done }
}

const TRUE: Constant = {
  kind: 'Constant',
  value: { kind: 'boolean', value: true, offset: 0, length: 0 },
  at: null,
}

/** `while True`, which only `break` ends. */
function placeEndless(
  structure: Structure,
  head: Block,
  members: ReadonlySet<Block>,
  frame: Frame,
): Placed {
  const follow = followOf(structure, head, members, frame)
  const inner = withLoop(frame, { head, follow })
  const body = structure.place(structure, head, { ...inner, isFirst: true })
  const statement: Statement = { kind: 'While', test: TRUE, body, orElse: [], at: null }
  return { statements: [statement], next: follow }
}

/** Where `break` goes: the first block after the loop, in the order of the code, that the loop leads to. */
function followOf(
  structure: Structure,
  head: Block,
  members: ReadonlySet<Block>,
  frame: Frame,
): Block | null {
  const warm = (structure.loops.sources.get(head) ?? []).filter(
    ({ handling }) => handling === frame.handling,
  )
  const last = Math.max(head.start, ...warm.map(({ start }) => start))
  const left = new Set<Block>()
  for (const member of members)
    for (const next of successors(member)) if (!members.has(next)) left.add(next)
  const known = structure.loopEnds.get(head)
  if (known !== undefined) return known
  if (KEEPS_DEAD_CODE.has(structure.version))
    return jumpedTo(structure, { left, members, start: head.start, last })
  if (frame.follow !== null && left.has(frame.follow)) return frame.follow
  const after = onward(left, members).filter(({ start }) => start > last)
  after.sort((one, other) => one.start - other.start)
  return after[0] ?? null
}

/** Up to 3.9 a `break` is a jump in the code of the loop, though nothing may reach it. */
function jumpedTo(
  { jumps }: Structure,
  {
    left,
    members,
    start,
    last,
  }: {
    readonly left: ReadonlySet<Block>
    readonly members: ReadonlySet<Block>
    readonly start: number
    readonly last: number
  },
): Block | null {
  const found = onward(left, members).filter((block) =>
    (jumps.get(block) ?? []).some((at) => at > start && at < last),
  )
  return found.sort((one, other) => other.start - one.start)[0] ?? null
}

/** The blocks that control reaches once it has left a loop. */
function onward(left: ReadonlySet<Block>, members: ReadonlySet<Block>): readonly Block[] {
  const found = new Set(left)
  for (const block of found) {
    if (found.size > MAX_AFTER) break
    for (const next of successors(block))
      if (!members.has(next) && next.order > block.order) found.add(next)
  }
  return [...found]
}

const MAX_AFTER = 2_000 // blocks that are looked at after a loop
