import { NotUnderstood } from './NotUnderstood.ts'
import { alive, aliveBefore, kill, nameAt, rename } from './Program.ts'
import type { ContextKind, Program } from './Program.ts'

/** What the region is that the operation at `at` sets up (versions up to 3.8). */
export function kindOf(program: Program, at: number): ContextKind {
  const name = nameAt(program, at)
  const handler = alive(program, program.targets[at] ?? 0)
  const first = nameAt(program, handler)
  if (name.endsWith('WITH')) return 'with'
  if (first === 'END_ASYNC_FOR' || isStopTest(program, at, handler)) return 'hidden'
  if (name === 'SETUP_EXCEPT') return 'except'
  if (program.version.id === '3.8' && (first === 'COPY' || first === 'POP_TOP')) return 'except'
  return isUnbinding(program, at, handler) ? 'unbind' : 'finally'
}

function names(program: Program, start: number, count: number): string {
  return places(program, start, count)
    .map((place) => nameAt(program, place))
    .join(' ')
}

function places(program: Program, start: number, count: number): readonly number[] {
  const found: number[] = []
  for (let at = alive(program, start); found.length < count; at = alive(program, at + 1))
    found.push(at)
  return found
}

/** Whether the name that `except … as name` has just given is deleted again. */
function isUnbinding(program: Program, at: number, handler: number): boolean {
  const [load, ...uses] = places(program, handler, 3).map((place) => program.ops[place])
  const pop = aliveBefore(program, at)
  const given = program.ops[aliveBefore(program, pop)]
  if (nameAt(program, pop) !== 'POP_TOP' || given?.name.startsWith('STORE_') !== true) return false
  const expected = `LOAD_CONST ${given.name} ${given.name.replace('STORE', 'DELETE')} END_FINALLY`
  const isSame = uses.every((op) => op?.label === given.label)
  const isNone = load?.constant?.kind === 'none'
  return isSame && isNone && names(program, handler, 4) === expected
}

/** Position of the END_FINALLY after `name = None; del name`. */
export function endOfUnbinding(program: Program, handler: number): number {
  return places(program, handler, 4)[3] ?? handler
}

const EXIT_CALLS: readonly (readonly [names: string, count: number])[] = [
  ['WITH_CLEANUP END_FINALLY', 2],
  ['WITH_CLEANUP_START WITH_CLEANUP_FINISH END_FINALLY', 3],
  ['WITH_CLEANUP_START GET_AWAITABLE LOAD_CONST YIELD_FROM WITH_CLEANUP_FINISH END_FINALLY', 6],
]

/** Takes the call of `__exit__` out of the handler of a `with`. Answers the position of its END_FINALLY. */
export function endOfExitCall(program: Program, handler: number): number {
  const call = EXIT_CALLS.find(([expected, count]) => names(program, handler, count) === expected)
  if (call === undefined) throw new NotUnderstood('the handler of a `with` does more than __exit__')
  const taken = places(program, handler, call[1])
  for (const at of taken.slice(0, -1)) kill(program, at)
  return taken.at(-1) ?? handler
}

const STOP_TEST = 'COPY LOAD_GLOBAL EXCEPTION_MATCH BRANCH_TRUE END_FINALLY'
const STOP_END = 'POP_TOP POP_TOP POP_TOP POP_EXCEPT POP_TOP'

/** `except StopAsyncIteration` of `async for`, up to 3.7. */
function isStopTest(program: Program, at: number, handler: number): boolean {
  const [, , , branch = 0] = places(program, handler, 4)
  return (
    nameAt(program, alive(program, at + 1)) === 'GET_ANEXT' &&
    names(program, handler, 5) === STOP_TEST &&
    names(program, program.targets[branch] ?? 0, 5) === STOP_END
  )
}

/** Brings the end of an `async for` into the form of 3.8. */
export function rewriteAsyncFor(program: Program, handler: number): void {
  if (nameAt(program, handler) === 'END_ASYNC_FOR') return
  const [first = 0, second = 0, third = 0, branch = 0, end = 0] = places(program, handler, 5)
  const last = places(program, program.targets[branch] ?? 0, 5)
  const after = alive(program, (last.at(-1) ?? 0) + 1)
  for (const at of [third, branch, end, ...last]) kill(program, at)
  rename(program, first, 'END_ASYNC_FOR')
  rename(program, second, 'JUMP', after)
}
