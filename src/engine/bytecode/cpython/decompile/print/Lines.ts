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

  /** A line that speaks of the bytes noted since the last one. */
  add(text: string): void {
    this.#put(`${INDENT.repeat(this.#depth)}${text}`, this.sheet.takeRange())
    this.sheet.spend(INDENT.length * this.#depth + text.length / 2)
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
