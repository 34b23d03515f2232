import type { Location } from './Location.ts'

export const INDICATOR_KINDS = [
  'url',
  'ip-address',
  'domain',
  'path',
  'command',
  'wallet',
  'token',
] as const
export type IndicatorKind = (typeof INDICATOR_KINDS)[number]

/** Something that a responder looks for elsewhere: in logs, on other machines. Never contacted. */
export interface Indicator {
  readonly kind: IndicatorKind
  /** As it stands in the file: hostile text, to be shown escaped and copied defanged. */
  readonly text: string
  /** Where it was met, the first places of it. */
  readonly locations: readonly Location[]
  /** How often it was met in all. */
  readonly count: number
}
