import type { Expression, Keyword, Parameter, Parameters } from '../../decompile/ast.ts'
import { parseGenerators } from './parseDisplay.ts'
import type { TokenReader } from './TokenReader.ts'

interface Arguments {
  readonly args: readonly Expression[]
  readonly keywords: readonly Keyword[]
}

/** What stands between the parentheses of a call. */
export function parseArguments(reader: TokenReader): Arguments {
  const args: Expression[] = []
  const keywords: Keyword[] = []
  while (!reader.is(')')) {
    if (reader.take('**')) keywords.push({ arg: null, value: reader.grammar.expression(reader) })
    else if (reader.token.kind === 'name' && reader.peek(1).text === '=') {
      const arg = reader.name()
      reader.expect('=')
      keywords.push({ arg, value: reader.grammar.expression(reader) })
    } else args.push(parseArgument(reader))
    if (!reader.take(',')) break
  }
  return { args, keywords }
}

function parseArgument(reader: TokenReader): Expression {
  const start = reader.token
  const element = reader.grammar.starred(reader)
  if (!reader.is('for') && !reader.is('async')) return element
  const generators = parseGenerators(reader)
  return { kind: 'GeneratorExp', element, value: null, generators, at: reader.range(start) }
}

/** Parameters up to `close`. `isAnnotated`: those of `def`, not of `lambda`. */
export function parseParameters(
  reader: TokenReader,
  close: string,
  isAnnotated: boolean,
): Parameters {
  let positionalOnly: readonly Parameter[] = []
  let positional: Parameter[] = []
  const keywordOnly: Parameter[] = []
  let variadic: Parameter | null = null
  let keywords: Parameter | null = null
  let hasStar = false
  while (!reader.is(close)) {
    if (reader.take('/')) {
      positionalOnly = positional
      positional = []
    } else if (reader.take('**')) keywords = parseParameter(reader, isAnnotated)
    else if (reader.take('*')) {
      hasStar = true
      if (!reader.is(',')) variadic = parseParameter(reader, isAnnotated)
    } else (hasStar ? keywordOnly : positional).push(parseParameter(reader, isAnnotated))
    if (!reader.take(',')) break
  }
  return { positionalOnly, positional, variadic, keywordOnly, keywords }
}

function parseParameter(reader: TokenReader, isAnnotated: boolean): Parameter {
  const name = reader.name()
  const annotation = isAnnotated && reader.take(':') ? reader.grammar.starred(reader) : null
  return { name, annotation, default: reader.take('=') ? reader.grammar.expression(reader) : null }
}
