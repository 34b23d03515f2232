import type { EffectKind } from '../../model/Effect.ts'
import type { Severity } from '../../model/Finding.ts'

/** What is said of one operation, before the place and the time of it. */
export interface Assessment {
  readonly rule: string
  readonly severity: Severity
  readonly effect: EffectKind | null
  /** The beginning of the sentence: `Writes "/x"`. */
  readonly text: string
}
