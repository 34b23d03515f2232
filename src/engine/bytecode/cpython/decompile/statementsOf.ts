import type { Reading } from '../Reading.ts'
import type { Statement } from './ast.ts'
import { followBlocks } from './blockContexts.ts'
import { execute } from './execute.ts'
import { Search } from './Frame.ts'
import { findLoops } from './loops.ts'
import type { Nested } from './machine/Machine.ts'
import { mergeConditions } from './mergeConditions.ts'
import { NotUnderstood } from './NotUnderstood.ts'
import { orderBlocks } from './order.ts'
import { placeAll } from './placeAll.ts'
import { toProgram, type Program } from './Program.ts'
import { rewriteBlocks } from './rewriteBlocks.ts'
import { rewriteExits } from './rewriteExits.ts'
import { rewriteHandlers } from './rewriteHandlers.ts'
import { rewriteLoops } from './rewriteLoops.ts'
import { rewriteReturns } from './rewriteReturns.ts'
import { readTableContexts } from './tableContexts.ts'
import { toBlocks } from './toBlocks.ts'

const MAX_OPS = 200_000 // a function of 10,000 lines

/** The statements of one code object. Throws `NotUnderstood` when they are not all understood. */
export function statementsOf(reading: Reading, nested: Nested): readonly Statement[] {
  const program = toProgram(reading)
  if (program.ops.length > MAX_OPS) throw new NotUnderstood(`more than ${MAX_OPS} instructions`)
  const failed = rewrite(program)
  const blocks = toBlocks(program)
  const ordered = orderBlocks(blocks)
  const { code, version } = reading
  execute(ordered, blocks, { code, version, nested, used: new WeakSet() })
  const kept = orderBlocks(blocks).filter(({ isPlaced }) => !isPlaced)
  mergeConditions(kept)
  const { handlers } = blocks
  const loops = findLoops(kept, handlers)
  const search = new Search(handlers)
  return placeAll({ handlers, failed, loops, search, version: version.id }, blocks.entry, kept)
}

/** Puts what the compiler spreads over several places in one. */
function rewrite(program: Program): ReadonlySet<number> {
  const hasTable = program.version.layout === '3.11'
  rewriteReturns(program)
  rewriteLoops(program)
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
