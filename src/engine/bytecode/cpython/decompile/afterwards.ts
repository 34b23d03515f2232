import type { Block } from './Block.ts'
import type { Op } from './Op.ts'
import { alive, nameAt, NO_TARGET, type Program } from './Program.ts'
import { KEEPS_DEAD_CODE } from './quirks.ts'
import type { Blocks } from './toBlocks.ts'

/**
 * Up to 3.9 the compiler leaves what can never run behind `raise`, `break` and `continue`: it tells where control
 * would go on after them, and so where the `else` or the handler ends that they stand in. Notes it in the blocks.
 */
export function noteAfterwards(program: Program, { all, epilogue }: Blocks): void {
  if (!KEEPS_DEAD_CODE.has(program.version.id)) return
  const live = all.filter(({ order }) => order >= 0)
  const reached = new Map(live.map((block) => [block.start, block] as const))
  if (epilogue !== null) reached.set(epilogue.start, epilogue)
  const isDead = (at: number) => !reached.has(at) || (epilogue?.start === at && epilogue.order < 0)
  const backs = lastBacks(program)
  const places = new Map<Op | undefined, number>(program.ops.map((op, at) => [op, at]))
  for (const block of live) {
    const last = places.get(block.ops.at(-1)) ?? NO_TARGET
    const next = alive(program, last + 1)
    if (block === epilogue || !canTell(program, last, isDead(next))) continue
    if (!endsLoop(program, last, backs))
      note(block, nameAt(program, last), settle(program, next, reached))
  }
  if (epilogue?.order === -1) epilogue.order = all.length
}

/** Whether a jump is the last one back to its place, and ends no handler there. */
function endsLoop(program: Program, at: number, backs: ReadonlyMap<number, number>): boolean {
  if (nameAt(program, alive(program, at + 1)) === 'POP_EXCEPT') return false
  return JUMPS.has(nameAt(program, at)) && backs.get(program.targets[at] ?? 0) === at
}

function note(block: Block, name: string, afterwards: Block | null): void {
  if (afterwards === null) return
  block.afterwards = afterwards
  block.isBeforeElse = name === 'RETURN_VALUE'
  block.isJump = JUMPS.has(name)
}

export const JUMPS = new Set(['JUMP', 'BREAK_LOOP'])

/** The last jump back to each place: where a loop ends. */
function lastBacks({ ops, targets }: Program): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  ops.forEach(({ name }, at) => {
    const target = targets[at] ?? NO_TARGET
    if (name === 'JUMP' && target >= 0 && target < at) found.set(target, at)
  })
  return found
}

/** Behind `return` only what is jumped to was left; behind a jump, what ends the arm or the region that it is in. */
function canTell(program: Program, last: number, isBeforeDead: boolean): boolean {
  const op = program.ops[last]
  if (op?.name === 'RAISE_VARARGS') return true
  if (op?.name === 'RETURN_VALUE') return isBeforeDead
  return op !== undefined && JUMPS.has(op.name) && isBeforeDead && endsArm(program, op, last + 1)
}

function endsArm(program: Program, { name, label }: Op, at: number): boolean {
  const next = nameAt(program, alive(program, at))
  if (next !== 'POP_BLOCK') return next === 'JUMP' || next === 'POP_EXCEPT'
  return name === 'BREAK_LOOP' || label === 'continue' || !HAS_LOOP_BLOCKS.has(program.version.id)
}

/** Versions in which POP_BLOCK ends a loop, too. */
const HAS_LOOP_BLOCKS = new Set(['2.7', '3.4', '3.5', '3.6', '3.7'])

const MAX_STEPS = 100 // jumps to jumps, and the ends of what is nested

/** The block that unreachable code leads to, when it does nothing on the way. */
function settle(
  program: Program,
  start: number,
  reached: ReadonlyMap<number, Block>,
): Block | null {
  let at = start
  for (let steps = 0; steps < MAX_STEPS; steps++) {
    const found = reached.get(at)
    if (found !== undefined) return found.isPlaced ? null : found
    const next = onward(program, at)
    if (next === null) return null
    at = alive(program, next)
  }
  return null
}

function onward(program: Program, at: number): number | null {
  const { targets, ends } = program
  const name = nameAt(program, at)
  if (name === 'JUMP') return targets[at] ?? NO_TARGET
  if (name === 'POP_BLOCK' || name === 'POP_EXCEPT') return at + 1
  const end = ends.get(alive(program, at + 1))
  const entersHandler = name === 'BEGIN_FINALLY' || name === 'LOAD_CONST'
  return entersHandler && end !== undefined ? end + 1 : null
}
