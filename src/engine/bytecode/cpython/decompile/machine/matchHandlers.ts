import type { Expression } from '../ast.ts'
import { caseOfOp, testOf, type Case } from '../match/Case.ts'
import { NotUnderstood } from '../NotUnderstood.ts'
import type { Op } from '../Op.ts'
import type { HandlerRow } from './Handler.ts'
import type { Machine } from './Machine.ts'

/** A `case` that always matches. */
export const matchHandlers: readonly HandlerRow[] = [['BIND_CASE', bindCase]]

function bindCase(machine: Machine, op: Op): void {
  const found = caseOfOp.get(op)
  if (found === undefined) throw new NotUnderstood('a case is not known')
  const value = askCase(machine, found, op.at)
  if (!found.keepsOnMatch) machine.popItem()
  machine.emit({ kind: 'Expr', value, at: op.at })
}

/** The test that a case stands for; what it looks at is on top of the stack, and stays there. */
export function askCase(machine: Machine, found: Case, at: Expression['at']): Expression {
  const item = machine.peek(1)
  if (found.isFirst) found.match.subject = machine.toExpression(item)
  machine.around.used.add(item)
  return testOf(found, at)
}
