import { rangeWithin, type Location } from './Location.ts'
import type { ModelPart, Oddity, OddityKind } from './ModelPart.ts'
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
  { name, offset, length, ...said }: RangedOddity<OddityKind>,
  at: Location,
): ModelPart {
  const where = rangeWithin(at, { kind: 'range', name, offset, length })
  return { kind: 'oddity', oddity: { ...said, at: where } }
}

/** An oddity as encodings report it: they know offsets, not locations. */
export interface RangedOddity<Kind> extends Pick<Oddity, 'subjects' | 'traits'> {
  readonly what: Kind
  readonly detail: string
  readonly name: string
  readonly offset: number
  readonly length: number
}
