import type { MarshalValue } from '../../../encodings/marshal/Marshal.ts'
import { begins, following, landing, stepOn } from './places.ts'
import { alive, isEnd, kill, nameAt, type Program } from './Program.ts'
import { isSame } from './rewriteLoops.ts'

/**
 * From 3.14 on `any(… for …)`, `all(…)` and `tuple(…)` are written twice: as a loop, for when the name still means
 * the builtin, and as the call. Takes out the loop where it is proven to do the same.
 */
export function rewriteShortcuts(program: Program): void {
  for (let at = 0; at < program.ops.length; at++) if (isShortcut(program, at)) takeOut(program, at)
}

const QUESTION = 'COPY LOAD_COMMON COMPARE BRANCH_FALSE POP_TOP'

function isShortcut(program: Program, start: number): boolean {
  const { ops, targets } = program
  if (nameAt(program, start) !== 'COPY' || !begins(program, start, QUESTION)) return false
  const common = ops[stepOn(program, start, 1)]
  const compare = ops[stepOn(program, start, 2)]
  const call = targets[stepOn(program, start, 3)]
  if (ops[start]?.argument !== 1 || compare?.label !== 'is') return false
  if (common === undefined || call === undefined || call <= start) return false
  const first = stepOn(program, start, 5)
  return isLoopOfCall(program, { name: nameIn(common.label), first, call: alive(program, call) })
}

/** The table of versions has what `dis` prints: `<built-in function any>`. */
function nameIn(label: string): string {
  return /^<built-in function (\w+)>$/.exec(label)?.[1] ?? label
}

interface Ways {
  /** `any`, `all` or `tuple`. */
  readonly name: string
  /** Where the loop begins, after the question whether the name means the builtin. */
  readonly first: number
  /** Where the call begins. */
  readonly call: number
}

const MAX_ITERABLE = 1_000 // operations that make what a generator expression goes through

/** Whether both make the same generator, and then go on in the same way. */
function isLoopOfCall(program: Program, { name, first, call }: Ways): boolean {
  if (nameAt(program, call) !== 'PUSH_NULL') return false
  const begin = name === 'tuple' ? afterList(program, first) : first
  const loop = afterIterable(program, begin, alive(program, call + 1))
  if (loop === null) return false
  const ends = endsOf(program, loop.ours, name)
  return ends !== null && ends.every((end) => isSameWay(program, end, loop.next))
}

/** Where the loop begins, and what comes after the call, when both make the same iterable before. */
function afterIterable(
  program: Program,
  one: number,
  other: number,
): { readonly ours: number; readonly next: number } | null {
  const { ops } = program
  let [ours, theirs] = [one, other]
  for (let count = 0; count < MAX_ITERABLE && nameAt(program, ours) !== 'FOR_ITER'; count++) {
    const [first, second] = [ops[ours], ops[theirs]]
    if (first === undefined || second === undefined || first.target !== null) return null
    if (!isSame(first, second)) return null
    ours = alive(program, ours + 1)
    theirs = alive(program, theirs + 1)
  }
  const isCall = nameAt(program, theirs) === 'CALL' && ops[theirs]?.argument === 1
  return isCall ? { ours, next: alive(program, theirs + 1) } : null
}

/** `tuple` fills a list. */
function afterList(program: Program, first: number): number {
  const isList = nameAt(program, first) === 'BUILD_LIST' && program.ops[first]?.argument === 0
  return isList ? alive(program, first + 1) : first
}

/** Where the loop goes on with what the call would give; null when it is another loop. */
function endsOf(program: Program, loop: number, name: string): readonly number[] | null {
  return name === 'tuple' ? endsOfTuple(program, loop) : endsOfTest(program, loop, name)
}

const LIST_TO_TUPLE = 6 // INTRINSIC_LIST_TO_TUPLE

function endsOfTuple(program: Program, loop: number): readonly number[] | null {
  const { ops, targets } = program
  const end = targets[loop]
  if (!isBackTo(program, loop, 'FOR_ITER LIST_APPEND JUMP')) return null
  if (end === undefined || !begins(program, end, 'END_FOR POP_ITER CALL_INTRINSIC_1')) return null
  if (ops[stepOn(program, loop, 1)]?.argument !== 2) return null
  const isTuple = ops[stepOn(program, end, 2)]?.argument === LIST_TO_TUPLE
  return isTuple ? [stepOn(program, end, 3)] : null
}

/** `any` ends with True at the first that holds, `all` with False at the first that does not. */
function endsOfTest(program: Program, loop: number, name: string): readonly number[] | null {
  if (name !== 'any' && name !== 'all') return null
  const isAny = name === 'any'
  const { targets } = program
  const branch = stepOn(program, loop, 1)
  if (!isBackTo(program, loop, `FOR_ITER BRANCH_${isAny ? 'TRUE' : 'FALSE'} JUMP`)) return null
  const hit = afterBoolean(program, targets[branch], { before: 'POP_ITER', value: isAny })
  const end = afterBoolean(program, targets[loop], { before: 'END_FOR POP_ITER', value: !isAny })
  return hit === null || end === null ? null : [hit, end]
}

/** Whether a loop is these operations and goes back to the first. */
function isBackTo(program: Program, loop: number, names: string): boolean {
  return begins(program, loop, names) && program.targets[stepOn(program, loop, 2)] === loop
}

/** What comes after `before; LOAD_CONST value`; null when something else is there. */
function afterBoolean(
  program: Program,
  start: number | undefined,
  { before, value }: { readonly before: string; readonly value: boolean },
): number | null {
  const names = `${before} LOAD_CONST`
  const places = following(program, start ?? 0, names.split(' ').length + 1)
  const constant = program.ops[places.at(-2) ?? 0]?.constant
  if (!begins(program, start, names) || !isBoolean(constant, value)) return null
  return places.at(-1) ?? null
}

function isBoolean(value: MarshalValue | null | undefined, wanted: boolean): boolean {
  return value?.kind === 'boolean' && value.value === wanted
}

const MAX_WAY = 200 // operations of an end that the compiler copies

/** Whether the same is done from both places on: they meet, or do the same until the code ends. */
function isSameWay(program: Program, first: number, second: number): boolean {
  let [one, other] = [landing(program, first), landing(program, second)]
  for (let count = 0; count < MAX_WAY; count++) {
    if (one === other) return true
    const [ours, theirs] = [program.ops[one], program.ops[other]]
    if (ours === undefined || theirs === undefined || !isSame(ours, theirs)) return false
    if (ours.target !== null && !areSameTargets(program, one, other)) return false
    if (isEnd(ours.name)) return true
    one = landing(program, one + 1)
    other = landing(program, other + 1)
  }
  return false
}

function areSameTargets({ targets, ops }: Program, one: number, other: number): boolean {
  return targets[one] === targets[other] && (targets[one] ?? ops.length) < ops.length
}

function takeOut(program: Program, start: number): void {
  const places = following(program, start, 4)
  const branch = places.at(-1) ?? start
  const op = program.ops[branch]
  for (const at of places.slice(0, -1)) kill(program, at)
  if (op !== undefined) program.ops[branch] = { ...op, name: 'JUMP' }
}
