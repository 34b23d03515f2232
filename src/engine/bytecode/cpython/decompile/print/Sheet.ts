import type { Range } from '../../../../model/Listing.ts'
import { printableIn } from '../../../../encodings/python-repr/printable.ts'
import type { Repr } from '../../repr.ts'
import { codePointsOf, reprText } from '../../../../encodings/python-repr/reprText.ts'
import type { Version } from '../../versions/Version.ts'
import type { Expression } from '../ast.ts'
import { firstAt } from './firstAt.ts'
import { Layout, type LineOf } from './Layout.ts'
import { needsParentheses } from './level.ts'
import { quoted } from './quoted.ts'
import { SourceFull, Unprintable } from './Unprintable.ts'

export interface PrintOptions {
  readonly version: Version
  readonly repr: Repr
  /** Where given, lines are broken where the original broke them. */
  readonly lineOf?: LineOf
  /** Whether a NOP stands before the instructions of the line that those bytes belong to; null: not known. */
  readonly isAfterNop?: (at: Range | null) => boolean | null
}

/** The text of an expression, without parentheses around it. */
export type TextOf = (node: Expression, sheet: Sheet) => string

const MAX_DEPTH = 190 // CPython's tokenizer refuses 200 open brackets
const MAX_CHARACTERS = 6 * 1024 * 1024 // several times what the largest code, of 1 MB, comes to
const NODE = 4 // characters that a node counts for, so that trees that share their parts end too

/** What one source is printed on: how deep, how much, of which bytes, and whether it is still what was asked for. */
export class Sheet {
  readonly repr: Repr
  readonly layout: Layout
  readonly isAfterNop: (at: Range | null) => boolean | null
  readonly isPrintable: (point: number) => boolean
  /** Whether all that was asked for stands there as Python that says the same. */
  isExact = true
  /** Quotes of the f-strings around, none of which may stand in what is printed now, nor any backslash. */
  inside: readonly string[] = []
  readonly #textOf: TextOf
  readonly #number: number
  #range: Range | null = null
  #rows: (Range | null)[] = []
  #depth = 0
  #left = MAX_CHARACTERS

  constructor({ version, repr, lineOf, isAfterNop }: PrintOptions, textOf: TextOf) {
    this.repr = repr
    this.layout = new Layout(lineOf)
    this.isAfterNop = isAfterNop ?? (() => null)
    this.isPrintable = printableIn(version.unicode)
    this.#textOf = textOf
    this.#number = numberOf(version.id)
  }

  /** Whether that version, as 308 for 3.8, is this one or older. */
  has(version: number): boolean {
    return this.#number >= version
  }

  /** What is printed now exists only from that version on. */
  needs(version: number): void {
    if (!this.has(version)) this.isExact = false
  }

  expects(isSo: boolean): void {
    if (!isSo) this.isExact = false
  }

  /** The expression, with parentheses where its place wants a tighter one. */
  print(node: Expression, least: number): string {
    if (this.#depth >= MAX_DEPTH) return this.mark('nested too deeply')
    this.#depth++
    const isOpen = !needsParentheses(node, least)
    const lead = isOpen && isBare(node) ? '' : this.lead(node)
    this.note(node.at)
    const text = isOpen
      ? this.#textOf(node, this)
      : `(${this.layout.inBrackets(() => this.#textOf(node, this))})`
    this.#depth--
    return lead + text
  }

  /** The same where the expression can be put in parentheses without changing what it is. */
  printWhole(node: Expression, least: number): string {
    return this.layout.whole(() => this.print(node, least))
  }

  /** The break before the expression, for what is printed before it on its line; '' for none. */
  lead(node: Expression): string {
    return this.breakAt(firstAt(node))
  }

  breakAt(at: Range | null): string {
    const text = this.layout.breakAt(at)
    if (text !== '') this.#rows.push(this.#takeRange())
    return text
  }

  /** What cannot be written in Python, as text in quotes behind a `$`, which no Python accepts. */
  mark(text: string): string {
    this.isExact = false
    this.spend(text.length)
    if (this.inside.length === 0) return `$${reprText(codePointsOf(text), this.isPrintable)}`
    return `$${quoted(codePointsOf(text), '', this)}`
  }

  /** Counts what is printed. */
  spend(characters: number): void {
    this.#left -= characters
    if (this.#left < 0) throw new SourceFull()
  }

  /** The line that is being made speaks of these bytes too. */
  note(at: Range | null): void {
    this.spend(NODE)
    if (at === null) return
    this.#range = this.#range === null ? at : covering(this.#range, at)
  }

  /** The bytes that were noted since it was last asked, line by line. */
  takeRanges(): readonly (Range | null)[] {
    const ranges = [...this.#rows, this.#takeRange()]
    this.#rows = []
    return ranges
  }

  #takeRange(): Range | null {
    const range = this.#range
    this.#range = null
    return range
  }

  /** What `print` makes inside those quotes; null when they do not do. */
  tryInside(inside: readonly string[], print: () => string): string | null {
    const [before, depth, rows] = [this.inside, this.#depth, this.#rows.length]
    const { state } = this.layout
    this.inside = inside
    try {
      return print()
    } catch (error) {
      if (!(error instanceof Unprintable)) throw error
      this.#depth = depth
      this.#rows.length = rows
      this.layout.state = state
      return null
    } finally {
      this.inside = before
    }
  }
}

/** Whether it has no first token of its own and no parentheses. */
function isBare(node: Expression): boolean {
  return node.kind === 'Tuple' && node.elements.length > 0
}

/** 308 of `3.8`. */
function numberOf(id: string): number {
  const [major = 0, minor = 0] = id.split('.').map(Number)
  return major * 100 + minor
}

function covering(first: Range, second: Range): Range {
  const offset = Math.min(first.offset, second.offset)
  const end = Math.max(first.offset + first.length, second.offset + second.length)
  return { offset, length: end - offset }
}
