import { ParseError } from '../bytes/ParseError.ts'
import type { Verdict } from './Finding.ts'
import type { Report } from './Report.ts'
import type { SetAside, Settled } from './SetAside.ts'
import { isUnexamined, reasonOf, unexaminedReason, verdictOf } from './verdict.ts'

/** Characters of a reason; what is longer belongs into a ticket. */
export const MAX_REASON = 2_000
const MAX_SHOWN = 80 // characters of an id that is not known, in a message
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/

/**
 * The report with `setAside` as what the analyst has set aside: every finding stays where it is, and `settled` has the
 * verdict without them. What was not examined stays so, whatever is set aside. An empty list takes all back. Throws
 * `ParseError`, with the index in `setAside`, for a finding that the report does not have or that is named twice, for a
 * reason that is empty or too long, and for a time that is not ISO 8601 in UTC.
 */
export function withSetAside(report: Report, setAside: readonly SetAside[]): Report {
  const known = new Set(report.findings.map(({ id }) => id))
  for (const [index, one] of setAside.entries()) {
    const wrong = faultOf(one, known)
    if (wrong !== null) throw new ParseError(wrong, index)
    known.delete(one.finding)
  }
  return { ...report, settled: setAside.length === 0 ? null : settledOf(report, setAside) }
}

/** What is wrong with one of them; null when nothing is. */
function faultOf({ finding, reason, at }: SetAside, known: ReadonlySet<string>): string | null {
  const name = JSON.stringify(finding.slice(0, MAX_SHOWN))
  if (!known.has(finding)) return `the report has no finding ${name}, or it is set aside twice`
  if (reason.trim() === '') return `finding ${name} is set aside without a reason`
  if (reason.length > MAX_REASON)
    return `the reason for ${name} has ${reason.length} characters, over ${MAX_REASON}`
  return UTC.test(at) && !Number.isNaN(Date.parse(at))
    ? null
    : `the time at which ${name} was set aside is not ISO 8601 in UTC`
}

function settledOf(report: Report, setAside: readonly SetAside[]): Settled {
  const ids = new Set(setAside.map(({ finding }) => finding))
  const left = report.findings.filter(({ id }) => !ids.has(id))
  const verdict = verdictOf(left, report)
  if (report.complete || !isCalm(verdict))
    return { verdict, reason: reasonOf(left, report), setAside }
  const unexamined = report.findings.find(isUnexamined)?.message ?? 'a part of it was not read'
  return { verdict: 'review', reason: unexaminedReason(unexamined), setAside }
}

function isCalm(verdict: Verdict): boolean {
  return verdict === 'clean' || verdict === 'benign-code'
}
