// Two models side by side: what came, went and changed, and what of it could not be told.
import type { Analysis, Report } from '../engine/index.ts'
import { compareCode, compareFunctions } from './code.ts'
import {
  COMPARISON_SCHEMA,
  SECTIONS,
  type Comparison,
  type Difference,
  type Found,
  type Sameness,
  type Section,
  type SectionCount,
  type Side,
} from './Comparison.ts'
import { compareFindings } from './findings.ts'
import { gapsOf, isWhole } from './gaps.ts'
import { compareLayers } from './layers.ts'
import {
  compareFacts,
  compareFiles,
  compareOperations,
  compareOutside,
  compareWeights,
} from './lists.ts'
import { compareParts } from './parts.ts'

const MAX_LISTED = 10_000 // of one section: as many layers as any model has

/**
 * Compares two analyses. Nothing is thrown for what is in them. `contents` may be empty: then values of configurations
 * are not compared, and a gap says so.
 */
export function compareReports(before: Analysis, after: Analysis): Comparison {
  const [mine, its] = [before.report, after.report]
  const parts = compareParts(before, after)
  const found: Readonly<Record<Section, readonly Found[]>> = {
    finding: compareFindings(mine, its),
    code: compareCode(mine, its),
    function: compareFunctions(mine, its),
    operation: compareOperations(mine, its),
    outside: compareOutside(mine, its),
    layer: compareLayers(before, after),
    config: parts.config,
    weight: compareWeights(mine, its),
    fact: compareFacts(mine, its),
    file: compareFiles(mine, its),
    part: parts.parts,
  }
  const all = SECTIONS.map((section) => found[section])
  return {
    schema: COMPARISON_SCHEMA,
    before: toSide(mine),
    after: toSide(its),
    bytes: sameness(mine, its),
    differences: SECTIONS.flatMap((section) => listed(section, found[section], [mine, its])),
    counts: SECTIONS.map((section) => countOf(section, found[section])),
    leftOut: all.reduce((sum, list) => sum + Math.max(0, list.length - MAX_LISTED), 0),
    gaps: gapsOf(before, after),
  }
}

/** Whether everything in both models was examined, so that no difference can be hidden. */
export function isFullyCompared({ before, after, gaps }: Comparison): boolean {
  return before.complete && after.complete && gaps.every(({ side }) => side === 'both')
}

function toSide({ source, format, verdict, reason, complete, passes }: Report): Side {
  const { name, size, sha256, listedSha256, ranges } = source
  const isPartlyRead = ranges !== null && sha256 === null
  return {
    name,
    size,
    sha256,
    listedSha256,
    format,
    verdict,
    reason,
    complete,
    passes,
    isPartlyRead,
  }
}

/** Hashes of what was read here prove; those that a host lists are only its word. */
function sameness({ source: one }: Report, { source: other }: Report): Sameness {
  if (one.files.length > 0 && other.files.length > 0) return filesSameness(one.files, other.files)
  const [mine, its] = [knownHash(one), knownHash(other)]
  if (mine === null || its === null) return one.size === other.size ? 'unknown' : 'different'
  const isProven = one.sha256 !== null && other.sha256 !== null
  if (mine === its) return isProven ? 'same' : 'listed-same'
  return isProven ? 'different' : 'listed-different'
}

function knownHash({ sha256, listedSha256 }: Report['source']): string | null {
  return sha256 ?? listedSha256
}

function filesSameness(one: Report['source']['files'], other: typeof one): Sameness {
  const known = [...one, ...other].every(({ sha256 }) => sha256 !== null)
  const text = (files: typeof one): string =>
    JSON.stringify(files.map(({ path, sha256 }) => [path, sha256]).toSorted())
  if (!known) return 'unknown'
  return text(one) === text(other) ? 'same' : 'different'
}

function listed(
  section: Section,
  found: readonly Found[],
  [before, after]: readonly [Report, Report],
): readonly Difference[] {
  const [mine, its] = [isWhole(before, section), isWhole(after, section)]
  return found.slice(0, MAX_LISTED).map((one, at) => ({
    ...one,
    id: `${section}-${at + 1}`,
    section,
    severity: one.severity ?? null,
    isSure: isSure(one, mine, its),
  }))
}

/** What was not seen on a side that was not wholly examined may be there all the same. */
function isSure({ change }: Found, isBeforeWhole: boolean, isAfterWhole: boolean): boolean {
  if (change === 'added') return isBeforeWhole
  return change === 'removed' ? isAfterWhole : true
}

function countOf(section: Section, found: readonly Found[]): SectionCount {
  const count = (of: (change: Found['change']) => boolean): number =>
    found.filter(({ change }) => of(change)).length
  return {
    section,
    added: count((change) => change === 'added'),
    removed: count((change) => change === 'removed'),
    changed: count((change) => change !== 'added' && change !== 'removed'),
  }
}
