// Statements of Python, as far as they can be told: what cannot be parsed is skipped to the next line, and told.
// https://docs.python.org/3/reference/grammar.html
import { ParseError } from '../../../../bytes/ParseError.ts'
import type { Expression, Statement } from '../../decompile/ast.ts'
import { parseCompound } from './parseCompound.ts'
import { grammar } from './parseExpression.ts'
import { parseSimple } from './parseSimple.ts'
import { toSourceText, TokenReader, type SourceText } from './TokenReader.ts'
import { tokenize, type Line } from './tokenize.ts'

/** A text as Python. Places are bytes of its UTF-8. */
export interface ParsedSource {
  readonly body: readonly Statement[]
  /** Logical lines. */
  readonly lines: number
  /** Those that could not be parsed. */
  readonly failures: number
}

const MAX_DEPTH = 60 // blocks in blocks; CPython refuses more than 100 indentations

/** Parses a text as a module. Never throws for what is in it. */
export function parseSource(text: string): ParsedSource {
  const source = toSourceText(text)
  const lines = tokenize(text)
  const blocks = new Blocks(source, lines)
  const body = blocks.read(-1, 0)
  return { body, lines: lines.length, failures: blocks.failures }
}

/** Parses a text as one expression; undefined when it is none. */
export function parseExpressionText(text: string): Expression | undefined {
  const lines = tokenize(text.trim())
  const [line] = lines
  if (line === undefined || lines.length > 1) return undefined
  const reader = new TokenReader({ source: toSourceText(text.trim()), grammar }, line.tokens)
  try {
    const value = grammar.tuple(reader)
    return reader.isAtEnd ? value : undefined
  } catch (error) {
    if (error instanceof ParseError) return undefined
    throw error
  }
}

/** Reads blocks by their indentation. */
class Blocks {
  readonly #source: SourceText
  readonly #lines: readonly Line[]
  #at = 0
  failures = 0

  constructor(source: SourceText, lines: readonly Line[]) {
    this.#source = source
    this.#lines = lines
  }

  /** The statements that are indented by more than `indent`. */
  read(indent: number, depth: number): readonly Statement[] {
    const statements: Statement[] = []
    for (let line = this.#lines[this.#at]; line !== undefined; line = this.#lines[this.#at]) {
      if (line.indent <= indent) break
      this.#at++
      statements.push(...this.#readLine(line, depth))
    }
    return statements
  }

  #readLine(line: Line, depth: number): readonly Statement[] {
    const reader = new TokenReader({ source: this.#source, grammar }, line.tokens)
    try {
      const isTooDeep = depth === MAX_DEPTH
      const compound = isTooDeep
        ? undefined
        : parseCompound(reader, {
            suite: (header) => this.#suite(header, line.indent, depth + 1),
            follows: (keyword) => this.#follows(keyword, line.indent),
          })
      if (compound !== undefined) return [compound]
      return parseSimple(reader)
    } catch (error) {
      if (!(error instanceof ParseError)) throw error
      this.failures++
      return [salvaged(reader)]
    }
  }

  /** What follows the colon: statements in the same line, or a block. */
  #suite(header: TokenReader, indent: number, depth: number): readonly Statement[] {
    return header.isAtEnd ? this.read(indent, depth) : parseSimple(header)
  }

  /** The next line, when it goes on the same statement with a keyword such as `else`. */
  #follows(keyword: string, indent: number): TokenReader | undefined {
    const line = this.#lines[this.#at]
    if (line?.indent !== indent || line.tokens[0]?.text !== keyword) return undefined
    this.#at++
    return new TokenReader({ source: this.#source, grammar }, line.tokens)
  }
}

const MAX_TRIES = 200 // places of one line where an expression may begin

/** The calls in a line that is no statement. */
function salvaged(reader: TokenReader): Statement {
  const values: Expression[] = []
  reader.index = 0
  for (let tries = 0; !reader.isAtEnd && tries < MAX_TRIES; tries++) {
    const start = reader.index
    const value = reader.token.kind === 'name' ? tryExpression(reader) : undefined
    if (value?.kind === 'Call') values.push(value)
    else reader.index = start + 1
  }
  return { kind: 'Unstructured', label: 'not parsed', lines: [], values, at: null }
}

function tryExpression(reader: TokenReader): Expression | undefined {
  try {
    return grammar.expression(reader)
  } catch (error) {
    if (error instanceof ParseError) return undefined
    throw error
  }
}
