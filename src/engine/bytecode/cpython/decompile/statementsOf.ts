import type { Reading } from '../Reading.ts'
import { absorbPassing } from './absorbPassing.ts'
import { noteAfterwards } from './afterwards.ts'
import { annotated } from './annotations.ts'
import type { Comprehension, Statement } from './ast.ts'
import { successors, type Block } from './Block.ts'
import { followBlocks } from './blockContexts.ts'
import { execute } from './execute.ts'
import { isHarmlessEnd, Search } from './Frame.ts'
import { inlined } from './inlined.ts'
import { joinReturns } from './joinReturns.ts'
import type { Item } from './Item.ts'
import { jumpsTo, loopEndsOf } from './jumps.ts'
import { findLoops } from './loops.ts'
import type { Found, Nested } from './machine/Machine.ts'
import { rewriteMatch } from './match/rewriteMatch.ts'
import { withMatches } from './match/withMatches.ts'
import { mergeConditions } from './mergeConditions.ts'
import { NotUnderstood } from './NotUnderstood.ts'
import { orderBlocks } from './order.ts'
import { placeAll } from './placeAll.ts'
import { toProgram, type Program } from './Program.ts'
import { rewriteBlocks } from './rewriteBlocks.ts'
import { rewriteAnnotations } from './rewriteAnnotations.ts'
import { rewriteClass } from './rewriteClass.ts'
import { COPIES_END } from './quirks.ts'
import { rewriteExits } from './rewriteExits.ts'
import { rewriteHandlers } from './rewriteHandlers.ts'
import { rewriteLoops } from './rewriteLoops.ts'
import { rewriteReturns } from './rewriteReturns.ts'
import { rewriteShortcuts } from './rewriteShortcuts.ts'
import { rewriteSpecial } from './rewriteSpecial.ts'
import { rewriteStars } from './rewriteStars.ts'
import { readTableContexts } from './tableContexts.ts'
import { writtenOrder } from './writtenOrder.ts'
import { toBlocks, type Blocks } from './toBlocks.ts'

const MAX_OPS = 200_000 // a function of 10,000 lines

/** The statements of one code object. Throws `NotUnderstood` when they are not all understood. */
export function statementsOf(reading: Reading, nested: Nested): readonly Statement[] {
  const { program, blocks, failed, annotate } = runBlocks(reading, nested)
  absorbPassing(orderBlocks(blocks))
  if (COPIES_END.has(reading.version.id))
    joinReturns(orderBlocks(blocks).filter(isLeft), blocks.all)
  const kept = orderBlocks(blocks).filter(isLeft)
  mergeConditions(kept)
  noteAfterwards(program, blocks)
  const { handlers } = blocks
  const loops = findLoops(kept, handlers)
  const search = new Search(handlers)
  const { version } = reading
  const found = {
    writtenFirst: writtenOrder(program),
    loops,
    warm: warmOf(blocks.entry),
    deadJumps: deadJumps(blocks),
    jumps: jumpsTo(program, blocks),
    loopEnds: loopEndsOf(program, blocks),
    search,
  }
  const placed = placeAll({ ...found, handlers, failed, version: version.id }, blocks, kept)
  const body = withMatches(placed)
  return annotate === null ? body : annotated(body, nested.annotations(annotate))
}

function isLeft({ isPlaced }: Block): boolean {
  return !isPlaced
}

/** The generator expression that a code object is. Throws `NotUnderstood`. */
export function generatorOf(reading: Reading, nested: Nested): Comprehension {
  const { blocks } = runBlocks(reading, nested)
  const [head, ...others] = orderBlocks(blocks).filter(isStart)
  if (head?.exit.kind !== 'for' || others.length > 0)
    throw new NotUnderstood('a comprehension is more than a loop')
  const { done } = head.exit
  if (!isHarmlessEnd(done)) throw new NotUnderstood('a comprehension is more than a loop')
  return inlined('GeneratorExp', head)
}

/** Whether a block is not inside the loop that a generator expression is: only one loop goes through `.0`. */
function isStart({ exit, statements }: Block): boolean {
  const isOuter = exit.kind === 'for' && exit.iterable.kind === 'Name' && exit.iterable.id === '.0'
  if (isOuter && statements.length > 0)
    throw new NotUnderstood('a comprehension is more than a loop')
  return isOuter
}

interface Run extends Found {
  readonly program: Program
  readonly blocks: Blocks
  readonly failed: ReadonlySet<number>
}

function runBlocks(reading: Reading, nested: Nested): Run {
  const program = toProgram(reading)
  if (program.ops.length > MAX_OPS) throw new NotUnderstood(`more than ${MAX_OPS} instructions`)
  const failed = rewrite(program)
  const blocks = toBlocks(program)
  const { code, version } = reading
  const found: Found = { annotate: null }
  execute(orderBlocks(blocks), blocks, { code, version, nested, used: new WeakSet<Item>(), found })
  return { program, blocks, failed, ...found }
}

function warmOf(entry: Block): ReadonlySet<Block> {
  const found = new Set<Block>([entry])
  for (const block of found) for (const next of successors(block)) found.add(next)
  return found
}

/** Up to 3.9 the jump over an `else` stays when what comes before it never ends. */
function deadJumps({ all }: Blocks): ReadonlyMap<Block, Block> {
  const found = new Map<Block, Block>()
  all.forEach((block, at) => {
    const before = all[at - 1]
    if (before?.order !== -1 || before.ops.length !== 1 || before.exit.kind !== 'to') return
    if (before.exit.next.start > block.start) found.set(block, before.exit.next)
  })
  return found
}

/** Puts what the compiler spreads over several places in one. */
function rewrite(program: Program): ReadonlySet<number> {
  const hasTable = program.version.layout === '3.11'
  rewriteMatch(program)
  rewriteShortcuts(program)
  rewriteStars(program)
  rewriteReturns(program)
  rewriteLoops(program)
  rewriteClass(program)
  rewriteAnnotations(program)
  rewriteSpecial(program)
  if (hasTable) readTableContexts(program)
  else if (HAS_ONE_FINALLY.has(program.version.id)) rewriteBlocks(program)
  else followBlocks(program)
  const failed = HAS_ONE_FINALLY.has(program.version.id) ? NONE : rewriteExits(program)
  rewriteHandlers(program)
  return failed
}

/** Versions whose compiler writes the body of `finally` once, for all ways out. */
const HAS_ONE_FINALLY = new Set(['2.7', '3.4', '3.5', '3.6', '3.7', '3.8'])
const NONE: ReadonlySet<number> = new Set()
