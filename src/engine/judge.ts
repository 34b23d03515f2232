import { DETECTORS } from './detectors/index.ts'
import { RULES } from './detectors/rules.ts'
import { SEVERITIES, type Finding, type Judgement } from './model/Finding.ts'
import { type Location } from './model/Location.ts'
import type { Model } from './model/Model.ts'
import { sha256Hex } from './sha256.ts'

/** Every detector's findings on `model`, worst first. Throws when a detector names a rule that is not listed. */
export function judge(model: Model): readonly Finding[] {
  const seen = new Map<string, number>()
  const findings = DETECTORS.flatMap((detector) => [...detector.find(model)]).map((judgement) =>
    toFinding(judgement, seen),
  )
  const rank = ({ severity }: Finding): number => SEVERITIES.indexOf(severity)
  return findings.toSorted((a, b) => rank(a) - rank(b))
}

function toFinding(judgement: Judgement, seen: Map<string, number>): Finding {
  const rule = RULES.get(judgement.rule)
  if (rule === undefined) throw new Error(`no rule ${judgement.rule} in detectors/rules.ts`)
  const { title, why, advice, references } = rule
  return {
    id: stableId(judgement, seen),
    rule: rule.id,
    severity: judgement.severity ?? rule.severity,
    title,
    message: judgement.message,
    why,
    advice,
    references,
    location: judgement.location,
    code: judgement.code ?? null,
    layer: judgement.layer ?? null,
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
