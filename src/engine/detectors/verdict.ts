import type { Finding, Severity, Verdict } from '../model/Finding.ts'
import { SEVERITIES } from '../model/Finding.ts'
import type { Model } from '../model/Model.ts'
import type { ProblemKind } from '../model/Problem.ts'
import { RULES } from './rules.ts'

/** The verdict of a finding of each severity; null for what is no reason to look. */
export const BY_SEVERITY: Readonly<Record<Severity, Verdict | null>> = {
  critical: 'malicious',
  high: 'suspicious',
  medium: 'review',
  low: null,
  info: null,
}

const NOT_READ: readonly ProblemKind[] = ['not-analysed', 'unknown-format', 'absent', 'stopped']

/** The worst finding decides; without one, what was not examined; then whether there is code at all. */
export function verdictOf(findings: readonly Finding[], model: Model): Verdict {
  const worst = worstOf(findings)
  const judged = worst === undefined ? null : BY_SEVERITY[worst.severity]
  if (judged !== null) return judged
  if (model.problems.length > 0)
    return model.problems.every(({ kind }) => NOT_READ.includes(kind)) ? 'not-analysed' : 'review'
  return model.code.length > 0 ? 'benign-code' : 'clean'
}

/** One sentence of plain words for the verdict, with the evidence. */
export function reasonOf(findings: readonly Finding[], model: Model): string {
  const worst = worstOf(findings)
  if (worst !== undefined && BY_SEVERITY[worst.severity] !== null)
    return isUnexamined(worst)
      ? `Not everything was examined: ${worst.message}.`
      : `${worst.message}.`
  const [problem] = model.problems
  if (problem !== undefined) return `Not everything was examined: ${problem.message}.`
  if (model.code.length > 0) return benignReason(model.code.length)
  return 'It holds no code and no reference to code outside Keras.'
}

/** Whether everything that was asked for was examined. */
export function isComplete(findings: readonly Finding[], { problems }: Model): boolean {
  return problems.length === 0 && !findings.some(isUnexamined)
}

/** Whether a finding only says that something was not examined. */
export function isUnexamined({ rule }: Pick<Finding, 'rule'>): boolean {
  return RULES.get(rule)?.unexamined === true
}

/** The finding of the highest severity, the first of them; one that was seen before one that was not examined. */
function worstOf(findings: readonly Finding[]): Finding | undefined {
  const severity = SEVERITIES.find((level) => findings.some((one) => one.severity === level))
  const worst = findings.filter((finding) => finding.severity === severity)
  return worst.find((finding) => !isUnexamined(finding)) ?? worst[0]
}

function benignReason(count: number): string {
  const objects = count === 1 ? 'The one code object' : `All ${count} code objects`
  return `${objects} in it only computes: no process, file, network or dynamic code is reached.`
}
