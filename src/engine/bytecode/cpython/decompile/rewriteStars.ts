import { following, landing, namesAt, stepOn } from './places.ts'
import { alive, aliveBefore, kill, nameAt, type Program } from './Program.ts'

/** The label of the PUSH_EXC_INFO that the handlers of `except*` begin with. */
export const STAR = 'star'

/**
 * Makes the handlers of `except*` look like those of `except` (3.11 and later): each goes on with the next one, and
 * what was not handled is raised again at the end.
 */
export function rewriteStars(program: Program): void {
  for (let at = 0; at < program.ops.length; at++)
    if (PREPARES.test(nameAt(program, at))) joinEnds(program, at)
  for (let at = 0; at < program.ops.length; at++)
    if (nameAt(program, at) === 'PUSH_EXC_INFO') rewriteFrom(program, at)
}

const PREPARES = /^(CALL_INTRINSIC_2|PREP_RERAISE_STAR)$/

/** From 3.13 on the LIST_APPEND before the end is copied to all ways that lead there. */
function joinEnds(program: Program, end: number): void {
  const own = aliveBefore(program, end)
  if (nameAt(program, own) !== 'LIST_APPEND') return
  for (let at = 0; at < own; at++) {
    const jump = alive(program, at + 1)
    if (nameAt(program, at) !== 'LIST_APPEND' || program.ops[at]?.argument !== 1) continue
    if (nameAt(program, jump) !== 'JUMP' || landing(program, jump) !== end) continue
    kill(program, at)
    program.targets[jump] = own
  }
}

const BEGIN = /^PUSH_EXC_INFO (BUILD_LIST COPY|COPY BUILD_LIST SWAP)\b/
const END =
  /^LIST_APPEND (CALL_INTRINSIC_2|PREP_RERAISE_STAR) COPY BRANCH_NOT_NONE POP_TOP POP_EXCEPT$/

function rewriteFrom(program: Program, start: number): void {
  const begin = beginOf(program, start)
  if (begin === null) return
  const tests = testsFrom(program, begin.next)
  const last = following(program, tests.at(-1)?.next ?? start, 6)
  if (tests.length === 0 || !END.test(namesAt(program, last))) return
  const [append = 0] = last
  const end = last.at(-1) ?? append
  for (const place of [...begin.added, ...last.slice(1, -1)]) kill(program, place)
  rename(program, append, 'RERAISE')
  rename(program, start, 'PUSH_EXC_INFO', STAR)
  for (const test of tests) rewriteTest(program, test, end)
}

/** What makes the list of exceptions that are not handled, and what comes after. */
function beginOf(
  program: Program,
  start: number,
): { readonly added: readonly number[]; readonly next: number } | null {
  const places = following(program, start, 5)
  const begin = BEGIN.exec(namesAt(program, places))?.[1]
  if (begin === undefined) return null
  const count = begin.split(' ').length
  return { added: places.slice(1, 1 + count), next: places[1 + count] ?? start }
}

interface Test {
  readonly check: number
  readonly branch: number
  /** Where the next handler begins, or the end of all. */
  readonly next: number
}

const MAX_HANDLERS = 1_000

function testsFrom(program: Program, start: number): readonly Test[] {
  const tests: Test[] = []
  for (let at = start; tests.length < MAX_HANDLERS;) {
    while (LOADS.test(nameAt(program, at))) at = alive(program, at + 1)
    const [check = 0, , branch = 0] = following(program, at, 3)
    const names = namesAt(program, following(program, at, 3))
    const missed = program.targets[branch] ?? 0
    if (names !== 'CHECK_EG_MATCH COPY BRANCH_NONE' || missed <= branch) return tests
    if (nameAt(program, missed) !== 'POP_TOP') return tests
    const next = alive(program, missed + 1)
    tests.push({ check, branch, next })
    at = next
  }
  return tests
}

/** What the type of an exception is computed with. */
const LOADS = /^(LOAD_\w+|BUILD_TUPLE|PUSH_NULL|CALL|BINARY_SUBSCR|BINARY|COMPARE)$/

function rewriteTest(program: Program, { check, branch, next }: Test, end: number): void {
  const { targets } = program
  const missed = targets[branch] ?? 0
  rename(program, check, 'CHECK_EXC_MATCH')
  kill(program, alive(program, check + 1))
  rename(program, branch, 'BRANCH_FALSE')
  kill(program, missed)
  takeOutForgetting(program, stepOn(program, branch, 1))
  for (let at = branch + 1; at < missed; at++) {
    if (nameAt(program, at) === 'LIST_APPEND' && program.ops[at]?.argument === 3)
      takeOutCleanup(program, at, next)
    else if (nameAt(program, at) === 'JUMP' && landing(program, at) === next) targets[at] = end
  }
}

/** An empty handler only forgets the name that it gave: nothing there can fail, so that no region shows it. */
function takeOutForgetting(program: Program, at: number): void {
  const places = following(program, at, 5)
  if (!/^(STORE_\w+) LOAD_CONST \1 DELETE_\w+ JUMP$/.test(namesAt(program, places))) return
  const names = new Set(places.slice(0, 4).map((place) => program.ops[place]?.label))
  const none = program.ops[places[1] ?? at]?.constant
  names.delete('') // of the constant
  if (names.size !== 1 || none?.kind !== 'none') return
  for (const place of places.slice(1, 4)) kill(program, place)
}

/** An exception in a handler is noted with the others, and the next handler goes on. */
function takeOutCleanup(program: Program, at: number, next: number): void {
  const [, pop = 0, jump = 0] = following(program, at, 3)
  if (nameAt(program, pop) !== 'POP_TOP' || landing(program, jump) !== next) return
  if (nameAt(program, jump) === 'JUMP') kill(program, jump)
  kill(program, pop)
  rename(program, at, 'RERAISE')
}

function rename(program: Program, at: number, name: string, label = ''): void {
  const op = program.ops[at]
  if (op !== undefined) program.ops[at] = { ...op, name, label }
}
