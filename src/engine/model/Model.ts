import type { Tensor, Layer } from './Layer.ts'
import type { Fact, Oddity } from './ModelPart.ts'
import type { Problem } from './Problem.ts'
import type { CodeObject, FunctionReference, YaraMatch } from './Report.ts'

/** All that was read of one model: what detectors judge. */
export interface Model {
  readonly format: string
  readonly facts: readonly Fact[]
  readonly layers: readonly Layer[]
  readonly tensors: readonly Tensor[]
  readonly code: readonly CodeObject[]
  readonly references: readonly FunctionReference[]
  readonly oddities: readonly Oddity[]
  readonly problems: readonly Problem[]
  readonly yara: readonly YaraMatch[]
}
