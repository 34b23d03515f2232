import type { Report } from '../model/Report.ts'
import { BY_SEVERITY, isUnexamined } from '../model/verdict.ts'

/**
 * The exit code for one report: 1 when a finding is worse than benign code and not set aside, 2 when something was not
 * examined, 0 otherwise. A finding that only says that something was not examined does not make it 1.
 */
export function exitCode({
  findings,
  complete,
  settled,
}: Pick<Report, 'findings' | 'complete' | 'settled'>): 0 | 1 | 2 {
  const aside = new Set(settled?.setAside.map(({ finding }) => finding))
  const isFound = findings.some(
    (finding) =>
      BY_SEVERITY[finding.severity] !== null && !isUnexamined(finding) && !aside.has(finding.id),
  )
  if (isFound) return 1
  return complete ? 0 : 2
}
