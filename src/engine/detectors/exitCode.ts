import type { Report } from '../model/Report.ts'
import { BY_SEVERITY, isUnexamined } from './verdict.ts'

/**
 * The exit code for one report: 1 when a finding is worse than benign code, 2 when something was not examined,
 * 0 otherwise. A finding that only says that something was not examined does not make it 1.
 */
export function exitCode({ findings, complete }: Pick<Report, 'findings' | 'complete'>): 0 | 1 | 2 {
  const isFound = findings.some(
    (finding) => BY_SEVERITY[finding.severity] !== null && !isUnexamined(finding),
  )
  if (isFound) return 1
  return complete ? 0 : 2
}
