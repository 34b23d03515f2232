import type { Assert, Expression, If, Raise, Statement } from './ast.ts'
import { negate, toTest } from './conditions.ts'
import { assertionErrors } from './machine/nameHandlers.ts'

/** An `if` whose body only raises what `assert` raises is one; any other stays what it is. */
export function toAssert(statement: If, version: string): If | Assert {
  const { test, body, orElse, at } = statement
  const [only] = body
  if (only === undefined || body.length !== 1 || orElse.length > 0) return statement
  const failure = toFailure(only, version)
  if (failure.kind === 'Assert' && failure.test === FALSE)
    return { kind: 'Assert', test: toTest(negate(test)), message: failure.message, at }
  const message = only.kind === 'Raise' ? messageOf(only, version) : undefined
  return message === undefined
    ? statement
    : { kind: 'Assert', test: toTest(negate(test)), message, at }
}

/** `assert False`: the test was dropped by the compiler. */
export function toFailure(statement: Statement, version: string): Statement {
  if (statement.kind !== 'Raise' || LOADS_NAME.has(version)) return statement
  const message = messageOf(statement, version)
  return message === undefined
    ? statement
    : { kind: 'Assert', test: FALSE, message, at: statement.at }
}

const FALSE: Expression = {
  kind: 'Constant',
  value: { kind: 'boolean', value: false, offset: 0, length: 0 },
  at: null,
}

/** What the error says, null when nothing; undefined when it is no error of an `assert`. */
function messageOf({ exception, cause }: Raise, version: string): Expression | null | undefined {
  if (exception === null || cause !== null) return undefined
  if (isAssertionError(exception, version)) return null
  const isCall = exception.kind === 'Call' && isAssertionError(exception.func, version)
  if (!isCall || exception.args.length !== 1 || exception.keywords.length > 0) return undefined
  const [message] = exception.args
  return message === undefined || message.kind === 'Starred' ? undefined : message
}

/** Up to 3.8 `assert` loads the global name, as anybody would. */
function isAssertionError(value: Expression, version: string): boolean {
  if (assertionErrors.has(value)) return true
  return value.kind === 'Name' && value.id === 'AssertionError' && LOADS_NAME.has(version)
}

const LOADS_NAME = new Set(['2.7', '3.4', '3.5', '3.6', '3.7', '3.8'])
