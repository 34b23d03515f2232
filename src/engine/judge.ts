import { DETECTORS } from './detectors/index.ts'
import { RULES, type Rule } from './detectors/rules.ts'
import { SEVERITIES, type Finding, type Judgement } from './model/Finding.ts'
import { type Location } from './model/Location.ts'
import type { Model } from './model/Model.ts'
import { sha256Hex } from './sha256.ts'

const MAX_OF_A_RULE = 200 // nobody reads more; the last of them says how many are left out

/** Every detector's findings on `model`, worst first. Throws when a detector names a rule that is not listed. */
export function judge(model: Model): readonly Finding[] {
  const judgements = DETECTORS.flatMap((detector) => [...detector.find(model)])
  const rank = (judgement: Judgement): number =>
    SEVERITIES.indexOf(judgement.severity ?? ruleOf(judgement).severity)
  const seen = new Map<string, number>()
  return limited(judgements.toSorted((a, b) => rank(a) - rank(b))).map((judgement) =>
    toFinding(judgement, seen),
  )
}

/** The worst of each rule, in the same order. */
function limited(judgements: readonly Judgement[]): readonly Judgement[] {
  const totals = new Map<string, number>()
  for (const { rule } of judgements) totals.set(rule, (totals.get(rule) ?? 0) + 1)
  const counts = new Map<string, number>()
  return judgements.flatMap((judgement) => {
    const { rule, message } = judgement
    const count = (counts.get(rule) ?? 0) + 1
    counts.set(rule, count)
    if (count > MAX_OF_A_RULE) return []
    const left = (totals.get(rule) ?? 0) - MAX_OF_A_RULE
    if (count < MAX_OF_A_RULE || left <= 0) return [judgement]
    return [{ ...judgement, message: `${message}, and ${left} more of this kind` }]
  })
}

function ruleOf({ rule }: Judgement): Rule {
  const found = RULES.get(rule)
  if (found === undefined) throw new Error(`no rule ${rule} in detectors/rules.ts`)
  return found
}

function toFinding(judgement: Judgement, seen: Map<string, number>): Finding {
  const rule = ruleOf(judgement)
  const { title, why, advice, references, advisories = [], techniques } = rule
  return {
    id: stableId(judgement, seen),
    rule: rule.id,
    severity: judgement.severity ?? rule.severity,
    title,
    message: judgement.message,
    why,
    advice,
    references,
    advisories,
    techniques,
    location: judgement.location,
    code: judgement.code ?? null,
    layer: judgement.layer ?? null,
    effect: judgement.effect ?? null,
  }
}

/** The rule and the names on the way, without the outer file's name and the offsets: it survives a re-save. */
function stableId({ rule, location }: Judgement, seen: Map<string, number>): string {
  const digest = sha256Hex(new TextEncoder().encode(normalised(location))).slice(0, 12)
  const id = `${rule}@${digest}`
  const count = (seen.get(id) ?? 0) + 1
  seen.set(id, count)
  return count === 1 ? id : `${id}.${count}`
}

function normalised(location: Location): string {
  return JSON.stringify(location.slice(1).map(({ kind, name }) => [kind, name]))
}
