import type { ComprehensionFor, Dict, Expression } from '../../decompile/ast.ts'
import type { TokenReader } from './TokenReader.ts'

/** `for x in y if z`, one or more. */
export function parseGenerators(reader: TokenReader): readonly ComprehensionFor[] {
  const generators: ComprehensionFor[] = []
  while (reader.is('for') || reader.is('async')) {
    const isAsync = reader.take('async')
    reader.expect('for')
    const target = reader.grammar.targets(reader)
    reader.expect('in')
    const iter = reader.grammar.test(reader)
    const ifs: Expression[] = []
    while (reader.take('if')) ifs.push(reader.grammar.test(reader))
    generators.push({ target, iter, ifs, isAsync })
  }
  return generators
}

/** `(…)`: a tuple, a generator, or an expression in parentheses. */
export function parseParenthesis(reader: TokenReader): Expression {
  const start = reader.expect('(')
  if (reader.take(')')) return { kind: 'Tuple', elements: [], at: reader.range(start) }
  if (reader.is('yield')) return closed(reader, parseYield(reader), ')')
  const first = reader.grammar.starred(reader)
  if (isComprehension(reader)) {
    const generators = parseGenerators(reader)
    reader.expect(')')
    return {
      kind: 'GeneratorExp',
      element: first,
      value: null,
      generators,
      at: reader.range(start),
    }
  }
  if (!reader.is(',')) return closed(reader, first, ')')
  const elements = parseRest(reader, first, ')')
  return { kind: 'Tuple', elements, at: reader.range(start) }
}

export function parseYield(reader: TokenReader): Expression {
  const start = reader.expect('yield')
  const kind = reader.take('from') ? 'YieldFrom' : 'Yield'
  const isBare = reader.isAtEnd || reader.is(')') || reader.is(';')
  return { kind, value: isBare ? null : reader.grammar.starred(reader), at: reader.range(start) }
}

export function parseList(reader: TokenReader): Expression {
  const start = reader.expect('[')
  if (reader.take(']')) return { kind: 'List', elements: [], at: reader.range(start) }
  const first = reader.grammar.starred(reader)
  if (isComprehension(reader)) {
    const generators = parseGenerators(reader)
    reader.expect(']')
    return { kind: 'ListComp', element: first, value: null, generators, at: reader.range(start) }
  }
  return { kind: 'List', elements: parseRest(reader, first, ']'), at: reader.range(start) }
}

/** `{…}`: a dictionary or a set, or a comprehension of either. */
export function parseBraces(reader: TokenReader): Expression {
  const start = reader.expect('{')
  if (reader.take('}')) return { kind: 'Dict', entries: [], at: reader.range(start) }
  if (reader.is('**'))
    return { kind: 'Dict', entries: parseEntries(reader, []), at: reader.range(start) }
  const element = reader.grammar.starred(reader)
  const value = reader.take(':') ? reader.grammar.expression(reader) : null
  if (isComprehension(reader)) {
    const generators = parseGenerators(reader)
    reader.expect('}')
    const kind = value === null ? 'SetComp' : 'DictComp'
    return { kind, element, value, generators, at: reader.range(start) }
  }
  if (value === null)
    return { kind: 'Set', elements: parseRest(reader, element, '}'), at: reader.range(start) }
  const entries = parseEntries(reader, [{ key: element, value }])
  return { kind: 'Dict', entries, at: reader.range(start) }
}

function parseEntries(reader: TokenReader, first: Dict['entries']): Dict['entries'] {
  const entries = [...first]
  if (entries.length > 0) reader.take(',')
  while (!reader.is('}')) {
    const key = reader.take('**') ? null : reader.grammar.expression(reader)
    if (key !== null) reader.expect(':')
    entries.push({ key, value: reader.grammar.expression(reader) })
    if (!reader.take(',')) break
  }
  reader.expect('}')
  return entries
}

function parseRest(reader: TokenReader, first: Expression, close: string): readonly Expression[] {
  const elements = [first]
  while (reader.take(',') && !reader.is(close)) elements.push(reader.grammar.starred(reader))
  reader.expect(close)
  return elements
}

function isComprehension(reader: TokenReader): boolean {
  return reader.is('for') || reader.is('async')
}

function closed(reader: TokenReader, value: Expression, close: string): Expression {
  reader.expect(close)
  return value
}
