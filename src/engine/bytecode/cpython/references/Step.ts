import type { Code } from '../Code.ts'
import type { RawInstruction } from '../instructions.ts'
import type { Version } from '../versions/Version.ts'
import type { Machine } from './Machine.ts'
import type { Value } from './values.ts'

/** What an instruction is run with. */
export interface Step {
  readonly machine: Machine
  readonly code: Code
  readonly version: Version
  readonly instruction: RawInstruction
  /** 0 when the instruction has none. */
  readonly argument: number
  /** The constants as values. */
  readonly constants: readonly Value[]
}

export type Handler = (step: Step) => void
