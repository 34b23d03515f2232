import type { Range } from '../../../../model/Listing.ts'
import type { Sheet } from './Sheet.ts'

const INDENT = '    '

/** The lines of a source as they come about. */
export class Lines {
  readonly sheet: Sheet
  readonly ranges: (Range | null)[] = []
  readonly #texts: string[] = []
  #depth = 0

  constructor(sheet: Sheet) {
    this.sheet = sheet
  }

  get depth(): number {
    return this.#depth
  }

  /** The source so far: each line ends with a line feed. */
  get source(): string {
    return this.#texts.map((text) => `${text}\n`).join('')
  }

  /** A line, or what one was broken into, that speaks of the bytes noted since the last one. */
  add(text: string): void {
    const ranges = this.sheet.takeRanges()
    const [first = '', ...others] = text.split('\n')
    this.#addRow(others.length === 0 ? first : tidy(first), ranges[0] ?? null, this.#depth)
    for (const [index, other] of others.entries())
      this.#addRow(tidy(other), ranges[index + 1] ?? null, this.#depth + 1)
  }

  #addRow(text: string, range: Range | null, depth: number): void {
    this.#put(`${INDENT.repeat(depth)}${text}`, range)
    this.sheet.spend(INDENT.length * depth + text.length / 2)
  }

  addBlank(): void {
    this.#put('', null)
  }

  /** What `print` adds stands one step to the right. */
  indented(print: () => void): void {
    this.#depth++
    print()
    this.#depth--
  }

  #put(text: string, range: Range | null): void {
    this.#texts.push(text)
    this.ranges.push(range)
  }
}

/** A part of a broken line without the blanks around it, but for one before a backslash. */
function tidy(text: string): string {
  const trimmed = text.trim()
  return trimmed.endsWith('\\') ? `${trimmed.slice(0, -1).trimEnd()} \\` : trimmed
}
