import type { Finding, Problem, Report, Severity } from '../../src/engine/index.ts'
import type { Sample } from './samples.ts'

/** A file with as much of its report as decides whether that is right. */
export interface Judged {
  readonly sample: Pick<Sample, 'file' | 'expected'>
  readonly report: Pick<Report, 'verdict' | 'complete'> & {
    readonly findings: readonly Pick<Finding, 'rule' | 'severity'>[]
    readonly problems: readonly Pick<Problem, 'kind' | 'message'>[]
  }
}

/** The same with all that is printed of it. */
export interface Scanned extends Judged {
  readonly sample: Sample
  readonly report: Report
}

/** Where a report differs from what its file is known to be. */
export interface Deviation {
  readonly file: string
  readonly what: 'missed' | 'false alarm' | 'crash' | 'too many at review'
  readonly got: string
}

/** What makes a benign file one to review, as it should: see `isReviewed`. */
const RIGHTLY_REVIEWED: ReadonlyMap<string, string> = new Map([
  ['KER-032', 'unknown class'],
  ['KER-040', 'name-only function'],
  ['PKL-027', 'unknown class'],
  ['KER-002', 'code in a secondary slot'],
  ['KER-003', 'code in a secondary slot'],
  ['KER-005', 'code in a secondary slot'],
  ['KER-006', 'code in a secondary slot'],
])
const REVIEW_SHARE = 0.03 // of the benign files that were read completely and hold nothing of the above

/** Every deviation of single files, and of the benign ones together. */
export function deviationsOf(all: readonly Judged[]): readonly Deviation[] {
  return [...all.flatMap(deviationsOfOne), ...tooManyAtReview(all)]
}

function deviationsOfOne({ sample, report }: Judged): readonly Deviation[] {
  const { file, expected } = sample
  const { verdict } = report
  const isAlarm = verdict === 'malicious' || verdict === 'suspicious'
  const crash = report.problems.find(({ kind }) => kind === 'bug' || kind === 'stopped')
  const deviations: Deviation[] = []
  if (expected === 'dangerous' && !isAlarm) deviations.push({ file, what: 'missed', got: verdict })
  if (expected === 'benign' && isAlarm)
    deviations.push({ file, what: 'false alarm', got: `${verdict}: ${rulesOf(report).join(' ')}` })
  if (crash !== undefined) deviations.push({ file, what: 'crash', got: crash.message })
  return deviations
}

function tooManyAtReview(all: readonly Judged[]): readonly Deviation[] {
  const ordinary = ordinaryFiles(all)
  const reviewed = ordinary.filter(({ report }) => report.verdict === 'review')
  if (reviewed.length <= REVIEW_SHARE * ordinary.length) return []
  const got = `${reviewed.length} of ${ordinary.length}`
  return [{ file: 'benign files', what: 'too many at review', got }]
}

/** Benign files that were read completely and hold nothing that is rightly reviewed. */
export function ordinaryFiles(all: readonly Judged[]): readonly Judged[] {
  return all.filter(
    ({ sample, report }) =>
      sample.expected === 'benign' && report.complete && excusesOf(report).length === 0,
  )
}

/** What in a report is rightly reviewed, in words; nothing when anything else is at review too. */
export function excusesOf({ findings }: Judged['report']): readonly string[] {
  const reviewed = findings.filter(({ severity }) => severity === 'medium')
  const excuses = reviewed.map(({ rule }) => RIGHTLY_REVIEWED.get(rule) ?? null)
  return excuses.includes(null) ? [] : [...new Set(excuses.flatMap((one) => one ?? []))]
}

/** The rules of the worst findings: what the verdict rests on. */
export function rulesOf({ findings }: Judged['report']): readonly string[] {
  const [worst] = findings.filter(({ severity }) => isDeciding(severity))
  const alike = findings.filter(({ severity }) => severity === worst?.severity)
  return [...new Set(alike.map(({ rule }) => rule))]
}

function isDeciding(severity: Severity): boolean {
  return severity === 'critical' || severity === 'high' || severity === 'medium'
}
