import type { Severity } from '../../engine/index.ts'

/** Worst first, as the engine orders them. A test holds that the two agree. */
export const SEVERITIES = [
  'critical',
  'high',
  'medium',
  'low',
  'info',
] as const satisfies Severity[]

/** The worst of several severities; null of none. */
export function worst(severities: readonly Severity[]): Severity | null {
  return SEVERITIES.find((severity) => severities.includes(severity)) ?? null
}
