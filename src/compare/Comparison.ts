import type { PassState, Severity, Source, Verdict } from '../engine/index.ts'
import type { Location } from '../engine/model/Location.ts'

export const COMPARISON_SCHEMA = 'lambdascope-comparison/1'

/** What two models differ in, what of them could not be compared, and the verdict on each. */
export interface Comparison {
  readonly schema: typeof COMPARISON_SCHEMA
  readonly before: Side
  readonly after: Side
  readonly bytes: Sameness
  /** In the order of `SECTIONS`. */
  readonly differences: readonly Difference[]
  readonly counts: readonly SectionCount[]
  /** Differences that are not listed: there are too many. */
  readonly leftOut: number
  /** Why something was not, or not wholly, compared. */
  readonly gaps: readonly Gap[]
}

/** One of the two models, as far as the heading of a comparison names it. */
export interface Side extends Pick<Source, 'name' | 'size' | 'sha256' | 'listedSha256'> {
  readonly format: string
  readonly verdict: Verdict
  readonly reason: string
  /** Whether everything that was asked for was examined. */
  readonly complete: boolean
  readonly passes: { readonly structure: PassState; readonly content: PassState }
  /** Whether it lies elsewhere and only ranges of it were read. */
  readonly isPartlyRead: boolean
}

/**
 * What the hashes say of the two files. `listed`: those that their host lists, of bytes that were not all read here.
 * `unknown`: of one of them neither hash is known.
 */
export type Sameness = 'same' | 'listed-same' | 'different' | 'listed-different' | 'unknown'

/** Worst first: what was found, what runs, what the model is made of, what it says of itself. */
export const SECTIONS = [
  'finding',
  'code',
  'function',
  'operation',
  'outside',
  'layer',
  'config',
  'weight',
  'fact',
  'file',
  'part',
] as const
export type Section = (typeof SECTIONS)[number]

/** `moved`: the same at another place. `renamed`: told from its content, which nothing else here has. */
export type Change = 'added' | 'removed' | 'changed' | 'renamed' | 'moved'

export interface Difference {
  /** `layer-3` */
  readonly id: string
  readonly section: Section
  readonly change: Change
  /** Hostile text. */
  readonly name: string
  /** False when the other side was not wholly examined: what was not seen there may be there. */
  readonly isSure: boolean
  readonly values: readonly ValueChange[]
  /** Values that differ and are not listed. */
  readonly leftOut: number
  /** A sentence without a full stop, or ''. */
  readonly note: string
  /** Of a finding; null of all else. */
  readonly severity: Severity | null
  /** Where it stands in either model; null where it does not. */
  readonly before: Place | null
  readonly after: Place | null
}

/** A value that differs; null where there is none. Long ones are cut, and say so. All of it is hostile text. */
export interface ValueChange {
  readonly path: string
  readonly before: string | null
  readonly after: string | null
}

/** A thing in a report, by its id there, or a place in its file. */
export type Place =
  | { readonly kind: 'finding' | 'layer' | 'code' | 'part'; readonly id: string }
  | { readonly kind: 'location'; readonly location: Location }

export interface SectionCount {
  readonly section: Section
  readonly added: number
  readonly removed: number
  readonly changed: number
}

export interface Gap {
  readonly side: 'before' | 'after' | 'both'
  /** What it concerns; null: everything. */
  readonly section: Section | null
  /** A sentence without a full stop. */
  readonly message: string
}

/** What a section finds, before it is numbered. */
export type Found = Omit<Difference, 'id' | 'section' | 'isSure' | 'severity'> & {
  readonly severity?: Severity
}
