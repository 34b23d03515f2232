import { numberOf, type Code } from '../Code.ts'
import type { Statement } from './ast.ts'
import { withoutLastReturn } from './functionBody.ts'

const CO_OPTIMIZED = 0x1

/** Whether code is the body of a class: not optimized, and no module. */
export function isClassBody(code: Code): boolean {
  const isOptimized = (numberOf(code, 'flags') & CO_OPTIMIZED) !== 0
  return !isOptimized && !code.name.startsWith('<') && code.names.includes('__module__')
}

/** The statements of a class. */
export function classBody(body: readonly Statement[]): readonly Statement[] {
  return withoutLastReturn(body).map(toDocstring)
}

function assignedName(statement: Statement): string | null {
  if (statement.kind !== 'Assign' || statement.targets.length !== 1) return null
  const [target] = statement.targets
  return target?.kind === 'Name' ? target.id : null
}

function toDocstring(statement: Statement, at: number): Statement {
  if (at > 0 || statement.kind !== 'Assign' || assignedName(statement) !== '__doc__')
    return statement
  const { value } = statement
  const isText = value.kind === 'Constant' && value.value.kind === 'text'
  return isText ? { kind: 'Expr', value, at: statement.at } : statement
}
