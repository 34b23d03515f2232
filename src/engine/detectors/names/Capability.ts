import type { EffectKind } from '../../model/Effect.ts'
import type { Severity } from '../../model/Finding.ts'

/** What a name lets code do; the worst first. */
export type Capability =
  | 'process'
  | 'dynamic'
  | 'native'
  | 'switch'
  | 'network'
  | 'file'
  | 'decoding'
  | 'pivot'
  | 'loader'
  | 'reading'
  | 'environment'
  | 'crypto'
  | 'review'

interface Speech {
  readonly rule: string
  /** Begins the sentence when the name is called. */
  readonly verb: string
  /** Severity when called with a target that tells the intent, when called, when only reached. */
  readonly severities: readonly [intent: Severity, called: Severity, reached: Severity]
  /** What it does to the machine; null for names that only deserve a look. */
  readonly effect: EffectKind | null
}

/** How findings speak of each, in the order in which they are listed. */
export const CAPABILITIES: Readonly<Record<Capability, Speech>> = {
  process: {
    rule: 'COD-001',
    verb: 'Runs',
    severities: ['critical', 'high', 'high'],
    effect: 'process',
  },
  dynamic: {
    rule: 'COD-002',
    verb: 'Runs code with',
    severities: ['critical', 'high', 'high'],
    effect: 'dynamic-code',
  },
  native: {
    rule: 'COD-003',
    verb: 'Calls native code with',
    severities: ['critical', 'high', 'high'],
    effect: 'process',
  },
  switch: {
    rule: 'COD-004',
    verb: 'Turns off a protection with',
    severities: ['critical', 'critical', 'critical'],
    effect: 'dynamic-code',
  },
  network: {
    rule: 'COD-005',
    verb: 'Reaches the network with',
    severities: ['critical', 'high', 'medium'],
    effect: 'network',
  },
  file: {
    rule: 'COD-006',
    verb: 'Reaches files with',
    severities: ['critical', 'high', 'medium'],
    effect: 'files',
  },
  decoding: {
    rule: 'COD-007',
    verb: 'Unpacks hidden bytes with',
    severities: ['critical', 'high', 'medium'],
    effect: 'dynamic-code',
  },
  pivot: {
    rule: 'COD-008',
    verb: 'Reaches into the interpreter with',
    severities: ['critical', 'high', 'high'],
    effect: 'dynamic-code',
  },
  loader: {
    rule: 'COD-009',
    verb: 'Loads another model with',
    severities: ['critical', 'medium', 'medium'],
    effect: 'dynamic-code',
  },
  reading: {
    rule: 'COD-010',
    verb: 'Reads what it is told to with',
    severities: ['critical', 'medium', 'medium'],
    effect: 'files',
  },
  environment: {
    rule: 'COD-011',
    verb: 'Reads the environment with',
    severities: ['high', 'medium', 'medium'],
    effect: 'environment',
  },
  crypto: {
    rule: 'COD-019',
    verb: 'Uses cryptography with',
    severities: ['high', 'low', 'low'],
    effect: 'crypto',
  },
  review: {
    rule: 'COD-012',
    verb: 'Calls',
    severities: ['medium', 'medium', 'medium'],
    effect: null,
  },
}
