import type { Indicator } from './Indicator.ts'
import type { Tensor, Layer } from './Layer.ts'
import type { Fact, Oddity } from './ModelPart.ts'
import type { Operation } from './Operation.ts'
import type { OutsideReference } from './OutsideReference.ts'
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
  readonly operations: readonly Operation[]
  readonly outside: readonly OutsideReference[]
  readonly oddities: readonly Oddity[]
  readonly problems: readonly Problem[]
  readonly yara: readonly YaraMatch[]
  readonly indicators: readonly Indicator[]
}
