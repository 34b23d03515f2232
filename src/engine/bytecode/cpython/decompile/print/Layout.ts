import type { Range } from '../../../../model/Listing.ts'
import type { Expression } from '../ast.ts'
import { firstAt } from './firstAt.ts'

/** The line of the original source that some bytes of the payload came from; null where nobody knows. */
export type LineOf = (at: Range | null) => number | null

/** What `Layout` goes back to when a text is made again. */
export interface LayoutState {
  readonly line: number | null
  readonly breaks: number
  readonly brackets: number
  readonly isFixed: boolean
  readonly needsBrackets: boolean
}

const MAX_BREAKS = 2000 // in one statement; a line table may say whatever it likes
const NONE: LineOf = () => null

/**
 * Tells where to break lines: where what is printed next stood on a later line of the original than what was printed
 * last. How many lines lie between does not matter, as they only count as the same or not to the compiler.
 */
export class Layout {
  readonly #lineOf: LineOf
  #line: number | null = null
  #breaks = 0
  #brackets = 0
  /** Whether breaks are left out, as in the braces of an f-string before 3.12. */
  #isFixed = false
  /** Whether a break outside of brackets will get some; else the line goes on behind a backslash. */
  #getsBrackets = false
  #needsBrackets = false

  constructor(lineOf: LineOf = NONE) {
    this.#lineOf = lineOf
  }

  get state(): LayoutState {
    return {
      line: this.#line,
      breaks: this.#breaks,
      brackets: this.#brackets,
      isFixed: this.#isFixed,
      needsBrackets: this.#needsBrackets,
    }
  }

  set state({ line, breaks, brackets, isFixed, needsBrackets }: LayoutState) {
    this.#line = line
    this.#breaks = breaks
    this.#brackets = brackets
    this.#isFixed = isFixed
    this.#needsBrackets = needsBrackets
  }

  /** The line of what was printed last. */
  get line(): number | null {
    return this.#line
  }

  lineOf(at: Range | null): number | null {
    return this.#lineOf(at)
  }

  /** A statement begins. */
  start(): void {
    this.#line = null
    this.#breaks = 0
  }

  /** Whether the first token of the expression comes on a later line. */
  isLater(node: Expression): boolean {
    const line = this.#lineOf(firstAt(node))
    return line !== null && this.#line !== null && line > this.#line
  }

  /** The break before what stands there; '' for none. */
  breakAt(at: Range | null): string {
    const line = this.#lineOf(at)
    if (line === null || this.#isFixed) return ''
    const isLater = this.#line !== null && line > this.#line
    if (isLater || this.#line === null) this.#line = line
    return isLater && this.#breaks < MAX_BREAKS ? this.#break() : ''
  }

  #break(): string {
    this.#breaks++
    if (this.#brackets > 0) return '\n'
    if (!this.#getsBrackets) return '\\\n'
    this.#needsBrackets = true
    return '\n'
  }

  /** What is printed inside of brackets, where lines may be broken. */
  inBrackets<Result>(print: () => Result): Result {
    this.#brackets++
    const text = print()
    this.#brackets--
    return text
  }

  /** What is printed where no line may be broken. */
  fixed<Result>(print: () => Result): Result {
    const before = this.#isFixed
    this.#isFixed = true
    const text = print()
    this.#isFixed = before
    return text
  }

  /** What can be put in parentheses as a whole, and is when it is broken outside of other brackets. */
  whole(print: () => string): string {
    if (this.#brackets > 0) return print()
    this.#getsBrackets = true
    this.#needsBrackets = false
    const text = print()
    this.#getsBrackets = false
    return this.state.needsBrackets ? `(${text})` : text
  }
}
