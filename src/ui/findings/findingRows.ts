import type { Finding, Severity } from '../../engine/index.ts'
import { SEVERITIES } from '../shared/severity.ts'

/** A heading, or a finding below it. */
export type FindingRow =
  | { readonly kind: 'group'; readonly severity: Severity; readonly count: number }
  | { readonly kind: 'finding'; readonly finding: Finding }

/** Findings under a heading for each severity, worst first; their order within stays. */
export function toFindingRows(findings: readonly Finding[]): readonly FindingRow[] {
  return SEVERITIES.flatMap((severity) => {
    const members = findings.filter((finding) => finding.severity === severity)
    if (members.length === 0) return []
    return [
      { kind: 'group', severity, count: members.length } as const,
      ...members.map((finding) => ({ kind: 'finding', finding }) as const),
    ]
  })
}
