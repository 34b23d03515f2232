// Simple statements. https://docs.python.org/3/reference/simple_stmts.html
import type { Alias, BinaryOperator, Expression, Statement } from '../../decompile/ast.ts'
import type { Token } from './tokenize.ts'
import type { TokenReader } from './TokenReader.ts'

/** The statements up to the end of the line, with semicolons between them. Throws `ParseError`. */
export function parseSimple(reader: TokenReader): readonly Statement[] {
  const statements: Statement[] = []
  while (!reader.isAtEnd) {
    statements.push(parseStatement(reader))
    if (!reader.take(';')) break
  }
  if (!reader.isAtEnd) throw reader.wrong('no statement')
  return statements
}

type Parse = (reader: TokenReader, start: Token) => Statement

function parseStatement(reader: TokenReader): Statement {
  const start = reader.token
  const parse = start.kind === 'name' ? STATEMENTS.get(start.text) : undefined
  if (parse !== undefined) {
    reader.next()
    return parse(reader, start)
  }
  return parseExecStatement(reader) ?? parseAssignment(reader)
}

const STATEMENTS: ReadonlyMap<string, Parse> = new Map<string, Parse>([
  ['pass', (reader, start) => ({ kind: 'Pass', at: reader.range(start) })],
  ['break', (reader, start) => ({ kind: 'Break', at: reader.range(start) })],
  ['continue', (reader, start) => ({ kind: 'Continue', at: reader.range(start) })],
  ['return', parseReturn],
  ['raise', parseRaise],
  ['del', parseDelete],
  ['assert', parseAssert],
  ['global', (reader, start) => parseNames(reader, start, 'Global')],
  ['nonlocal', (reader, start) => parseNames(reader, start, 'Nonlocal')],
  ['import', parseImport],
  ['from', parseImportFrom],
])

function endsStatement(reader: TokenReader): boolean {
  return reader.isAtEnd || reader.is(';')
}

function parseReturn(reader: TokenReader, start: Token): Statement {
  const value = endsStatement(reader) ? null : reader.grammar.tuple(reader)
  return { kind: 'Return', value, at: reader.range(start) }
}

function parseRaise(reader: TokenReader, start: Token): Statement {
  const exception = endsStatement(reader) ? null : reader.grammar.tuple(reader)
  const cause = reader.take('from') ? reader.grammar.expression(reader) : null
  return { kind: 'Raise', exception, cause, at: reader.range(start) }
}

function parseDelete(reader: TokenReader, start: Token): Statement {
  const targets = [reader.grammar.tuple(reader)]
  return { kind: 'Delete', targets, at: reader.range(start) }
}

function parseAssert(reader: TokenReader, start: Token): Statement {
  const test = reader.grammar.expression(reader)
  const message = reader.take(',') ? reader.grammar.expression(reader) : null
  return { kind: 'Assert', test, message, at: reader.range(start) }
}

function parseNames(reader: TokenReader, start: Token, kind: 'Global' | 'Nonlocal'): Statement {
  const names = [reader.name()]
  while (reader.take(',')) names.push(reader.name())
  return { kind, names, at: reader.range(start) }
}

function parseImport(reader: TokenReader, start: Token): Statement {
  const names = [parseAlias(reader, true)]
  while (reader.take(',')) names.push(parseAlias(reader, true))
  return { kind: 'Import', names, at: reader.range(start) }
}

function parseImportFrom(reader: TokenReader, start: Token): Statement {
  let level = 0
  while (reader.is('.') || reader.is('...')) level += reader.next().text.length
  const module = reader.is('import') ? '' : parseDotted(reader)
  reader.expect('import')
  if (reader.take('*')) {
    const names = [{ name: '*', asName: null }]
    return { kind: 'ImportFrom', module, level, names, at: reader.range(start) }
  }
  const isOpen = reader.take('(')
  const names = [parseAlias(reader, false)]
  while (reader.take(',') && !reader.is(')')) names.push(parseAlias(reader, false))
  if (isOpen) reader.expect(')')
  return { kind: 'ImportFrom', module, level, names, at: reader.range(start) }
}

function parseAlias(reader: TokenReader, isDotted: boolean): Alias {
  const name = isDotted ? parseDotted(reader) : reader.name()
  return { name, asName: reader.take('as') ? reader.name() : null }
}

function parseDotted(reader: TokenReader): string {
  let name = reader.name()
  while (reader.take('.')) name += `.${reader.name()}`
  return name
}

/** The statement of Python 2: `exec code`, `exec code in names`. */
function parseExecStatement(reader: TokenReader): Statement | undefined {
  const start = reader.token
  const { kind } = reader.peek(1)
  if (!reader.is('exec') || (kind !== 'string' && kind !== 'name')) return undefined
  const func: Expression = { kind: 'Name', id: 'exec', at: reader.range(reader.next()) }
  const args = [reader.grammar.starred(reader)]
  if (reader.take('in')) reader.grammar.tuple(reader)
  const at = reader.range(start)
  return { kind: 'Expr', value: { kind: 'Call', func, args, keywords: [], at }, at }
}

const AUGMENTED: ReadonlyMap<string, BinaryOperator> = new Map([
  ['+=', '+'],
  ['-=', '-'],
  ['*=', '*'],
  ['/=', '/'],
  ['//=', '//'],
  ['%=', '%'],
  ['@=', '@'],
  ['&=', '&'],
  ['|=', '|'],
  ['^=', '^'],
  ['>>=', '>>'],
  ['<<=', '<<'],
  ['**=', '**'],
])

function parseAssignment(reader: TokenReader): Statement {
  const start = reader.token
  const first = reader.grammar.tuple(reader)
  const op = AUGMENTED.get(reader.token.text)
  if (op !== undefined) {
    reader.next()
    const value = reader.grammar.tuple(reader)
    return { kind: 'AugAssign', target: first, op, value, at: reader.range(start) }
  }
  if (reader.take(':')) {
    const annotation = reader.grammar.expression(reader)
    const value = reader.take('=') ? reader.grammar.tuple(reader) : null
    return { kind: 'AnnAssign', target: first, annotation, value, at: reader.range(start) }
  }
  const values = [first]
  while (reader.take('=')) values.push(reader.grammar.tuple(reader))
  const value = values.pop() ?? first
  if (values.length === 0) return { kind: 'Expr', value, at: reader.range(start) }
  return { kind: 'Assign', targets: values, value, at: reader.range(start) }
}
