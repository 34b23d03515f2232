import type { Pattern } from '../ast.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import { landing } from '../places.ts'
import { alive, nameAt, type Program } from '../Program.ts'
import { newPart, setForm, toPattern, type Part } from './Part.ts'
import type { Fail, PatternItem, State } from './State.ts'
import { step } from './step.ts'

/** What was read of one `case`. */
export interface ReadCase {
  readonly pattern: Pattern
  /** Positions of its operations. */
  readonly visited: readonly number[]
  /** Position after the pattern. */
  readonly end: number
  /** Where control goes when the pattern does not match; null when it always does. */
  readonly next: number | null
  readonly keepsOnMatch: boolean
  readonly keepsOnFail: boolean
}

/** Reads the pattern that begins at `start`, where what it looks at is on top of the stack. Throws `NotUnderstood`. */
export function readCase(program: Program, start: number, budget: { steps: number }): ReadCase {
  const root = newPart()
  const state: State = { program, budget, at: start, stack: [root], ...nothingRead() }
  const guard = readToGuard(state)
  const isGuarded = guard !== null
  const read = guard ?? { at: state.at, fails: state.fails.length, visited: state.visited.length }
  const fails = state.fails.slice(0, read.fails)
  const visited = state.visited.slice(0, read.visited)
  const isKept = isGuarded || isKeptBy(program, fails)
  return {
    pattern: toPattern(root),
    visited,
    end: read.at,
    next: nextOf(program, fails, isKept),
    keepsOnMatch: isGuarded,
    keepsOnFail: isKept,
  }
}

function nothingRead(): Pick<State, 'fails' | 'visited' | 'changes'> {
  return { fails: [], visited: [], changes: 0 }
}

function nextOf(program: Program, fails: readonly Fail[], isKept: boolean): number | null {
  const dropped = isKept ? 1 : 0
  const places = fails.map(({ target, depth }) => popped(program, target, depth - dropped))
  const [next = null] = places
  if (places.some((place) => place !== next && !isSameEnd(program, place, next ?? 0)))
    throw new NotUnderstood('a pattern fails in more than one way')
  const back = fails.find(({ target }) => next !== null && next < target)
  return back?.depth === dropped ? back.target : next
}

interface Guard {
  readonly at: number
  readonly fails: number
  readonly visited: number
  readonly changes: number
}

/** Goes on until nothing is left on the stack; the place of a guard when what comes is no pattern. */
function readToGuard(state: State): Guard | null {
  let guard: Guard | null = null
  try {
    while (state.stack.length > 0) {
      if (isOr(state)) continue
      step(state)
      const isBase = state.stack.length === 1 && nameAt(state.program, state.at) !== 'POP_TOP'
      if (isBase) guard = placeOf(state)
    }
    return null
  } catch (error) {
    if (!(error instanceof NotUnderstood) || guard?.changes !== state.changes) throw error
    return guard
  }
}

function placeOf({ at, fails, visited, changes }: State): Guard {
  return { at, fails: fails.length, visited: visited.length, changes }
}

/** Reads `a | b` when it begins here. */
function isOr(state: State): boolean {
  const { program, stack, at } = state
  if (nameAt(program, at) !== 'COPY' || program.ops[at]?.argument !== 1) return false
  const subject = stack.at(-1)
  if (subject?.kind !== 'part') return false
  const read = alternatives(state, subject)
  if (read === null) return false
  setForm(subject, { kind: 'or', parts: read.parts })
  state.changes++
  state.at = read.end
  state.stack.push(...read.captures)
  state.fails.push(...read.fails)
  state.visited.push(...read.visited)
  return true
}

interface Alternatives {
  readonly parts: readonly Part[]
  readonly captures: readonly PatternItem[]
  readonly fails: readonly Fail[]
  readonly visited: readonly number[]
  readonly end: number
}

interface Alternative {
  readonly part: Part
  readonly captures: readonly Part[]
  readonly fails: readonly Fail[]
  readonly visited: readonly number[]
  readonly end: number
}

const MAX_ALTERNATIVES = 500

function alternatives(state: State, subject: Part): Alternatives | null {
  const found: Alternative[] = []
  const height = state.stack.length
  for (let at = state.at; found.length < MAX_ALTERNATIVES;) {
    const one = alternative(state, subject, at, found[0]?.end ?? null)
    if (one === null) return null
    found.push(one)
    const after = nextAlternative(state.program, one.fails, height)
    if (after === null) return merged(found, [])
    if (nameAt(state.program, after) !== 'COPY') {
      return merged(found, [{ target: after, depth: height }])
    }
    at = after
  }
  return null
}

function nextAlternative(program: Program, fails: readonly Fail[], height: number): number | null {
  const places = fails.map(({ target, depth }) => popped(program, target, depth - height))
  const [next = null] = places
  if (places.some((place) => place !== next))
    throw new NotUnderstood('a pattern fails in more than one way')
  return next
}

function merged(found: readonly Alternative[], fails: readonly Fail[]): Alternatives | null {
  const [first, ...others] = found
  if (first === undefined || others.length === 0) return null
  const isSame = others.every(
    ({ captures, end }) => captures.length === first.captures.length && end === first.end,
  )
  if (!isSame) return null
  const captures = first.captures.map((_, at): PatternItem => {
    const parts = found.flatMap((one) => one.captures[at] ?? [])
    return { kind: 'captures', parts }
  })
  const visited = found.flatMap((one) => one.visited)
  return { parts: found.map(({ part }) => part), captures, fails, visited, end: first.end }
}

/** One alternative: what comes before the jump to where all of them meet. */
function alternative(
  { program, budget, stack }: State,
  subject: Part,
  start: number,
  end: number | null,
): Alternative | null {
  const part = newPart()
  const inner: State = {
    program,
    budget,
    at: alive(program, start + 1),
    stack: [...stack, part],
    ...nothingRead(),
  }
  inner.visited.push(start)
  const height = stack.length
  try {
    while (nameAt(program, inner.at) !== 'JUMP' && inner.at !== end) {
      if (inner.stack.length <= height || inner.stack[height - 1] !== subject) return null
      if (!isOr(inner)) step(inner)
    }
  } catch (error) {
    if (error instanceof NotUnderstood) return null
    throw error
  }
  const captures = inner.stack.slice(height).flatMap(partsIn)
  if (captures.length !== inner.stack.length - height) return null
  const target = inner.at === end ? end : landing(program, inner.at)
  return { part, captures, fails: inner.fails, visited: inner.visited, end: target }
}

function partsIn(item: PatternItem): readonly Part[] {
  return item.kind === 'part' ? [item] : []
}

/** Where a way leads when it has thrown away `count` items. */
function popped(program: Program, start: number, count: number): number {
  let at = landing(program, start)
  for (let left = count; left > 0; left--) {
    if (nameAt(program, at) !== 'POP_TOP')
      throw new NotUnderstood('a pattern that fails leaves something behind')
    at = landing(program, at + 1)
  }
  return at
}

/** Whether the next case looks at the same thing: what failed leaves it on the stack. */
function isKeptBy(program: Program, fails: readonly Fail[]): boolean {
  const [first] = fails
  if (first === undefined || fails.some(({ depth }) => depth === 0)) return false
  return nameAt(program, popped(program, first.target, first.depth - 1)) !== 'POP_TOP'
}

const MAX_END = 6 // operations of an end that the compiler copies

/** Whether the same is done at both places, until the function ends. */
function isSameEnd(program: Program, first: number, second: number): boolean {
  let [one, other] = [first, second]
  for (let count = 0; count < MAX_END; count++) {
    const [ours, theirs] = [program.ops[one], program.ops[other]]
    if (ours === undefined || theirs === undefined) return false
    if (ours.name !== theirs.name || ours.argument !== theirs.argument) return false
    if (ours.label !== theirs.label || ours.target !== null) return false
    if (ours.name === 'RETURN_VALUE') return true
    one = landing(program, one + 1)
    other = landing(program, other + 1)
  }
  return false
}
