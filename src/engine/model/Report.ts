import type { EffectCell } from './Effect.ts'
import type { Finding, Severity, Verdict } from './Finding.ts'
import type { Indicator } from './Indicator.ts'
import type { LayerGraph, Tensor } from './Layer.ts'
import type { Listing } from './Listing.ts'
import type { Location } from './Location.ts'
import type { Content, Fact, FunctionSlot } from './ModelPart.ts'
import type { Operation } from './Operation.ts'
import type { OutsideReference } from './OutsideReference.ts'
import type { Problem } from './Problem.ts'
import type { Settled } from './SetAside.ts'
import type { YaraStringMatch } from './Yara.ts'

export const REPORT_SCHEMA = 'lambdascope-report/1'

/** Everything that is known of one model: what the page draws, the CLI prints and the golden files pin. */
export interface Report {
  readonly schema: typeof REPORT_SCHEMA
  readonly source: Source
  /** The id of the format, or `unknown`. */
  readonly format: string
  readonly formatTitle: string
  readonly verdict: Verdict
  /** One sentence of plain words with the evidence. */
  readonly reason: string
  /** False when anything in the passes asked for was not examined. */
  readonly complete: boolean
  readonly passes: Passes
  readonly facts: readonly Fact[]
  readonly graph: LayerGraph
  readonly tensors: readonly Tensor[]
  readonly code: readonly CodeObject[]
  /** Functions that are only named, written as source, or not decodable. */
  readonly references: readonly FunctionReference[]
  readonly parts: readonly Part[]
  readonly yara: readonly YaraMatch[]
  /** Operations of TensorFlow graphs that do more than compute. */
  readonly operations: readonly Operation[]
  /** Values of configurations that lead a loader out of the file. */
  readonly outside: readonly OutsideReference[]
  readonly findings: readonly Finding[]
  /** The matrix of capabilities: the cells that are not empty. */
  readonly effects: readonly EffectCell[]
  readonly indicators: readonly Indicator[]
  /** Present once the analyst has set a finding aside. */
  readonly settled: Settled | null
  readonly problems: readonly Problem[]
}

export interface Source {
  readonly name: string
  readonly size: number
  /** Lower-case hex; null until the second pass has read every byte. Of a folder: null, see `files`. */
  readonly sha256: string | null
  /** What the host of a remote file lists as its SHA-256, not verified unless it equals `sha256`; else null. */
  readonly listedSha256: string | null
  /** Of a remote file, what was read of it: pairs of first byte and the byte behind the last. Null: it lies here. */
  readonly ranges: readonly (readonly [start: number, end: number])[] | null
  /** The files of a folder; empty for a single file. */
  readonly files: readonly SourceFile[]
}

export interface SourceFile {
  readonly path: string
  readonly size: number
  readonly sha256: string | null
}

export type PassState = 'pending' | 'done' | 'skipped' | 'limited'

export interface Passes {
  /** Structure and code, from as few bytes as it takes. */
  readonly structure: PassState
  /** Every byte once: SHA-256 and YARA over the whole file. */
  readonly content: PassState
}

/** One distinct marshalled code object, wherever it stands. */
export interface CodeObject extends Listing {
  /** `code-1`, in order of first appearance. */
  readonly id: string
  /** Of the marshalled bytes. */
  readonly sha256: string
  readonly locations: readonly Location[]
  /** Layer and slot for each location, in the same order. */
  readonly uses: readonly CodeUse[]
  readonly layer: string | null
  readonly slot: string
  readonly encoding: string
  readonly name: string
  readonly filename: string
  readonly firstLine: number
  readonly size: number
  /** Those of `python` that fit the versions and the date that the model names; all of them when none does. */
  readonly likelyPython: readonly string[]
}

export interface CodeUse extends Pick<FunctionSlot, 'layer' | 'layerClass' | 'slot' | 'module'> {
  readonly defaults: string | null
  readonly closure: string | null
}

export interface FunctionReference extends Pick<
  FunctionSlot,
  'layer' | 'layerClass' | 'slot' | 'module'
> {
  readonly kind: 'name' | 'source' | 'undecodable'
  readonly text: string
  /** The constants that the loader or the layer calls it with; null when the file does not say. */
  readonly arguments: string | null
  readonly location: Location
}

/** An extracted part. Its bytes are in `contents` under the key of its location. */
export interface Part extends Pick<Content, 'name' | 'type'> {
  /** `part-1`, in order of appearance; `whole` is the file itself. */
  readonly id: string
  readonly size: number
  readonly location: Location
}

export interface YaraMatch {
  readonly rule: string
  readonly severity: Severity
  readonly meta: readonly (readonly [string, string])[]
  /** The id of the part, or `whole`. */
  readonly part: string
  /** What was scanned: a file or a part. The offsets of `strings` are in its last window. */
  readonly location: Location
  /** The first of each string id. */
  readonly strings: readonly YaraStringMatch[]
  /** How many matches of strings there are in all. */
  readonly stringCount: number
}

/** A report with the bytes of its derived windows, keyed by `locationKey`; these stay out of the JSON. */
export interface Analysis {
  readonly report: Report
  readonly contents: ReadonlyMap<string, Uint8Array>
}
