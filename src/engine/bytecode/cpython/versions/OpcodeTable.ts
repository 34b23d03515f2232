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

export type EffectShape =
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
  return base + factor * shaped(shape, argument)
}

function shaped(shape: EffectShape, argument: number): number {
  switch (shape) {
    case 'argument':
      return argument
    case 'low-bit':
      return argument & 1
    case 'format-spec':
      return (argument & 4) === 4 ? 1 : 0
    case 'four-flags':
      return (argument & 1) + ((argument >> 1) & 1) + ((argument >> 2) & 1) + ((argument >> 3) & 1)
    case 'three-parts':
      return argument === 3 ? 1 : 0
    case 'two-counts':
      return (argument & 255) + (argument >> 8)
    case 'calls-pairs':
      return (argument & 255) + 2 * ((argument >> 8) & 255) + (argument >> 16)
    case 'low-byte':
      return argument & 255
  }
}
