import type { Opcode, Version } from './versions/Version.ts'

/** One instruction as it stands in `co_code`; EXTENDED_ARG is one of its own, as in `dis`. */
export interface RawInstruction {
  /** Offset in `co_code`. */
  readonly index: number
  readonly opcode: Opcode
  /** With what EXTENDED_ARG adds to it; null when the instruction has none. */
  readonly argument: number | null
  /** What stands in the instruction itself. */
  readonly shortArgument: number
  /** Bytes without caches. */
  readonly size: number
  /** Bytes with caches, as far as the code goes. */
  readonly length: number
}

const INT_OVERFLOW = 2 ** 31 // CPython keeps an argument in a signed 32-bit integer

/** Reads all instructions. The last may be cut off: then its `length` is what is left. */
export function readInstructions(bytes: Uint8Array, version: Version): readonly RawInstruction[] {
  return version.units === 'bytes' ? readBytes(bytes, version) : readWords(bytes, version)
}

/** Where the instruction jumps to in `co_code`; null when it is no jump. May lie outside the code. */
export function jumpTarget(instruction: RawInstruction, version: Version): number | null {
  return targetOf(instruction, instruction.argument, version)
}

/** The targets that `dis` marks. Those of 2.7 and 3.5 forget EXTENDED_ARG. */
export function markedTargets(
  instructions: readonly RawInstruction[],
  version: Version,
): ReadonlySet<number> {
  const targets = new Set<number>()
  for (const instruction of instructions) {
    const { argument, shortArgument } = instruction
    const counted = version.text.shortLabels ? shortArgument : argument
    const target = targetOf(instruction, counted, version)
    if (target !== null) targets.add(target)
  }
  return targets
}

function targetOf(
  { index, opcode, size }: RawInstruction,
  argument: number | null,
  { jumpUnit }: Version,
): number | null {
  if (argument === null) return null
  if (opcode.kind === 'jump-to') return argument * jumpUnit
  if (opcode.kind !== 'jump-by') return null
  const next = index + size + 2 * opcode.caches
  return next + (opcode.goesBack ? -argument : argument) * jumpUnit
}

function readBytes(bytes: Uint8Array, { opcodes }: Version): readonly RawInstruction[] {
  const found: RawInstruction[] = []
  let extended = 0
  for (let index = 0; index < bytes.length;) {
    const opcode = opcodeAt(opcodes, bytes[index])
    const wanted = opcode.kind === 'none' ? 1 : 3
    const size = Math.min(wanted, bytes.length - index)
    const short = (bytes[index + 1] ?? 0) + (bytes[index + 2] ?? 0) * 256
    const argument = wanted === 1 ? null : short + extended
    found.push({ index, opcode, argument, shortArgument: short, size, length: size })
    if (argument !== null) extended = opcode.name === 'EXTENDED_ARG' ? argument * 65_536 : 0
    if (extended >= Number.MAX_SAFE_INTEGER / 65_536) extended = 0
    index += size
  }
  return found
}

function readWords(bytes: Uint8Array, { opcodes }: Version): readonly RawInstruction[] {
  const found: RawInstruction[] = []
  let extended = 0
  for (let index = 0; index < bytes.length;) {
    const opcode = opcodeAt(opcodes, bytes[index])
    const size = Math.min(2, bytes.length - index)
    const short = bytes[index + 1] ?? 0
    const argument = opcode.kind === 'none' ? null : extended + short
    const length = Math.min(2 + 2 * opcode.caches, bytes.length - index)
    found.push({ index, opcode, argument, shortArgument: short, size, length })
    extended = opcode.name === 'EXTENDED_ARG' ? shifted(extended + short) : 0
    index += length
  }
  return found
}

function shifted(argument: number): number {
  const next = (argument * 256) % (2 * INT_OVERFLOW)
  return next >= INT_OVERFLOW ? next - 2 * INT_OVERFLOW : next
}

function opcodeAt(opcodes: readonly Opcode[], number = 0): Opcode {
  const opcode = opcodes[number]
  if (opcode === undefined) throw new Error(`opcode ${number} is not in the table`)
  return opcode
}
