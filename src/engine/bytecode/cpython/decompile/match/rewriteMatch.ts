import { NotUnderstood } from '../NotUnderstood.ts'
import { alive, aliveBefore, kill, nameAt, NO_TARGET, type Program } from '../Program.ts'
import { caseOfOp, type MatchHead } from './Case.ts'
import { readCase, type ReadCase } from './readCase.ts'

const MAX_STEPS = 2_000_000 // operations looked at in search of patterns in one code object
const MAX_CASES = 2_000

/** Puts one BRANCH_CASE where the compiler writes the operations of a pattern (3.10 and later). */
export function rewriteMatch(program: Program): void {
  if (!HAS_MATCH.has(program.version.id)) return
  const budget = { steps: MAX_STEPS }
  for (let at = alive(program, 0); at < program.ops.length; at = alive(program, at + 1)) {
    const start = startAt(program, at)
    if (start === null) continue
    const cases = casesFrom(program, start, budget)
    if (cases !== null) replace(program, cases)
  }
}

const HAS_MATCH = new Set(['3.10', '3.11', '3.12', '3.13', '3.14', '3.15'])

/** Where a first pattern can begin: with a copy of what it looks at, or at once when there is only one. */
function startAt(program: Program, at: number): number | null {
  const name = nameAt(program, at)
  if (name === 'COPY') return program.ops[at]?.argument === 1 ? at : null
  if (name === 'MATCH_SEQUENCE' || name === 'MATCH_MAPPING') return at
  if (name !== 'MATCH_CLASS') return null
  let first = aliveBefore(program, aliveBefore(program, at))
  while (nameAt(program, first) === 'LOAD_ATTR') first = aliveBefore(program, first)
  return first
}

interface Placed extends ReadCase {
  readonly start: number
}

/** The cases that follow each other from `start` on; null when that is no `match`. */
function casesFrom(
  program: Program,
  start: number,
  budget: { steps: number },
): readonly Placed[] | null {
  const cases: Placed[] = []
  for (let at: number | null = start; at !== null && cases.length < MAX_CASES;) {
    const read = attempt(program, at, budget)
    if (read === null || (cases.length === 0 && !isSure(read))) return null
    cases.push({ ...read, start: at })
    if (!read.keepsOnFail) return cases
    at = nextCase(program, read)
  }
  return null
}

/** Whether the first pattern can fail: what never does might be no pattern. */
function isSure({ next, keepsOnMatch }: ReadCase): boolean {
  return next !== null || keepsOnMatch
}

function nextCase(program: Program, { next, end }: ReadCase): number | null {
  const at = next ?? afterGuard(program, end)
  return at === null || at <= end ? null : at
}

function attempt(program: Program, at: number, budget: { steps: number }): ReadCase | null {
  try {
    return readCase(program, at, budget)
  } catch (error) {
    if (error instanceof NotUnderstood) return null
    throw error
  }
}

const MAX_GUARD = 200 // operations in one guard

/** Where the guard of a pattern leads that always matches, when it does not hold. */
function afterGuard(program: Program, start: number): number | null {
  let furthest = -1
  for (let at = start, count = 0; count < MAX_GUARD; count++, at = alive(program, at + 1)) {
    if (nameAt(program, at) === 'POP_TOP') break
    if (nameAt(program, at).startsWith('BRANCH_'))
      furthest = Math.max(furthest, program.targets[at] ?? -1)
  }
  return furthest < 0 ? null : alive(program, furthest)
}

function replace(program: Program, cases: readonly Placed[]): void {
  const match: MatchHead = { subject: null }
  for (const [index, read] of cases.entries()) place(program, read, match, index === 0)
}

function place(program: Program, read: Placed, match: MatchHead, isFirst: boolean): void {
  const { ops, targets } = program
  const { start, end, next, pattern, keepsOnMatch, keepsOnFail, visited } = read
  const [, second] = visited
  const op = ops[start]
  if (op === undefined) return
  for (const at of visited) kill(program, at)
  program.dead[start] = 0
  const name = next === null ? 'BIND_CASE' : 'BRANCH_CASE'
  const placed = { ...op, name, label: '', constant: null }
  ops[start] = placed
  targets[start] = next ?? NO_TARGET
  caseOfOp.set(placed, { pattern, match, isFirst, keepsOnMatch, keepsOnFail })
  if (alive(program, start + 1) === end || second === undefined) return
  program.dead[second] = 0
  ops[second] = { ...op, name: 'JUMP', label: '', constant: null }
  targets[second] = end
}
