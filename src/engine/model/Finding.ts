import type { Advisory } from './Advisory.ts'
import type { Effect } from './Effect.ts'
import type { Location } from './Location.ts'

export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Worst first. `not-analysed`: the format was recognised, or not even that, and nothing inside was judged. */
export type Verdict =
  'malicious' | 'suspicious' | 'review' | 'not-analysed' | 'benign-code' | 'clean'

/** What a detector says: the rule and this case's facts. Title, why and advice stand in `detectors/rules.ts`. */
export interface Judgement {
  readonly rule: string
  /** Overrides the rule's severity, for rules that grade what they see. */
  readonly severity?: Severity
  /** This case's facts in one sentence without a full stop. */
  readonly message: string
  readonly location: Location
  /** The code object it speaks of, by `CodeObject.id`. */
  readonly code?: string
  /** The layer it speaks of, by `Layer.id`. */
  readonly layer?: string
  /** What it does to the machine, and when; left out by findings that speak of no effect. */
  readonly effect?: Effect
}

/** A judgement with what the rule says, as it stands in the report. */
export interface Finding {
  /** Stable: the rule and the names on the way to it, not the offsets. */
  readonly id: string
  readonly rule: string
  readonly severity: Severity
  readonly title: string
  readonly message: string
  /** Why it matters. */
  readonly why: string
  readonly advice: string
  readonly references: readonly string[]
  /** Published vulnerabilities that the rule speaks of. */
  readonly advisories: readonly Advisory[]
  /** Techniques of MITRE ATLAS: `AML.T0018.002`. */
  readonly techniques: readonly string[]
  readonly location: Location
  readonly code: string | null
  readonly layer: string | null
  readonly effect: Effect | null
}
