import type { Finding, Severity, Verdict } from '../model/Finding.ts'
import { SEVERITIES } from '../model/Finding.ts'
import type { Model } from '../model/Model.ts'
import type { ProblemKind } from '../model/Problem.ts'

const BY_SEVERITY: Readonly<Record<Severity, Verdict | null>> = {
  critical: 'malicious',
  high: 'suspicious',
  medium: 'review',
  low: null,
  info: null,
}

const NOT_READ: readonly ProblemKind[] = ['not-analysed', 'unknown-format', 'absent']

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
  if (worst !== undefined && BY_SEVERITY[worst.severity] !== null) return `${worst.message}.`
  const [problem] = model.problems
  if (problem !== undefined) return `Not everything was examined: ${problem.message}.`
  if (model.code.length > 0) return benignReason(model.code.length)
  return 'It holds no code and no reference to code outside Keras.'
}

/** The finding of the highest severity, the first of them. */
export function worstOf(findings: readonly Finding[]): Finding | undefined {
  const ranks = findings.map(({ severity }) => SEVERITIES.indexOf(severity))
  return findings[ranks.indexOf(Math.min(...ranks))]
}

function benignReason(count: number): string {
  const objects = count === 1 ? 'The one code object' : `All ${count} code objects`
  return `${objects} in it only computes: no process, file, network or dynamic code is reached.`
}
