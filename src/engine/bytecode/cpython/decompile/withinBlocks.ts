import type { Statement } from './ast.ts'

type Body = readonly Statement[]

/** A statement with the bodies of its blocks changed; definitions have none of the same scope, and stay. */
export function withinBlocks(statement: Statement, change: (body: Body) => Body): Statement {
  const { kind } = statement
  if (kind === 'If' || kind === 'While' || kind === 'For')
    return { ...statement, body: change(statement.body), orElse: change(statement.orElse) }
  if (kind === 'With') return { ...statement, body: change(statement.body) }
  if (kind === 'Match') {
    const cases = statement.cases.map((one) => ({ ...one, body: change(one.body) }))
    return { ...statement, cases }
  }
  if (kind !== 'Try') return statement
  return {
    ...statement,
    body: change(statement.body),
    handlers: statement.handlers.map((handler) => ({ ...handler, body: change(handler.body) })),
    orElse: change(statement.orElse),
    finalBody: change(statement.finalBody),
  }
}
