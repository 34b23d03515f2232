import { ParseError } from '../../bytes/ParseError.ts'
import type { Layout, MarshalCode, MarshalDocument } from '../../encodings/marshal/Marshal.ts'
import { readMarshal } from '../../encodings/marshal/readMarshal.ts'
import type { Code } from './Code.ts'
import { gatherCodes, type Codes } from './gatherCodes.ts'
import { isUnlikely } from './idioms.ts'
import { toReading } from './Reading.ts'
import { versions } from './versions/index.ts'
import type { Version } from './versions/Version.ts'
import { violationsOf } from './violations.ts'

/** A payload read as that of one version. */
export interface Told extends Attempt {
  /** The version to show it in. */
  readonly version: Version
  /** The versions that could have written it, oldest first. */
  readonly python: readonly Version[]
}

/** A payload read in one layout. */
interface Attempt {
  readonly payload: Uint8Array
  readonly layout: Layout
  readonly document: MarshalDocument
  readonly root: MarshalCode
  readonly codes: Codes
}

const LAYOUTS: readonly Layout[] = ['3.11', '3.8', '3.0', '2.3']
const MAX_ANSWERS = 2

/**
 * Tells the versions of CPython that could have written `payload`. Throws `ParseError` when no code object
 * stands at its start in any layout.
 */
export function tellVersion(payload: Uint8Array): Told {
  const attempts: Attempt[] = []
  for (const layout of LAYOUTS) {
    const found = attempt(payload, layout)
    if (found !== undefined) attempts.push(found)
    if (found === undefined || found.document.faults.length > 0) continue
    const codes = codesOf(found)
    const possible = versionsOf(layout).filter((version) => isPossible(codes, version))
    const python = likely(codes, possible).slice(-MAX_ANSWERS)
    const version = python.at(-1)
    if (version !== undefined) return { ...found, version, python }
  }
  return nearest(attempts, payload)
}

/** Reads `payload` as that of one version. Throws `ParseError` when no code object stands at its start. */
export function readAs(payload: Uint8Array, version: Version): Told {
  const found = attempt(payload, version.layout)
  if (found === undefined) throw new ParseError('no code object begins here', 0)
  const isPlausible = found.document.faults.length === 0 && isPossible(codesOf(found), version)
  return { ...found, version, python: isPlausible ? [version] : [] }
}

function attempt(payload: Uint8Array, layout: Layout): Attempt | undefined {
  const document = readMarshal(payload, layout)
  const { root } = document
  return root.kind === 'code'
    ? { payload, layout, document, root, codes: gatherCodes(root) }
    : undefined
}

function codesOf({ codes }: Attempt): readonly Code[] {
  return [...codes.all.values()].map(({ code }) => code)
}

function versionsOf(layout: Layout): readonly Version[] {
  return versions.filter((version) => version.layout === layout)
}

function isPossible(codes: readonly Code[], version: Version): boolean {
  return codes.every((code) => violationsOf(toReading(code, version)).next().done === true)
}

/** Of versions that are possible those whose compiler writes so; all, when none or each does. */
function likely(codes: readonly Code[], possible: readonly Version[]): readonly Version[] {
  if (possible.length < 2) return possible
  const chosen = possible.filter(
    (version) => !codes.some((code) => isUnlikely(toReading(code, version))),
  )
  return chosen.length === 0 ? possible : chosen
}

/** The reading that breaks the fewest rules, among those that read the most of the payload. */
function nearest(attempts: readonly Attempt[], payload: Uint8Array): Told {
  const furthest = Math.max(...attempts.map(reach))
  const readings = attempts
    .filter((found) => reach(found) === furthest)
    .flatMap((found) =>
      versionsOf(found.layout).map((version) => ({ ...found, version, python: [] })),
    )
  const ranked = readings
    .map((reading) => ({ reading, broken: brokenRules(reading) }))
    .sort((first, second) => first.broken - second.broken)
  const best = ranked[0]
  if (best === undefined)
    throw new ParseError(`${payload.length} bytes begin with no code object of CPython`, 0)
  return best.reading
}

/** Bytes that were read; what was read without a fault is further than all else. */
function reach({ document: { faults, length } }: Attempt): number {
  return faults.length === 0 ? Number.POSITIVE_INFINITY : length
}

const COUNTED_VIOLATIONS = 1_000
const RANKED_BYTES = 20_000 // of each code object: enough to tell which version it is most like

/** How many rules of its version a reading breaks, up to a limit. */
export function brokenRules(told: Told): number {
  const { document, version } = told
  let count = document.faults.length * COUNTED_VIOLATIONS
  for (const code of codesOf(told)) {
    const start = { ...code, bytes: code.bytes.subarray(0, RANKED_BYTES) }
    const violations = violationsOf(toReading(start, version))
    for (let counted = 0; counted < COUNTED_VIOLATIONS; counted++) {
      if (violations.next().done === true) break
      count++
    }
  }
  return count
}
