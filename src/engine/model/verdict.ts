import { SEVERITIES, type Finding, type Severity, type Verdict } from './Finding.ts'
import type { ProblemKind } from './Problem.ts'
import type { CodeObject, Report } from './Report.ts'

/** The verdict of a finding of each severity; null for what is no reason to look. */
export const BY_SEVERITY: Readonly<Record<Severity, Verdict | null>> = {
  critical: 'malicious',
  high: 'suspicious',
  medium: 'review',
  low: null,
  info: null,
}

/** Rules whose findings only say that something was not examined. */
export const UNEXAMINED_RULES: ReadonlySet<string> = new Set([
  ...['COD-017', 'COD-021', 'GEN-004', 'GEN-010', 'GEN-011', 'GEN-012', 'GEN-013', 'GEN-014'],
  'GEN-015',
])

const NOT_READ: readonly ProblemKind[] = [
  'not-analysed',
  'unknown-format',
  'absent',
  'interrupted',
  'stopped',
]

/** Of a report or a model, what decides beside the findings. */
export type Judged = Pick<Report, 'problems' | 'code'>

/** The worst finding decides; without one, what was not examined; then whether there is code at all. */
export function verdictOf(findings: readonly Finding[], { problems, code }: Judged): Verdict {
  const worst = worstOf(findings)
  const judged = worst === undefined ? null : BY_SEVERITY[worst.severity]
  if (judged !== null) return judged
  if (problems.length > 0)
    return problems.every(({ kind }) => NOT_READ.includes(kind)) ? 'not-analysed' : 'review'
  return code.some(runsSomething) ? 'benign-code' : 'clean'
}

/** One sentence of plain words for the verdict, with the evidence. */
export function reasonOf(findings: readonly Finding[], { problems, code }: Judged): string {
  const worst = worstOf(findings)
  if (worst !== undefined && BY_SEVERITY[worst.severity] !== null)
    return isUnexamined(worst) ? unexaminedReason(worst.message) : `${worst.message}.`
  const [problem] = problems
  if (problem !== undefined) return unexaminedReason(problem.message)
  const running = code.filter(runsSomething)
  if (running.length > 0) return benignReason(running)
  return 'It holds no code and no reference to code outside Keras.'
}

/** Whether everything that was asked for was examined. */
export function isComplete(
  findings: readonly Finding[],
  { problems }: Pick<Judged, 'problems'>,
): boolean {
  return problems.length === 0 && !findings.some(isUnexamined)
}

/** Whether a finding only says that something was not examined. */
export function isUnexamined({ rule }: Pick<Finding, 'rule'>): boolean {
  return UNEXAMINED_RULES.has(rule)
}

/** The finding of the highest severity, the first of them; one that was seen before one that was not examined. */
function worstOf(findings: readonly Finding[]): Finding | undefined {
  const severity = SEVERITIES.find((level) => findings.some((one) => one.severity === level))
  const worst = findings.filter((finding) => finding.severity === severity)
  return worst.find((finding) => !isUnexamined(finding)) ?? worst[0]
}

/** What keeps a report from being whole, as the reason of its verdict. */
export function unexaminedReason(message: string): string {
  return `Not everything was examined: ${message}.`
}

/** A pickle that imports nothing is data. */
function runsSomething({ machine, code }: CodeObject): boolean {
  return machine === 'cpython' || code.references.length > 0
}

function benignReason(code: readonly CodeObject[]): string {
  const pickles = code.filter(({ machine }) => machine === 'pickle').length
  const functions = code.length - pickles
  const told = [
    ...(functions > 0 ? [computing(functions)] : []),
    ...(pickles > 0 ? [building(pickles)] : []),
  ]
  return `${told.join('; ')}: no process, file, network or dynamic code is reached.`
}

function computing(count: number): string {
  return count === 1
    ? 'The one code object in it only computes'
    : `All ${count} code objects in it only compute`
}

function building(count: number): string {
  return count === 1
    ? 'The pickle in it imports only what builds data'
    : `All ${count} pickles in it import only what builds data`
}
