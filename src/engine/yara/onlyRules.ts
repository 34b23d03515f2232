import { parseRules, type RuleText } from './parseRules.ts'

/** A text with one rule of it and those that it needs; the others are blank, so that lines stay where they are. */
export function onlyRule(text: string, name: string): string {
  const { rules } = parseRules(text)
  const kept = neededBy(name, rules)
  let [only, end] = ['', 0]
  for (const { name: each, start, end: after } of rules) {
    if (kept.has(each)) continue
    only += text.slice(end, start) + text.slice(start, after).replace(/[^\n]/g, ' ')
    end = after
  }
  return only + text.slice(end)
}

/** A rule, the rules that its condition names, theirs, and all global ones. */
function neededBy(name: string, rules: readonly RuleText[]): ReadonlySet<string> {
  const byName = new Map(rules.map((rule) => [rule.name, rule]))
  const kept = new Set([name, ...rules.filter(({ isGlobal }) => isGlobal).map((rule) => rule.name)])
  for (const each of kept)
    for (const word of byName.get(each)?.words ?? []) if (byName.has(word)) kept.add(word)
  return kept
}
