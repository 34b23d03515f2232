import type { Code } from '../Code.ts'
import { lineStarts } from '../lineStarts.ts'
import type { Reading } from '../Reading.ts'
import type { Version } from '../versions/Version.ts'
import type { Op } from './Op.ts'
import { toOps } from './toOps.ts'

/**
 * The operations of a code object with what is found out about them before they are put in blocks. What stands
 * for one construct of the language is rewritten in place; positions count in `ops`.
 */
export interface Program {
  readonly code: Code
  readonly version: Version
  /** As they were; rewriting replaces items. */
  readonly ops: Op[]
  /** Where each can jump to; -1 when it does not jump. */
  readonly targets: Int32Array
  /** 1: taken out, since something else says what it did. */
  readonly dead: Uint8Array
  /** 1: the compiler left a NOP before it, in whose place a statement stood. */
  readonly afterNop: Uint8Array
  /** The innermost region that protects each. */
  readonly contexts: (Context | null)[]
  /** Where handlers of `finally`, `with` and names end, by the position where they begin (up to 3.8). */
  readonly ends: Map<number, number>
  /** What follows the innermost loop around each operation, by its position (up to 3.7). */
  readonly loopEnds: Map<number, number>
}

/** A region of operations whose exceptions go to one handler. */
export interface Context {
  readonly kind: ContextKind
  /** Position of the first operation of the handler. */
  readonly handler: number
  /** Items of the stack that the handler finds below the exception. */
  readonly depth: number
  /** Whether the offset of the failing instruction stands below the exception. */
  readonly lasti: boolean
  readonly parent: Context | null
}

/**
 * `except`, `finally`, `with`: as written. `cleanup`: what ends a handler that fails. `unbind`: what deletes the
 * name of `except … as name`. `loop`: SETUP_LOOP of versions up to 3.7. `hidden`: of the compiler's own.
 */
export type ContextKind = 'except' | 'finally' | 'with' | 'cleanup' | 'unbind' | 'loop' | 'hidden'

/** Reads the operations of a code object. Contexts are empty yet. */
export function toProgram(reading: Reading): Program {
  const ops = [...toOps(reading)]
  return {
    code: reading.code,
    version: reading.version,
    ops,
    targets: targetsOf(ops, reading.code.bytes.length),
    dead: new Uint8Array(ops.length),
    afterNop: afterNops(reading, ops),
    contexts: ops.map(() => null),
    ends: new Map(),
    loopEnds: new Map(),
  }
}

/** A NOP on a line that no operation before it has; others only carry a line over. */
function afterNops(reading: Reading, ops: readonly Op[]): Uint8Array {
  const starts = lineStarts(reading.code, reading.version)
  const places = new Set<number>()
  const lines = new Set<number>()
  let line: number | null = null
  reading.raw.forEach(({ opcode, index }, at) => {
    line = starts.get(index) ?? line
    const isNew = line !== null && !lines.has(line)
    if (opcode.name === 'NOP' && isNew) places.add(reading.raw[at + 1]?.index ?? -1)
    if (opcode.name !== 'NOP' && line !== null) lines.add(line)
  })
  const marks = new Uint8Array(ops.length)
  ops.forEach(({ index }, at) => {
    if (places.has(index)) marks[at] = 1
  })
  return marks
}

/** The first position at or after each offset of `co_code`. */
export function positionsOf(ops: readonly Op[], size: number): Int32Array {
  const positions = new Int32Array(size + 1).fill(ops.length)
  let next = ops.length
  for (let index = size, at = ops.length - 1; index >= 0; index--) {
    while (at >= 0 && (ops[at]?.index ?? 0) >= index) next = at--
    positions[index] = next
  }
  return positions
}

function targetsOf(ops: readonly Op[], size: number): Int32Array {
  const positions = positionsOf(ops, size)
  const targets = new Int32Array(ops.length).fill(NO_TARGET)
  ops.forEach(({ target }, at) => {
    if (target === null) return
    const isOutside = target < 0 || target > size
    targets[at] = isOutside ? ops.length : (positions[target] ?? ops.length)
  })
  return targets
}

export const NO_TARGET = -1

/** The first operation at or after `position` that was not taken out. */
export function alive({ dead }: Program, position: number): number {
  let at = position
  while (at < dead.length && dead[at] === 1) at++
  return at
}

/** The last operation before `position` that was not taken out; -1 when there is none. */
export function aliveBefore({ dead }: Program, position: number): number {
  let at = position - 1
  while (at >= 0 && dead[at] === 1) at--
  return at
}

/** Takes out the operations of `[start, end)`. */
export function kill({ dead }: Program, start: number, end = start + 1): void {
  dead.fill(1, start, end)
}

/** Puts another operation, without an argument, in the place of the one at `at`. */
export function rename(
  { ops, targets }: Program,
  at: number,
  name: string,
  target = NO_TARGET,
): void {
  const op = ops[at]
  if (op === undefined) return
  ops[at] = { ...op, name, argument: 0, label: '', constant: null }
  targets[at] = target
}

/** The name of the operation at `position`; '' past the end. */
export function nameAt({ ops }: Program, position: number): string {
  return ops[position]?.name ?? ''
}

/** Whether control never goes on to the next operation. */
export function isEnd(name: string): boolean {
  return ENDS.has(name)
}

const ENDS = new Set([
  'JUMP',
  'RETURN_VALUE',
  'RAISE_VARARGS',
  'RERAISE',
  'END',
  'END_FINALLY',
  'BREAK_LOOP',
])

/** Whether `context` is `outer` or lies inside it. */
export function isWithin(context: Context | null, outer: Context | null): boolean {
  if (outer === null) return true
  for (let at = context; at !== null; at = at.parent) if (at === outer) return true
  return false
}
