import type { Judgement, Severity } from '../../model/Finding.ts'
import type { Operation } from '../../model/Operation.ts'
import { DANGEROUS_ATTRIBUTES, DANGEROUS_BUILTINS, HIDDEN_MODULES } from '../names/python.table.ts'
import { quoted } from '../wording.ts'
import { CAPABILITIES } from '../names/Capability.ts'
import { gradeImport, type ImportGrade } from './gradeImport.ts'

/** What a node of skops makes its loader import and call; null for what ordinary models have. */
export function judgeSkops(operation: Operation, loader: string): Judgement | null {
  const [target, method] = operation.operands.map(({ text }) => text ?? '?')
  if (target === undefined) return null
  const isNamed = loader === 'FunctionNode' || loader === 'TypeNode'
  const grade = gradeImport(target.split('.'), !isNamed)
  const severity = leadsOut(method) ? 'high' : SEVERITIES[grade.kind]
  if (severity === null) return null
  const name = method === undefined ? target : `${target}.${method}`
  return {
    rule: 'PKL-024',
    severity,
    message: `The ${quoted(loader)} of skops asks for ${quoted(name)}, which no model of scikit-learn needs`,
    location: operation.at,
    ...effectOf(grade),
  }
}

/** By what is asked for; null for what a model of scikit-learn has. */
const SEVERITIES: Readonly<Record<ImportGrade['kind'], Severity | null>> = {
  known: null,
  partial: null,
  persistent: null,
  unknown: 'medium',
  standard: 'medium',
  attribute: 'high',
  maker: 'high',
  unresolved: 'high',
  capable: 'high',
  scanner: 'high',
}

function leadsOut(method: string | undefined): boolean {
  if (method === undefined) return false
  const isHidden = /^__(?!init__$|call__$)/.test(method)
  const isListed =
    DANGEROUS_ATTRIBUTES.has(method) || DANGEROUS_BUILTINS.has(method) || HIDDEN_MODULES.has(method)
  return isHidden || isListed
}

function effectOf(grade: ImportGrade): Pick<Judgement, 'effect'> {
  const kind = grade.kind === 'capable' ? CAPABILITIES[grade.capability].effect : null
  return kind === null ? {} : { effect: { kind, when: 'load' } }
}
