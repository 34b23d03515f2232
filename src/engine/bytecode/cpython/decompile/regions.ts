import type { ExceptHandler, Statement, Try, With } from './ast.ts'
import { COPIES_END, KEEPS_DEAD_CODE } from './quirks.ts'
import type { Block } from './Block.ts'
import { isEmpty, isHarmlessEnd, leaves, settled, withFollow, type Frame } from './Frame.ts'
import type { WithEntry } from './Item.ts'
import { NotUnderstood } from './NotUnderstood.ts'
import type { Op } from './Op.ts'
import { isWithin, type Context } from './Program.ts'
import { STAR } from './rewriteStars.ts'
import { take, type Placed, type Structure } from './Structure.ts'

/** The `try` or `with` that protects a block and lies directly in the frame. */
export function placeRegion(structure: Structure, block: Block, frame: Frame): Placed {
  const context = outermost(block, frame)
  if (structure.failed.has(context.handler))
    throw new NotUnderstood('what is done at the end of a region differs from way to way')
  if (context.kind === 'except') return placeExcept(structure, block, context, frame)
  if (context.kind === 'finally') return placeFinally(structure, block, context, frame)
  if (context.kind === 'with') return placeWith(structure, block, context, frame)
  throw new NotUnderstood('a region of the compiler stands by itself')
}

function outermost(block: Block, frame: Frame): Context {
  for (let at = block.context; at !== null; at = at.parent)
    if (at.parent === frame.context) return at
  throw new NotUnderstood('regions overlap')
}

/** Where control goes when the body of a region has run to its end; null when it never does. */
function endOf(
  structure: Structure,
  start: Block,
  isInside: (block: Block) => boolean,
  frame: Frame,
): Block | null {
  const left = [...structure.search.exits(start, isInside, frame)]
  const ends = new Set(
    left
      .map((block) => settled(block, frame))
      .filter((block) => frame.stops.has(block) || !isHarmlessEnd(block)),
  )
  if (frame.follow !== null && ends.has(frame.follow)) return frame.follow
  const places = [...ends].filter((block) => !frame.stops.has(block))
  if (places.length > 1) return places.sort((one, other) => one.order - other.order)[0] ?? null
  const [only] = places.length === 0 ? ends : places
  return only ?? (COPIES_END.has(structure.version) ? lastReturn(left, frame) : null)
}

/**
 * Where control leaves a region that does something at its end: each way out has its own copy of that, and the one
 * of the way that runs to the end of the body stands last.
 */
function leaveOf(
  structure: Structure,
  start: Block,
  isInside: (block: Block) => boolean,
  frame: Frame,
): Block | null {
  if (KEEPS_DEAD_CODE.has(structure.version)) return endOf(structure, start, isInside, frame)
  const ways = [...structure.search.ways(start, isInside, frame)]
  const warm = ways.filter((block) => structure.warm.has(block))
  const natural = (warm.length > 0 ? warm : ways).filter((block) => !isWritten(block, frame))
  const open = natural.filter((block) => !frame.stops.has(block))
  const last = (open.length > 0 ? open : natural).sort((one, other) => other.start - one.start)
  for (const way of last.slice(1)) joinWays(way, last[0], frame)
  return last[0] ?? null
}

/** Copies of the end of a function bring copies of what is done at the end of a region: they are one way. */
function joinWays(way: Block, last: Block | undefined, frame: Frame): void {
  if (last === undefined || !isEmpty(way)) return
  const everywhere: Frame = { ...frame, stops: new Set() }
  const end = settled(way, everywhere)
  if (isHarmlessEnd(end) && end === settled(last, everywhere)) way.exit = { kind: 'to', next: last }
}

/** Whether a way out is a `return` that somebody wrote. */
function isWritten(block: Block, frame: Frame): boolean {
  const end = settled(block, frame)
  if (!isHarmlessEnd(end)) return false
  return block.isAfterNop || end.isAfterNop || !returnsNone(end)
}

/** From 3.10 on the end of a function is copied to where it is reached: the last such copy nobody wrote. */
function lastReturn(left: readonly Block[], frame: Frame): Block | null {
  const written = left.filter((block) => !block.isAfterNop).map((block) => settled(block, frame))
  const returns = written.filter((block) => !block.isAfterNop && returnsNone(block))
  return returns.sort((one, other) => other.start - one.start)[0] ?? null
}

/** Whether a block only returns None, as at the end of a function. */
function returnsNone(block: Block): boolean {
  const [statement] = block.statements
  if (statement?.kind !== 'Return' || block.statements.length > 1 || !isHarmlessEnd(block))
    return false
  if (statement.value === null) return true
  if (!block.ops.some(({ name }) => name === 'LOAD_CONST')) return false
  return statement.value.kind === 'Constant' && statement.value.value.kind === 'none'
}

function bodyFrame(frame: Frame, context: Context, follow: Block | null): Frame {
  return { ...withFollow(frame, follow), context }
}

function placeExcept(structure: Structure, block: Block, context: Context, frame: Frame): Placed {
  const handler = handlerOf(structure, context)
  const isBody = (each: Block) => isWithin(each.context, context) && each.handling >= frame.handling
  const isHandler = (each: Block) =>
    each.handling > frame.handling && isWithin(each.context, frame.context)
  const end = endOf(structure, block, isBody, frame)
  const handled = endOf(structure, handler, isHandler, frame)
  const { next, orElse } = isElse(structure, end, handler, frame)
    ? { next: handled ?? afterElse(structure, end, handler, frame), orElse: end }
    : meeting(end, handled, { frame, handler, structure })
  const body = structure.place(structure, block, bodyFrame(frame, context, orElse ?? next))
  const handlers = placeHandlers(structure, handler, {
    ...withFollow(frame, next),
    handling: frame.handling + 1,
  })
  const statement: Try = {
    kind: 'Try',
    isStar: handler.ops[0]?.label === STAR,
    body,
    handlers,
    orElse: orElse === null ? [] : structure.place(structure, orElse, withFollow(frame, next)),
    finalBody: [],
    at: null,
  }
  return { statements: [statement], next }
}

/** 3.10 and 3.11 leave handlers in their place: what stands before them is `else`, what comes after is not. */
const KEEPS_PLACE = new Set(['3.10', '3.11'])

function isElse(
  structure: Structure,
  end: Block | null,
  handler: Block,
  frame: Frame,
): end is Block {
  const { version } = structure
  if (end === null || frame.stops.has(end) || returnsNone(end)) return false
  if (KEEPS_PLACE.has(version)) return end.start < handler.start
  return COPIES_END.has(version) && structure.writtenFirst(end.start, handler.start) === true
}

/** Where control goes after an `else` that handlers never come to. */
function afterElse(structure: Structure, end: Block, handler: Block, frame: Frame): Block | null {
  const isInside = ({ start }: Block) => start >= end.start && start < handler.start
  return endOf(structure, end, isInside, frame)
}

/** Where body and handlers meet, and the `else` that the body goes through before. */
function meeting(
  end: Block | null,
  handled: Block | null,
  around: Around,
): { readonly next: Block | null; readonly orElse: Block | null } {
  if (end === null || handled === null || end === handled)
    return { next: end ?? handled, orElse: null }
  const { frame } = around
  if (isWithoutElse(end, handled, around)) return { next: end, orElse: null }
  if (isJump(end, frame) && end !== frame.follow) return { next: handled, orElse: null }
  return { next: handled, orElse: end }
}

/** Whether handlers leave by a statement of their own, so that what the body goes on to is no `else`. */
function isWithoutElse(end: Block, handled: Block, { frame, handler, structure }: Around): boolean {
  const isAfter = isWrittenAfter(structure, end, handler)
  if (isJump(handled, frame)) return handled !== frame.follow || isAfter
  return isAfter && returnsNone(handled)
}

interface Around {
  readonly frame: Frame
  readonly handler: Block
  readonly structure: Structure
}

/** Whether a block is where `continue` or `break` go. */
function isJump(block: Block, { loop }: Frame): boolean {
  return block === loop?.head || block === loop?.follow
}

function isWrittenAfter({ version, writtenFirst }: Structure, end: Block, handler: Block): boolean {
  if (KEEPS_PLACE.has(version)) return end.start > handler.start
  return writtenFirst(end.start, handler.start) === false
}

function handlerOf({ handlers }: Structure, context: Context): Block {
  const handler = handlers.get(context)
  if (handler === undefined) throw new NotUnderstood('a region has no handler')
  return handler
}

/** `except type as name:` one after the other; the last may take everything. */
function placeHandlers(structure: Structure, first: Block, frame: Frame): readonly ExceptHandler[] {
  const found: ExceptHandler[] = []
  let at = first
  while (at.exit.kind === 'match') {
    const { type, matched, other } = at.exit
    take(at)
    const { body, name } = handlerBody(structure, matched, frame)
    found.push({ type, name, body, at: type.at })
    at = other
  }
  if (at.exit.kind === 'reraise' && at.statements.length === 0) {
    take(at)
    return found
  }
  const { body } = handlerBody(structure, at, frame)
  return [...found, { type: null, name: null, body, at: body[0]?.at ?? null }]
}

function handlerBody(
  structure: Structure,
  block: Block,
  frame: Frame,
): { readonly body: readonly Statement[]; readonly name: string | null } {
  let start = block
  while (
    isEmpty(start) &&
    start.handlerName === null &&
    start.exit.kind === 'to' &&
    !leaves(start.exit.next, frame)
  )
    start = start.exit.next
  const name = start.handlerName ?? block.handlerName
  return { body: structure.place(structure, block, frame), name }
}

function placeFinally(structure: Structure, block: Block, context: Context, frame: Frame): Placed {
  const handler = handlerOf(structure, context)
  const isBody = (each: Block) => isWithin(each.context, context) && each.handling >= frame.handling
  const next = leaveOf(structure, block, isBody, frame)
  const body = structure.place(structure, block, bodyFrame(frame, context, next))
  const finalBody = structure.place(structure, handler, {
    ...withFollow(frame, null),
    handling: frame.handling + 1,
  })
  return { statements: [withFinally(body, finalBody)], next }
}

/** `try … except … finally` is a `try … except` inside a `try … finally`. */
function withFinally(body: readonly Statement[], finalBody: readonly Statement[]): Try {
  const [inner] = body
  if (inner?.kind === 'Try' && body.length === 1 && inner.finalBody.length === 0)
    return { ...inner, finalBody }
  return { kind: 'Try', isStar: false, body, handlers: [], orElse: [], finalBody, at: null }
}

function placeWith(structure: Structure, block: Block, context: Context, frame: Frame): Placed {
  const isBody = (each: Block) => isWithin(each.context, context) && each.handling >= frame.handling
  const entry = entryOf(block)
  const way = leaveOf(structure, block, isBody, frame)
  const end = way === null ? null : settled(way, frame)
  const suppressed = suppressedEnd(handlerOf(structure, context), frame)
  const next = way ?? suppressed
  if (end !== null && !isSameEnd(end, suppressed, frame))
    throw new NotUnderstood('an exception that is suppressed goes elsewhere')
  const body = structure.place(structure, block, bodyFrame(frame, context, next))
  return { statements: [withOf(entry, body)], next }
}

/** Several in one line are one inside the other. */
function withOf({ context, target, isAsync, at }: WithEntry, body: readonly Statement[]): With {
  const item = { context, target }
  const [inner] = body
  if (inner?.kind === 'With' && body.length === 1 && inner.isAsync === isAsync)
    return { ...inner, items: [item, ...inner.items], at }
  return { kind: 'With', isAsync, items: [item], body, at }
}

function entryOf({ entry }: Block): WithEntry {
  const exit = entry?.findLast(({ kind }) => kind === 'Exit')
  if (exit?.kind !== 'Exit') throw new NotUnderstood('a region of `with` has no __exit__')
  return exit.entry
}

/** Where control goes when `__exit__` has suppressed an exception. */
function suppressedEnd(handler: Block, frame: Frame): Block {
  let at = handler
  for (let steps = 0; steps < MAX_HANDLER && at.handling > frame.handling; steps++) {
    if (isHarmlessEnd(at)) return at
    if (at.statements.length > 0 || at.exit.kind !== 'to')
      throw new NotUnderstood('the handler of a `with` does more than call __exit__')
    take(at)
    at = at.exit.next
  }
  return settled(at, frame)
}

const MAX_HANDLER = 10 // blocks: there are three

/** Whether two ways lead to the same place, or do the same to the end of the function. */
function isSameEnd(one: Block, other: Block, frame: Frame): boolean {
  const everywhere: Frame = { ...frame, stops: new Set() }
  return settled(one, everywhere) === settled(other, everywhere) || areSameEnds(one, other)
}

/** Whether both only return, and the same constant. */
function areSameEnds(one: Block, other: Block): boolean {
  const [ours, theirs] = [one, other].map((block) =>
    isHarmlessEnd(block) ? returned(block) : null,
  )
  if (!ours || !theirs || ours.argument !== theirs.argument) return false
  other.isPlaced = true
  return true
}

/** What loads the constant that a block returns. */
function returned({ ops }: Block): Op | undefined {
  const [load, ...more] = ops.filter(({ name }) => name === 'LOAD_CONST')
  return more.length === 0 ? load : undefined
}
