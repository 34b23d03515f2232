import { readExceptionTable } from '../exceptionTable.ts'
import { alive, aliveBefore, isEnd, kill, nameAt, positionsOf, type Program } from './Program.ts'

/** Puts one operation where the compiler writes several: entering a `with` (3.14 and later), the next of `async for`. */
export function rewriteSpecial(program: Program): void {
  for (let at = 0; at < program.ops.length; at++) {
    const name = nameAt(program, at)
    if (name === 'LOAD_SPECIAL') rewriteEnter(program, at)
    if (name === 'CLEANUP_THROW') takeOutThrow(program, at)
  }
  const ends = endsOf(program)
  for (const [at, end] of ends) rewriteNext(program, at, end)
}

/** `CLEANUP_THROW; JUMP`: where an exception goes that is thrown into a coroutine that waits (3.12 and later). */
function takeOutThrow(program: Program, at: number): void {
  const jump = alive(program, at + 1)
  if (!isEnd(nameAt(program, aliveBefore(program, at))) || nameAt(program, jump) !== 'JUMP') return
  kill(program, at)
  kill(program, jump)
}

const ENTER = 'COPY LOAD_SPECIAL SWAP SWAP LOAD_SPECIAL CALL'
const EXITS: ReadonlyMap<number, string> = new Map([
  [1, 'BEFORE_WITH'], // __exit__ (SPECIAL___EXIT__, Include/internal/pycore_ceval.h)
  [3, 'BEFORE_ASYNC_WITH'], // __aexit__
])

/** `COPY; LOAD_SPECIAL __exit__; SWAP; SWAP; LOAD_SPECIAL __enter__; CALL` is one BEFORE_WITH. */
function rewriteEnter(program: Program, start: number): void {
  const { ops } = program
  const name = EXITS.get(ops[start]?.argument ?? 0)
  const places = [aliveBefore(program, start), start]
  while (places.length < 6) places.push(alive(program, (places.at(-1) ?? start) + 1))
  const last = places.at(-1) ?? start
  const op = ops[last]
  const names = places.map((at) => nameAt(program, at)).join(' ')
  if (name === undefined || op === undefined || names !== ENTER) return
  for (const at of places) kill(program, at)
  program.dead[last] = 0
  ops[last] = { ...op, name }
}

/** Where each GET_ANEXT goes when there is no next: to its END_ASYNC_FOR. */
function endsOf(program: Program): ReadonlyMap<number, number> {
  return program.version.layout === '3.11' ? endsInTable(program) : endsInBlocks(program)
}

function endsInTable(program: Program): ReadonlyMap<number, number> {
  const { ops, code } = program
  const found = new Map<number, number>()
  const positions = positionsOf(ops, code.bytes.length)
  const place = (index: number) => positions[Math.min(index, code.bytes.length)] ?? ops.length
  for (const { start, end, target } of readExceptionTable(code.exceptionTable)) {
    const handler = place(target)
    if (nameAt(program, handler) !== 'END_ASYNC_FOR') continue
    for (let at = place(start); at < place(end); at++)
      if (nameAt(program, at) === 'GET_ANEXT') found.set(at, handler)
  }
  return found
}

function endsInBlocks(program: Program): ReadonlyMap<number, number> {
  const found = new Map<number, number>()
  for (let at = 0; at < program.ops.length; at++) {
    const handler = program.targets[at] ?? 0
    const next = alive(program, at + 1)
    if (nameAt(program, at) !== 'SETUP_FINALLY' || nameAt(program, next) !== 'GET_ANEXT') continue
    if (nameAt(program, handler) !== 'END_ASYNC_FOR') continue
    found.set(next, handler)
    kill(program, at)
  }
  return found
}

/** `GET_ANEXT; LOAD_CONST None; YIELD_FROM` is one FOR_ITER that waits. */
function rewriteNext(program: Program, at: number, end: number): void {
  const { ops, targets } = program
  const op = ops[at]
  const none = alive(program, at + 1)
  const yielding = alive(program, none + 1)
  if (op === undefined || nameAt(program, none) !== 'LOAD_CONST') return
  if (nameAt(program, yielding) !== 'YIELD_FROM') return
  kill(program, none)
  kill(program, yielding)
  kill(program, end)
  const after = alive(program, yielding + 1)
  if (nameAt(program, after) === 'POP_BLOCK') kill(program, after)
  ops[at] = { ...op, name: 'FOR_ITER', label: ASYNC }
  targets[at] = end
}

/** The label of the FOR_ITER that `async for` comes to. */
export const ASYNC = 'async'
