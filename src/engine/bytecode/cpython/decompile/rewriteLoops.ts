import type { Op } from './Op.ts'
import { alive, aliveBefore, isEnd, kill, nameAt, type Program } from './Program.ts'

/** Puts one operation where the compiler writes several: waiting for an awaitable, the end of a `for`, the second test of a `while`. */
export function rewriteLoops(program: Program): void {
  const { ops } = program
  for (let at = 0; at < ops.length; at++) {
    if (nameAt(program, at) === 'SEND') rewriteSend(program, at)
    if (nameAt(program, at) === 'FOR_ITER') rewriteForIter(program, at)
  }
  for (let at = 0; at < ops.length; at++) if (program.dead[at] === 0) rewriteSecondTest(program, at)
}

/** `SEND; YIELD_VALUE; JUMP back` is one YIELD_FROM (3.11 and later). */
function rewriteSend(program: Program, at: number): void {
  const { ops, targets } = program
  const op = ops[at]
  const yielding = alive(program, at + 1)
  const jump = alive(program, yielding + 1)
  if (op === undefined || nameAt(program, yielding) !== 'YIELD_VALUE') return
  if (nameAt(program, jump) !== 'JUMP' || targets[jump] !== at) return
  const end = targets[at] ?? ops.length
  ops[at] = { ...op, name: 'YIELD_FROM' }
  targets[at] = -1
  kill(program, yielding)
  targets[jump] = end
  const between = alive(program, jump + 1)
  if (nameAt(program, between) === 'CLEANUP_THROW' && alive(program, between + 1) === end)
    kill(program, between)
  if (alive(program, jump + 1) === end) kill(program, jump)
  if (nameAt(program, end) === 'END_SEND') kill(program, end)
}

/** From 3.12 on END_FOR (and POP_TOP or POP_ITER) takes the iterator off; before, FOR_ITER does. */
function rewriteForIter(program: Program, at: number): void {
  const { ops, targets, version } = program
  const end = targets[at] ?? ops.length
  if (nameAt(program, end) !== 'END_FOR') return
  kill(program, end)
  const after = end + 1
  if (version.id !== '3.12' && /^POP_(TOP|ITER)$/.test(nameAt(program, after))) kill(program, after)
}

/**
 * From 3.10 on `while` tests once before the loop and again at its end. When the second test does the same as
 * the first it becomes a jump to that.
 */
function rewriteSecondTest(program: Program, at: number): void {
  const { targets, ops } = program
  const start = targets[at] ?? -1
  if (start < 0 || start > at) return
  const last = nameAt(program, at) === 'JUMP' ? aliveBefore(program, at) : at
  const guard = aliveBefore(program, start)
  if (last < start || !isSecondTest(program, guard, last, at)) return
  const length = commonLength(program, guard, last)
  const begin = stepBack(program, last, length)
  const top = stepBack(program, guard, length)
  const replaced = ops[begin]
  if (replaced === undefined || top === begin || isEntered(program, begin, at)) return
  kill(program, begin, at + 1)
  program.dead[begin] = 0
  ops[begin] = { ...replaced, name: 'JUMP', label: '', constant: null }
  targets[begin] = top
}

/** Whether the jumps at `guard` and `last` ask for the same: the second is turned round when it jumps itself. */
function isSecondTest(program: Program, guard: number, last: number, at: number): boolean {
  const name = nameAt(program, last)
  const asked = last === at ? OPPOSITE.get(name) : name
  const isBranch = name.startsWith('BRANCH_') && nameAt(program, guard) === asked
  return isBranch && (program.targets[guard] ?? -1) > guard
}

const OPPOSITE: ReadonlyMap<string, string> = new Map([
  ['BRANCH_TRUE', 'BRANCH_FALSE'],
  ['BRANCH_FALSE', 'BRANCH_TRUE'],
  ['BRANCH_NONE', 'BRANCH_NOT_NONE'],
  ['BRANCH_NOT_NONE', 'BRANCH_NONE'],
])

const MAX_TEST = 400 // operations in one test of a `while`

/** How many operations before the two last ones are the same, from where a statement begins. */
function commonLength(program: Program, guard: number, last: number): number {
  let [one, other] = [guard, last]
  let [length, whole] = [0, 0]
  while (length < MAX_TEST) {
    const before = aliveBefore(program, one)
    const beforeOther = aliveBefore(program, other)
    if (isBoundary(program, before) && isBoundary(program, beforeOther)) whole = length
    if (before < 0 || beforeOther <= guard) break
    const [first, second] = [program.ops[before], program.ops[beforeOther]]
    if (first === undefined || second === undefined || !isSame(first, second)) break
    if (endsStatement(program, before)) break
    one = before
    other = beforeOther
    length++
  }
  return whole
}

function stepBack(program: Program, position: number, count: number): number {
  let at = position
  for (let step = 0; step < count; step++) at = aliveBefore(program, at)
  return at
}

/** Whether two operations do the same, wherever they jump to. */
export function isSame(one: Op, other: Op): boolean {
  if (one.name !== other.name || one.label !== other.label) return false
  return one.target !== null || one.argument === other.argument
}

/** Whether a statement can begin after the operation at `position`. */
function isBoundary(program: Program, position: number): boolean {
  const name = nameAt(program, position)
  if (position < 0 || isEnd(name) || name.startsWith('BRANCH_')) return true
  return endsStatement(program, position)
}

function endsStatement(program: Program, position: number): boolean {
  const name = nameAt(program, position)
  if (isEnd(name) || STATEMENT_ENDS.test(name)) {
    const before = nameAt(program, aliveBefore(program, position))
    return !(name.startsWith('STORE_') && before === 'COPY')
  }
  return false
}

const STATEMENT_ENDS =
  /^(STORE_|DELETE_|POP_TOP|POP_BLOCK|POP_EXCEPT|SETUP_|IMPORT_STAR|END_FINALLY)/

/** Whether something from outside jumps into the middle of `[begin, end]`. */
function isEntered({ targets, dead }: Program, begin: number, end: number): boolean {
  return targets.some(
    (target, from) =>
      target > begin && target <= end && dead[from] === 0 && (from < begin || from > end),
  )
}
