import type { Fault } from '../../model/Listing.ts'
import { numberOf } from './Code.ts'
import { readExceptionTable, type ExceptionEntry } from './exceptionTable.ts'
import { jumpTarget, type RawInstruction } from './instructions.ts'
import { stackEffect } from './versions/OpcodeTable.ts'
import type { Reading } from './Reading.ts'

/**
 * From 3.11 on, where handlers stand in a table: whether every instruction can be reached, the stack never
 * runs empty, and has the same depth wherever ways meet. The compiler drops what is never reached, but for
 * handlers of a `try` that it emptied.
 */
export function* flowViolations(reading: Reading): Generator<Fault> {
  const { code, raw, version } = reading
  if (version.layout !== '3.11') return
  const { depths, uneven } = followStack(reading)
  const limit = numberOf(code, 'stacksize')
  for (let at = 0; at < raw.length; at++) {
    const instruction = raw[at]
    if (instruction === undefined) return
    const { index, opcode, length } = instruction
    const depth = depths[at] ?? NOT_REACHED
    const told = (before: string, after = ''): Fault => ({
      message: `${before} ${opcode.name} at ${index} in ${code.name}${after}`,
      offset: code.at + index,
      length,
    })
    if (depth === NOT_REACHED) {
      const end = endOfGap(depths, at)
      if (!raw.slice(at, end).some(isOfHandler)) yield told('nothing leads to')
      at = end - 1
    } else if (uneven.has(at)) yield told('the ways that lead to', ' leave different stacks')
    else if (depth + effectOf(instruction) < 0 || depth > limit + SLACK)
      yield told(`the stack holds ${depth} of ${limit} items before`)
  }
}

const NOT_REACHED = -1
const SLACK = 1 // what dis.stack_effect and the compiler count differs by one in class bodies

function endOfGap(depths: Int32Array, start: number): number {
  let end = start
  while (end < depths.length && depths[end] === NOT_REACHED) end++
  return end
}

function isOfHandler({ opcode: { name } }: RawInstruction): boolean {
  return name === 'PUSH_EXC_INFO' || name === 'RERAISE' || name === 'LIST_APPEND'
}

const ENDS =
  /^(RETURN_VALUE|RETURN_CONST|RAISE_VARARGS|RERAISE|JUMP_FORWARD|JUMP_BACKWARD|JUMP_BACKWARD_NO_INTERRUPT)$/

interface Flow {
  /** Items on the stack before each instruction. */
  readonly depths: Int32Array
  /** Instructions that are reached with more than one depth. */
  readonly uneven: ReadonlySet<number>
}

function followStack(reading: Reading): Flow {
  const { code, raw } = reading
  const tables = {
    places: placesOf(raw, code.bytes.length),
    handlers: handlersOf(readExceptionTable(code.exceptionTable), raw),
  }
  const depths = new Int32Array(raw.length).fill(NOT_REACHED)
  const uneven = new Set<number>()
  const waiting: number[] = [0, 0] // an instruction, and the items on the stack when it is reached
  while (waiting.length > 0) {
    const depth = waiting.pop() ?? 0
    const at = waiting.pop() ?? 0
    const known = depths[at]
    if (known === undefined) continue // out of the code, which is told elsewhere
    if (known !== NOT_REACHED && known !== depth) uneven.add(at)
    if (known !== NOT_REACHED) continue
    depths[at] = depth
    addWays(waiting, { at, depth }, reading, tables)
  }
  return { depths, uneven }
}

interface Tables {
  readonly places: Int32Array
  readonly handlers: readonly (ExceptionEntry | undefined)[]
}

/** Adds where control can go from an instruction: on, to where it jumps, to its handler. */
function addWays(
  waiting: number[],
  { at, depth }: { readonly at: number; readonly depth: number },
  { raw, version }: Reading,
  { places, handlers }: Tables,
): void {
  const instruction = raw[at]
  if (instruction === undefined) return
  const { opcode, argument } = instruction
  const handler = handlers[at]
  if (handler !== undefined)
    waiting.push(places[handler.target] ?? -1, handler.depth + (handler.lasti ? 2 : 1))
  const target = opcode.name === 'END_ASYNC_FOR' ? null : jumpTarget(instruction, version)
  const jumped = depth + stackEffect(opcode.jumpEffect, argument ?? 0)
  if (target !== null) waiting.push(places[target] ?? -1, Math.max(jumped, 0))
  if (!ENDS.test(opcode.name)) waiting.push(at + 1, Math.max(depth + effectOf(instruction), 0))
}

/** Which instruction begins at each offset; -1 where none does. */
function placesOf(raw: readonly RawInstruction[], size: number): Int32Array {
  const places = new Int32Array(size).fill(-1)
  raw.forEach(({ index }, at) => {
    places[index] = at
  })
  return places
}

function effectOf({ opcode, argument }: RawInstruction): number {
  if (opcode.name === 'RETURN_GENERATOR') return 1 // stack_effect says 0 before 3.13
  return stackEffect(opcode.effect, argument ?? 0)
}

/** The handler of each instruction; ranges do not overlap. */
function handlersOf(
  entries: readonly ExceptionEntry[],
  raw: readonly RawInstruction[],
): readonly (ExceptionEntry | undefined)[] {
  const sorted = entries.toSorted((first, second) => first.start - second.start)
  let at = 0
  return raw.map(({ index }) => {
    while ((sorted[at]?.end ?? Number.POSITIVE_INFINITY) <= index) at++
    const entry = sorted[at]
    return entry !== undefined && entry.start <= index ? entry : undefined
  })
}
