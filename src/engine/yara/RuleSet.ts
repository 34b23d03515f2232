import { isMonotone } from '../isMonotone.ts'
import type { YaraRuleMatch, YaraStringMatch } from '../model/Yara.ts'
import { parseCondition, type Condition } from './conditions.ts'
import { parseRules, type RuleString, type RuleText } from './parseRules.ts'

/** One text of rules, compiled on its own, and what is known of it before a scan. */
export interface RuleSet {
  readonly text: string
  /** Null for rules that ask more than which strings are there. */
  readonly probe: Probe | null
  /** Whether it is known to compile: of ours, the tests see to it. */
  readonly isProven: boolean
}

/**
 * The strings of a rule set as rules of one string each. One scan of many pieces joined to one tells where each string
 * stands, and from that the conditions are judged for each piece, without a scan of its own.
 */
export interface Probe {
  readonly text: string
  readonly rules: readonly ProbedRule[]
}

interface ProbedRule {
  readonly rule: RuleText
  readonly condition: Condition
  /** The name in the probe of each of its strings. */
  readonly probes: readonly string[]
}

export function toRuleSet(text: string, isProven = false): RuleSet {
  return { text, isProven, probe: isMonotone(text) ? toProbe(text) : null }
}

/**
 * The rules that match where `found` holds the matches of each probe; offsets as they stand in it. `countOf` tells how
 * many there are of each when `found` holds only the first.
 */
export function judgeProbe(
  { rules }: Probe,
  found: ReadonlyMap<string, readonly YaraStringMatch[]>,
  countOf = (probe: string): number => found.get(probe)?.length ?? 0,
): YaraRuleMatch[] {
  return rules.flatMap(({ rule, condition, probes }) => {
    const isFound = (index: number): boolean => found.has(probes[index] ?? '')
    if (!condition(isFound)) return []
    const strings = probes.flatMap((probe, index) => {
      const id = rule.strings[index]?.id ?? '$'
      return (found.get(probe) ?? []).map(({ offset, length }) => ({ id, offset, length }))
    })
    const stringCount = probes.reduce((sum, probe) => sum + countOf(probe), 0)
    return [{ rule: rule.name, meta: rule.meta, strings, stringCount }]
  })
}

function toProbe(text: string): Probe | null {
  const rules: ProbedRule[] = []
  const lines: string[] = []
  for (const rule of parseRules(text).rules) {
    const condition = parseCondition(
      rule.condition,
      rule.strings.map(({ id }) => id),
    )
    if (condition === null || !rule.meta.every(isPlain)) return null
    const first = lines.length
    lines.push(...rule.strings.map((string, index) => probeOf(text, string, first + index)))
    rules.push({ rule, condition, probes: rule.strings.map((_, index) => `s${first + index}`) })
  }
  return { text: lines.join('\n'), rules }
}

function probeOf(text: string, { id, start, end }: RuleString, index: number): string {
  const definition = text.slice(start + id.length, end)
  return `rule s${index} { strings: $${definition}\ncondition: any of them }`
}

/** A meta that the library reports just as it is written. */
function isPlain([, value]: readonly [string, string]): boolean {
  return /^[\x20-\x7e]*$/.test(value) && !/^-?0[xo]|\d[KM]B$/.test(value)
}
