import { ParseError } from '../../../../bytes/ParseError.ts'
import type { Range } from '../../../../model/Listing.ts'
import type { Expression } from '../../decompile/ast.ts'
import type { Token } from './tokenize.ts'

const MAX_DEPTH = 120 // expressions in expressions; CPython's own parser gives up at 200 brackets

/** A text that is parsed, and how its units count in bytes of UTF-8. */
export interface SourceText {
  readonly text: string
  readonly byteAt: (unit: number) => number
}

/** What the parts of an expression are made of; it comes with the reader, since all of them contain each other. */
export interface Grammar {
  /** One expression, without commas. */
  expression(reader: TokenReader): Expression
  /** An expression, or `*expression`. */
  starred(reader: TokenReader): Expression
  /** One expression, or several with commas between them as a tuple; stars allowed. */
  tuple(reader: TokenReader): Expression
  /** The targets of `for`: no comparison, since `in` ends them. */
  targets(reader: TokenReader): Expression
  /** The test of a comprehension: no conditional expression, whose `if` would be the next test. */
  test(reader: TokenReader): Expression
}

/** Reads the tokens of one logical line. */
export class TokenReader {
  readonly source: SourceText
  readonly grammar: Grammar
  readonly #tokens: readonly Token[]
  #at = 0
  #depth: number

  /** `depth`: of the expression in which the tokens stand. */
  constructor(
    { source, grammar }: Pick<TokenReader, 'source' | 'grammar'>,
    tokens: readonly Token[],
    depth = 0,
  ) {
    this.source = source
    this.grammar = grammar
    this.#depth = depth
    this.#tokens = tokens
  }

  get index(): number {
    return this.#at
  }

  set index(index: number) {
    this.#at = index
    this.#depth = 0
  }

  /** For tokens that stand inside an expression of this line. */
  inner(tokens: readonly Token[]): TokenReader {
    return new TokenReader(this, tokens, this.#depth + 1)
  }

  get token(): Token {
    return this.peek(0)
  }

  peek(ahead: number): Token {
    const last = this.#tokens.at(-1)
    const found = this.#tokens[this.#at + ahead] ?? last
    if (found === undefined) throw new Error('a line has an end token')
    return found
  }

  get isAtEnd(): boolean {
    return this.token.kind === 'end'
  }

  next(): Token {
    const { token } = this
    if (token.kind !== 'end') this.#at++
    return token
  }

  /** Whether the next token is that operator or keyword. */
  is(text: string): boolean {
    const { kind } = this.token
    return this.token.text === text && (kind === 'operator' || kind === 'name')
  }

  /** Takes it when it is the next one. */
  take(text: string): boolean {
    if (!this.is(text)) return false
    this.#at++
    return true
  }

  /** Takes it or throws `ParseError`. */
  expect(text: string): Token {
    if (!this.is(text)) throw this.wrong(`${text} expected`)
    return this.next()
  }

  name(): string {
    if (this.token.kind !== 'name') throw this.wrong('a name expected')
    return this.next().text
  }

  wrong(message: string): ParseError {
    return new ParseError(message, this.source.byteAt(this.token.start))
  }

  /** Runs `read` one level deeper; throws `ParseError` when that is too deep. */
  nested<T>(read: () => T): T {
    if (this.#depth === MAX_DEPTH) throw this.wrong(`nested deeper than ${MAX_DEPTH}`)
    this.#depth++
    const value = read()
    this.#depth--
    return value
  }

  /** From the token at `from` to the last one that was taken, in bytes. */
  range(from: Token): Range {
    return this.span(from.start)
  }

  /** The same from a place in the text. */
  span(start: number): Range {
    const last = this.#tokens[this.#at - 1]
    const offset = this.source.byteAt(start)
    return { offset, length: Math.max(0, this.source.byteAt(last?.end ?? start) - offset) }
  }
}

/** Counts the bytes of UTF-8 before each unit of `text`. */
export function toSourceText(text: string): SourceText {
  if (!/[^\u0000-\u007f]/.test(text)) return { text, byteAt: (unit) => unit }
  const counts = new Uint32Array(text.length + 1)
  let bytes = 0
  for (let at = 0; at < text.length; at++) {
    counts[at] = bytes
    bytes += bytesOf(text.charCodeAt(at))
  }
  counts[text.length] = bytes
  return { text, byteAt: (unit) => counts[unit] ?? bytes }
}

/** A pair of surrogates takes four bytes, two for each. */
function bytesOf(unit: number): number {
  if (unit < 0x80) return 1
  if (unit < 0x800 || (unit >= 0xd800 && unit < 0xe000)) return 2
  return 3
}
