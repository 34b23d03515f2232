import type { Finding, Severity } from '../../engine/index.ts'
import { byRule } from '../shared/findingFilter.ts'
import { SEVERITIES } from '../shared/severity.ts'

/** A severity, a rule with several findings, or a finding. Depths count from 1. */
export type FindingRow = SeverityGroup | RuleGroup | Member

interface Group {
  readonly key: string
  readonly depth: number
  readonly severity: Severity
  readonly findings: readonly Finding[]
  readonly isOpen: boolean
}

export interface SeverityGroup extends Group {
  readonly kind: 'severity'
}

export interface RuleGroup extends Group {
  readonly kind: 'rule'
  readonly rule: string
  readonly title: string
}

interface Member {
  readonly kind: 'finding'
  readonly depth: number
  readonly finding: Finding
  /** The only one of its rule: it shows the rule's title, as no row above it does. */
  readonly isAlone: boolean
}

/** What was opened or closed by hand, by the key of the group, and what was chosen then. */
export type Toggled = ReadonlyMap<string, { readonly isOpen: boolean; readonly at: string | null }>

const MOST_OPEN = 12 // findings of one rule that are listed without being asked for

/**
 * Findings below their severities and rules, worst first. The group of a finding that was chosen after the group was
 * closed is open all the same.
 */
export function toFindingRows(
  findings: readonly Finding[],
  toggled: Toggled,
  selected: string | null,
): readonly FindingRow[] {
  const isOpen = (key: string, members: readonly Finding[], usually: boolean): boolean => {
    const toggle = toggled.get(key)
    const holdsChosen = members.some(({ id }) => id === selected)
    if (holdsChosen && toggle?.at !== selected) return true
    return toggle?.isOpen ?? usually
  }
  return SEVERITIES.flatMap((severity) => {
    const members = findings.filter((finding) => finding.severity === severity)
    if (members.length === 0) return []
    const open = isOpen(severity, members, true)
    const group = { key: severity, depth: 1, severity, findings: members, isOpen: open }
    const heading = { ...group, kind: 'severity' } as const
    const inside = [...byRule(members).values()].flatMap((ofRule) => ruleRows(ofRule, isOpen))
    return open ? [heading, ...inside] : [heading]
  })
}

function ruleRows(
  findings: readonly Finding[],
  isOpen: (key: string, members: readonly Finding[], usually: boolean) => boolean,
): readonly FindingRow[] {
  const [first] = findings
  if (first === undefined) return []
  if (findings.length === 1) return [{ kind: 'finding', depth: 2, finding: first, isAlone: true }]
  const { severity, rule, title } = first
  const key = `${severity} ${rule}`
  const open = isOpen(key, findings, findings.length <= MOST_OPEN)
  const group = { key, depth: 2, severity, findings, isOpen: open }
  const heading = { ...group, kind: 'rule', rule, title } as const
  const members = findings.map(
    (finding) => ({ kind: 'finding', depth: 3, finding, isAlone: false }) as const,
  )
  return open ? [heading, ...members] : [heading]
}

/** The row of the chosen finding, or of the innermost closed group that holds it; -1 when it is not listed. */
export function rowOf(rows: readonly FindingRow[], selected: string | null): number {
  const own = rows.findIndex((row) => row.kind === 'finding' && row.finding.id === selected)
  if (own !== -1) return own
  return rows.findLastIndex(
    (row) => row.kind !== 'finding' && row.findings.some(({ id }) => id === selected),
  )
}
