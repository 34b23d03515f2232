import { rangeWithin, type Location } from './Location.ts'
import type { ModelPart, OddityKind } from './ModelPart.ts'
import type { ProblemKind } from './Problem.ts'

/** A detail of the format, such as its version, as a part. */
export function detailPart(value: string, at: Location): ModelPart {
  return { kind: 'fact', fact: { name: 'format_detail', value, at } }
}

/** Why something was not examined, as a part. */
export function problemPart(kind: ProblemKind, message: string, location: Location): ModelPart {
  return { kind: 'problem', problem: { kind, message, location } }
}

/** Something odd in a range of the last window of `at`, as a part. */
export function oddityPart(
  { what, detail, ...piece }: RangedOddity<OddityKind>,
  at: Location,
): ModelPart {
  return {
    kind: 'oddity',
    oddity: { what, detail, at: rangeWithin(at, { kind: 'range', ...piece }) },
  }
}

/** An oddity as encodings report it: they know offsets, not locations. */
export interface RangedOddity<Kind> {
  readonly what: Kind
  readonly detail: string
  readonly name: string
  readonly offset: number
  readonly length: number
}
