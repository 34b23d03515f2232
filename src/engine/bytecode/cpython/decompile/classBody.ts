import { numberOf, type Code } from '../Code.ts'
import type { Expression, Statement } from './ast.ts'
import { withoutLastReturn } from './functionBody.ts'

const CO_OPTIMIZED = 0x1

/** Whether code is the body of a class: not optimized, and no module. */
export function isClassBody(code: Code): boolean {
  const isOptimized = (numberOf(code, 'flags') & CO_OPTIMIZED) !== 0
  return !isOptimized && !code.name.startsWith('<') && code.names.includes('__module__')
}

/** The statements of a class without what the compiler adds: its module, its name, its cells. */
export function classBody(body: readonly Statement[]): readonly Statement[] {
  const written = withoutLastReturn(withoutCells(body)).filter((statement) => !isAdded(statement))
  return written.map(toDocstring)
}

const ADDED = new Set(['__module__', '__qualname__', '__firstlineno__', '__static_attributes__'])

function isAdded(statement: Statement): boolean {
  const target = assignedName(statement)
  return target !== null && ADDED.has(target)
}

function assignedName(statement: Statement): string | null {
  if (statement.kind !== 'Assign' || statement.targets.length !== 1) return null
  const [target] = statement.targets
  return target?.kind === 'Name' ? target.id : null
}

/** `__classcell__ = __class__; return __class__`, or only the return. */
function withoutCells(body: readonly Statement[]): readonly Statement[] {
  const kept = body.filter((statement) => {
    if (statement.kind === 'Assign' && statement.targets.length === 2)
      return !statement.targets.some(isCellTarget)
    if (statement.kind === 'Return') return !isCell(statement.value)
    return !CELLS.has(assignedName(statement) ?? '')
  })
  return kept
}

function isCellTarget(target: Expression): boolean {
  return target.kind === 'Name' && CELLS.has(target.id)
}

const CELLS = new Set(['__classcell__', '__classdictcell__'])

function isCell(value: Expression | null): boolean {
  return value?.kind === 'Name' && (value.id.startsWith('.cell ') || value.id === '__class__')
}

function toDocstring(statement: Statement, at: number): Statement {
  if (at > 0 || statement.kind !== 'Assign' || assignedName(statement) !== '__doc__')
    return statement
  const { value } = statement
  const isText = value.kind === 'Constant' && value.value.kind === 'text'
  return isText ? { kind: 'Expr', value, at: statement.at } : statement
}
