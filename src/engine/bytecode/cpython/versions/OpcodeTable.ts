/** The numbers of one version of CPython, as its own `opcode` module gives them. */
export interface OpcodeTable {
  /** Magic number of its .pyc files. */
  readonly magic: number
  /** Opcodes from here on have an argument; null where each row says so itself. */
  readonly haveArgument: number | null
  readonly comparisons: readonly string[]
  readonly binaryOperations: readonly string[]
  readonly intrinsics1: readonly string[]
  readonly intrinsics2: readonly string[]
  readonly specialMethods: readonly string[]
  readonly commonConstants: readonly string[]
  readonly opcodes: readonly OpcodeRow[]
  /** Instructions that exist only at run time: number, name, number of the instruction they stand for. */
  readonly specialized: readonly (readonly [number, string, number])[]
}

/** Number, name, meaning of the argument, cache units, stack effect, stack effect when it jumps. */
export type OpcodeRow = readonly [number, string, ArgumentKind, number, StackEffect, StackEffect]

export type ArgumentKind =
  'none' | 'number' | 'constant' | 'name' | 'jump-by' | 'jump-to' | 'local' | 'comparison' | 'cell'

/** A number, or `base + factor * shape(argument)`. */
export type StackEffect = number | readonly [shape: EffectShape, base: number, factor: number]

type EffectShape =
  | 'argument'
  | 'low-bit'
  | 'format-spec'
  | 'four-flags'
  | 'three-parts'
  | 'two-counts'
  | 'calls-pairs'
  | 'low-byte'

/** How many items the instruction adds to the stack (negative: takes from it). */
export function stackEffect(effect: StackEffect, argument: number): number {
  if (typeof effect === 'number') return effect
  const [shape, base, factor] = effect
  return base + factor * SHAPES[shape](argument)
}

const SHAPES: Readonly<Record<EffectShape, (argument: number) => number>> = {
  argument: (argument) => argument,
  'low-bit': (argument) => argument & 1,
  'format-spec': (argument) => (argument & 4) >> 2,
  'four-flags': (argument) => [1, 2, 4, 8].filter((flag) => (argument & flag) !== 0).length,
  'three-parts': (argument) => (argument === 3 ? 1 : 0),
  'two-counts': (argument) => (argument & 255) + (argument >> 8),
  'calls-pairs': (argument) => (argument & 255) + 2 * ((argument >> 8) & 255) + (argument >> 16),
  'low-byte': (argument) => argument & 255,
}
