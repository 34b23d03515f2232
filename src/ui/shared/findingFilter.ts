import type { Effect, Finding, Severity } from '../../engine/index.ts'
import { effectText, sameEffect } from './effects.ts'
import { SEVERITIES } from './severity.ts'

/** Which findings are listed; `j` and `k` go through those only. */
export interface FindingFilter {
  /** Each of its words must stand in the finding. */
  readonly text: string
  /** Empty: all. */
  readonly severities: readonly Severity[]
  readonly rule: string | null
  /** The id of a layer. */
  readonly layer: string | null
  readonly effect: Effect | null
}

export const ALL_FINDINGS: FindingFilter = {
  text: '',
  severities: [],
  rule: null,
  layer: null,
  effect: null,
}

export function isFiltering({ text, severities, rule, layer, effect }: FindingFilter): boolean {
  const isNarrow = rule !== null || layer !== null || effect !== null
  return isNarrow || severities.length > 0 || text.trim() !== ''
}

/** What a filter asks for beside words and severities, which stand in the bar: `: process when called, layer lambda_3`. */
export function filterText({ rule, layer, effect }: FindingFilter): string {
  const parts = [
    effect === null ? null : effectText(effect),
    rule,
    layer === null ? null : `layer ${layer}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? '' : `: ${parts.join(', ')}`
}

/** The findings that pass, in the order of the list: by severity, then by rule, each where it first appears. */
export function listed(findings: readonly Finding[], filter: FindingFilter): readonly Finding[] {
  const passing = findings.filter((finding) => passes(finding, filter))
  return SEVERITIES.flatMap((severity) =>
    [...byRule(passing.filter((finding) => finding.severity === severity)).values()].flat(),
  )
}

/** Findings of one severity by their rules, in order of first appearance. */
export function byRule(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const group = groups.get(finding.rule) ?? []
    group.push(finding)
    groups.set(finding.rule, group)
  }
  return groups
}

/** A filter that differs from `filter` in its severities by `severity`. */
export function withSeverity(filter: FindingFilter, severity: Severity): FindingFilter {
  const { severities } = filter
  const without = severities.filter((each) => each !== severity)
  const isChosen = without.length < severities.length
  return { ...filter, severities: isChosen ? without : [...severities, severity] }
}

function passes(finding: Finding, filter: FindingFilter): boolean {
  const { severities, rule, layer } = filter
  if (severities.length > 0 && !severities.includes(finding.severity)) return false
  if (rule !== null && finding.rule !== rule) return false
  if (layer !== null && finding.layer !== layer) return false
  return hasEffect(finding, filter.effect) && hasWords(finding, filter.text)
}

function hasEffect({ effect }: Finding, wanted: Effect | null): boolean {
  if (wanted === null) return true
  return effect !== null && sameEffect(effect, wanted)
}

function hasWords({ rule, title, message, layer, location }: Finding, text: string): boolean {
  const places = location.map(({ name }) => name).join(' ')
  const whole = `${rule} ${title} ${message} ${layer ?? ''} ${places}`.toLowerCase()
  return text
    .toLowerCase()
    .split(' ')
    .every((word) => whole.includes(word))
}
