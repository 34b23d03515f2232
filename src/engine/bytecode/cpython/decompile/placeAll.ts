import type { If, Statement } from './ast.ts'
import { toAssert, toFailure } from './assertion.ts'
import { successors, type Block, type Branch } from './Block.ts'
import { isContinued } from './isContinued.ts'
import { negate, toTest } from './conditions.ts'
import { isEmpty, isHarmlessEnd, leaves, settled, withFollow, type Frame } from './Frame.ts'
import { isLoopHead, placeFor, placeLoop } from './loops.ts'
import { NotUnderstood } from './NotUnderstood.ts'
import { placeRegion } from './regions.ts'
import { take, type Placed, type Structure } from './Structure.ts'
import type { Context } from './Program.ts'
import type { Blocks } from './toBlocks.ts'

const MAX_DEPTH = 100 // CPython's own parser refuses a hundred levels of indentation

/** The statements from `start` until control reaches what follows the frame. Throws `NotUnderstood`. */
function place(structure: Structure, start: Block | null, frame: Frame): readonly Statement[] {
  if (structure.depth >= MAX_DEPTH) throw new NotUnderstood('statements are nested too deeply')
  structure.depth++
  const statements: Statement[] = []
  let { isFirst } = frame
  let last: Block | null = null
  for (let at = start; at !== null && (isFirst || at !== frame.follow);) {
    const placed = isFirst
      ? placeFirst(structure, at, { ...frame, isFirst: false })
      : placeOne(structure, at, frame)
    isFirst = false
    for (const statement of placed.statements)
      statements.push(toFailure(statement, structure.version))
    last = at
    at = placed.next
  }
  structure.depth--
  return last?.isBeforeElse === true ? withElse(statements) : statements
}

/** What stands behind the last `if` that never goes on belongs to its `else`. */
function withElse(statements: readonly Statement[]): readonly Statement[] {
  const at = statements.findLastIndex(
    (statement) =>
      statement.kind === 'If' && statement.orElse.length === 0 && neverGoesOn(statement.body),
  )
  const branch = statements[at]
  if (branch?.kind !== 'If' || at === statements.length - 1) return statements
  return [...statements.slice(0, at), { ...branch, orElse: statements.slice(at + 1) }]
}

function neverGoesOn(body: readonly Statement[]): boolean {
  const last = body.at(-1)
  if (last?.kind === 'If') return neverGoesOn(last.body) && neverGoesOn(last.orElse)
  return last !== undefined && ENDS.has(last.kind)
}

const ENDS = new Set<Statement['kind']>(['Return', 'Raise', 'Continue', 'Break'])

/** The head of an endless loop, at the beginning of its body. */
function placeFirst(structure: Structure, head: Block, frame: Frame): Placed {
  if (head.context !== frame.context) return placeRegion(structure, head, frame)
  return placeBlock(structure, head, frame)
}

function placeOne(structure: Structure, block: Block, frame: Frame): Placed {
  if (block === frame.loop?.head) return only({ kind: 'Continue', at: null })
  if (block === frame.loop?.follow) return only({ kind: 'Break', at: null })
  if (leaves(block, frame)) return placeOutside(block)
  const isLoop = isLoopHead(structure.loops, block)
  if (isLoop && isAroundRegion(structure, block)) return placeLoop(structure, block, frame)
  if (block.context !== frame.context) return placeRegion(structure, block, frame)
  if (isLoop) return placeLoop(structure, block, frame)
  return placeBlock(structure, block, frame)
}

function only(statement: Statement): Placed {
  return { statements: [statement], next: null }
}

/** Of what lies outside a region only that may be said inside which cannot fail. */
function placeOutside(block: Block): Placed {
  if (block.exit.kind === 'to' && isEmpty(block)) return { statements: [], next: block.exit.next }
  if (!isHarmlessEnd(block)) throw new NotUnderstood('a region ends in more than one place')
  block.isPlaced = true
  return { statements: block.statements, next: null }
}

/** Whether the loop that begins with a block holds the region that the block is in, not the other way round. */
function isAroundRegion({ loops }: Structure, block: Block): boolean {
  const sources = loops.sources.get(block) ?? []
  return block.context === null || sources.some(({ context }) => !isInside(context, block.context))
}

function isInside(context: Context | null, outer: Context | null): boolean {
  for (let at = context; at !== null; at = at.parent) if (at === outer) return true
  return outer === null
}

/** A block that begins no loop and no region: its statements, and the `if` or `for` that it ends with. */
function placeBlock(structure: Structure, block: Block, frame: Frame): Placed {
  const statements = take(block)
  const { exit } = block
  switch (exit.kind) {
    case 'to':
      return block.isJump ? withJump(statements, exit.next, frame) : { statements, next: exit.next }
    case 'end':
    case 'reraise':
      return { statements, next: null }
    case 'match':
      throw new NotUnderstood('the type of an exception is asked for outside of a handler')
    case 'for': {
      const { statements: loop, next } = placeFor(structure, block, exit, frame)
      return { statements: [...statements, ...loop], next }
    }
    case 'branch': {
      const { statements: branch, next } = placeIf(structure, exit, frame)
      return { statements: [...statements, ...branch], next }
    }
  }
}

/** A `continue` or `break` that stands where control would go on to the same place without it. */
function withJump(statements: readonly Statement[], next: Block, { loop }: Frame): Placed {
  if (next === loop?.head)
    return { statements: [...statements, { kind: 'Continue', at: null }], next: null }
  if (next === loop?.follow)
    return { statements: [...statements, { kind: 'Break', at: null }], next: null }
  return { statements, next }
}

/** What follows in the code is what is done when the test holds; what is jumped to is `else`, or comes after. */
function placeIf(structure: Structure, exit: Branch, frame: Frame): Placed {
  const { yes, no, fallsToYes, at } = exit
  const jumped = fallsToYes ? exit.test : negate(exit.test)
  const test = toTest(jumped)
  const [then, other] = fallsToYes ? [yes, no] : [no, yes]
  if (then === other)
    return { statements: [{ kind: 'If', test, body: [], orElse: [], at }], next: then }
  if (isContinue(structure, then, frame)) {
    const body = place(structure, other, frame)
    const contrary = toTest(negate(jumped))
    return {
      statements: [{ kind: 'If', test: contrary, body, orElse: [], at }],
      next: frame.follow,
    }
  }
  if (isContinued(structure, then, other, frame))
    return placeEnding(structure, { test, at }, [then, other], frame)
  const join = structure.search.firstCommon(then, other, frame)
  if (join !== null && !isJump(then, join, frame))
    return placeArms(structure, { test, at }, [then, other], withFollow(frame, join))
  return placeEnding(structure, { test, at }, [then, other], frame)
}

/** Whether a block only goes back to the head of the loop, or out of it. */
function isJump(block: Block, join: Block, frame: Frame): boolean {
  return join === frame.loop?.head && settled(block, frame) === join && !block.isJump
}

/** An `if` from which control does not come to what follows, or only by `else`. */
function placeEnding(
  structure: Structure,
  header: Pick<If, 'test' | 'at'>,
  [then, other]: readonly [Block, Block],
  frame: Frame,
): Placed {
  const { follow } = frame
  const end = structure.deadJumps.get(other)
  if (end !== undefined) {
    const inner = withFollow(frame, end.order < 0 ? null : end)
    return placeArms(structure, header, [then, other], inner)
  }
  if (
    follow !== null &&
    follow !== frame.loop?.head &&
    structure.search.reaches(then, follow, frame)
  )
    return placeArms(structure, header, [then, other], frame)
  const body = placeJumping(structure, then, frame)
  const statement = toAssert({ kind: 'If', ...header, body, orElse: [] }, structure.version)
  return { statements: [statement], next: other }
}

/** Statements that end with `continue` or `break`, or that return or raise. */
function placeJumping(structure: Structure, start: Block, frame: Frame): readonly Statement[] {
  const { loop } = frame
  const [head, follow] = [loop?.head ?? null, loop?.follow ?? null]
  if (head !== null && structure.search.reaches(start, head, frame))
    return [...placeTo(structure, start, head, frame), { kind: 'Continue', at: null }]
  if (follow !== null && structure.search.reaches(start, follow, frame))
    return [...placeTo(structure, start, follow, frame), { kind: 'Break', at: null }]
  return place(structure, start, withFollow(frame, null))
}

function placeTo(
  structure: Structure,
  start: Block,
  label: Block,
  frame: Frame,
): readonly Statement[] {
  return place(structure, start, withFollow(frame, label))
}

/**
 * From 3.12 on a conditional jump back is written as one over a jump back: what is jumped over is then no
 * `continue` of the source.
 */
function isContinue({ version }: Structure, then: Block, { loop, follow }: Frame): boolean {
  if (loop === null || follow !== loop.head || !FLIPS.has(version)) return false
  return isEmpty(then) && then.exit.kind === 'to' && then.exit.next === loop.head
}

const FLIPS = new Set(['3.12', '3.13', '3.14', '3.15'])

function placeArms(
  structure: Structure,
  { test, at }: Pick<If, 'test' | 'at'>,
  [then, other]: readonly [Block, Block],
  frame: Frame,
): Placed {
  const body = place(structure, then, frame)
  const orElse = place(structure, other, frame)
  const statement = toAssert({ kind: 'If', test, body, orElse, at }, structure.version)
  return { statements: [statement], next: frame.follow }
}

/** Places a whole code object. Throws `NotUnderstood`. */
export function placeAll(
  found: Omit<Structure, 'depth' | 'place' | 'placeBlock'>,
  { entry, epilogue }: Pick<Blocks, 'entry' | 'epilogue'>,
  ordered: readonly Block[],
): readonly Statement[] {
  const structure: Structure = { ...found, depth: 0, place, placeBlock }
  const frame: Frame = {
    context: null,
    handling: 0,
    follow: epilogue,
    loop: null,
    isFirst: false,
    stops: new Set(epilogue === null ? [] : [epilogue]),
  }
  const statements = place(structure, entry, frame)
  const left = ordered.find(
    (block) => block !== epilogue && !block.isPlaced && !isEmpty(block) && !isIdle(block),
  )
  if (left !== undefined) throw new NotUnderstood('a part was not placed')
  return statements
}

/** What the compiler wrote for itself: only raises again, or ends what never ends. */
function isIdle(block: Block): boolean {
  return block.statements.length === 0 && successors(block).every(isEmpty)
}
