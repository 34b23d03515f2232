// Compound statements. https://docs.python.org/3/reference/compound_stmts.html
import type { ExceptHandler, Expression, Keyword, Statement, With } from '../../decompile/ast.ts'
import { parseArguments, parseParameters } from './parseArguments.ts'
import type { TokenReader } from './TokenReader.ts'

/** The lines below a header. */
export interface Below {
  /** What belongs to a header whose colon was read. */
  suite(header: TokenReader): readonly Statement[]
  /** The next line, when it goes on the statement with this keyword. */
  follows(keyword: string): TokenReader | undefined
}

/** A compound statement; undefined when the line begins none. Throws `ParseError` when it begins one and is wrong. */
export function parseCompound(reader: TokenReader, below: Below): Statement | undefined {
  const start = reader.index
  const isAsync = reader.is('async') && reader.take('async')
  const parse = reader.token.kind === 'name' ? COMPOUNDS.get(reader.token.text) : undefined
  if (parse !== undefined) {
    reader.next()
    return parse(reader, below, isAsync)
  }
  reader.index = start
  if (!reader.take('@')) return undefined
  return { kind: 'Expr', value: reader.grammar.expression(reader), at: null } // a decorator
}

type Parse = (reader: TokenReader, below: Below, isAsync: boolean) => Statement

const COMPOUNDS: ReadonlyMap<string, Parse> = new Map<string, Parse>([
  ['if', parseIf],
  ['while', parseWhile],
  ['for', parseFor],
  ['try', parseTry],
  ['with', parseWith],
  ['def', parseDef],
  ['class', parseClass],
])

function suite(reader: TokenReader, below: Below): readonly Statement[] {
  reader.expect(':')
  return below.suite(reader)
}

/** `elif` is an `if` in the `else` before it; there may be thousands. */
function parseIf(reader: TokenReader, below: Below): Statement {
  const first = { test: reader.grammar.expression(reader), body: suite(reader, below) }
  const branches: (typeof first)[] = []
  for (let next = below.follows('elif'); next !== undefined; next = below.follows('elif')) {
    next.next()
    branches.push({ test: next.grammar.expression(next), body: suite(next, below) })
  }
  let orElse = otherwise(below)
  for (const { test, body } of branches.reverse())
    orElse = [{ kind: 'If', test, body, orElse, at: null }]
  return { kind: 'If', ...first, orElse, at: null }
}

function otherwise(below: Below, keyword = 'else'): readonly Statement[] {
  const reader = below.follows(keyword)
  if (reader === undefined) return []
  reader.next()
  return suite(reader, below)
}

function parseWhile(reader: TokenReader, below: Below): Statement {
  const test = reader.grammar.expression(reader)
  const body = suite(reader, below)
  return { kind: 'While', test, body, orElse: otherwise(below), at: null }
}

function parseFor(reader: TokenReader, below: Below, isAsync: boolean): Statement {
  const target = reader.grammar.targets(reader)
  reader.expect('in')
  const iter = reader.grammar.tuple(reader)
  const body = suite(reader, below)
  return { kind: 'For', isAsync, target, iter, body, orElse: otherwise(below), at: null }
}

function parseTry(reader: TokenReader, below: Below): Statement {
  const body = suite(reader, below)
  const handlers: ExceptHandler[] = []
  for (let next = below.follows('except'); next !== undefined; next = below.follows('except')) {
    next.next()
    next.take('*')
    handlers.push(parseHandler(next, below))
  }
  const orElse = otherwise(below)
  const finalBody = otherwise(below, 'finally')
  return { kind: 'Try', isStar: false, body, handlers, orElse, finalBody, at: null }
}

/** `except A, e:` is how Python 2 wrote `as`. */
function parseHandler(reader: TokenReader, below: Below): ExceptHandler {
  const type = reader.is(':') ? null : reader.grammar.expression(reader)
  const isNamed = reader.take('as') || reader.take(',')
  const name = isNamed ? reader.name() : null
  return { type, name, body: suite(reader, below), at: null }
}

function parseWith(reader: TokenReader, below: Below, isAsync: boolean): Statement {
  const items: With['items'][number][] = []
  do {
    const context = reader.grammar.expression(reader)
    items.push({ context, target: reader.take('as') ? reader.grammar.starred(reader) : null })
  } while (reader.take(','))
  return { kind: 'With', isAsync, items, body: suite(reader, below), at: null }
}

function parseDef(reader: TokenReader, below: Below, isAsync: boolean): Statement {
  const name = reader.name()
  reader.expect('(')
  const parameters = parseParameters(reader, ')', true)
  reader.expect(')')
  const returns = reader.take('->') ? reader.grammar.expression(reader) : null
  const body = suite(reader, below)
  const plain = { typeParameters: [], decorators: [], at: null } as const
  return { kind: 'FunctionDef', isAsync, name, parameters, returns, body, ...plain }
}

function parseClass(reader: TokenReader, below: Below): Statement {
  const name = reader.name()
  const { args, keywords } = reader.take('(') ? bases(reader) : { args: [], keywords: [] }
  const body = suite(reader, below)
  const plain = { typeParameters: [], decorators: [], at: null } as const
  return { kind: 'ClassDef', name, bases: args, keywords, body, ...plain }
}

function bases(reader: TokenReader): {
  readonly args: readonly Expression[]
  readonly keywords: readonly Keyword[]
} {
  const given = parseArguments(reader)
  reader.expect(')')
  return given
}
