import { PickleEnd, broken } from './PickleEnd.ts'
import type { PickleValue } from './PickleValue.ts'

const MAX_VALUES = 4_000_000 // on the stack at once; a list of numbers is put away in thousands
const MAX_MARKS = 1_000_000 // each nested container that is being built has one

/** The stack and its marks. What lies below the last mark cannot be taken, as in CPython. */
export class PickleStack {
  readonly #values: PickleValue[] = []
  /** Heights at which marks stand. */
  readonly #marks: number[] = []

  /** How many marks are open. */
  get depth(): number {
    return this.#marks.length
  }

  push(value: PickleValue): void {
    if (this.#values.length === MAX_VALUES)
      throw new PickleEnd('limit', `over ${MAX_VALUES} values are on the stack`)
    this.#values.push(value)
  }

  mark(): void {
    if (this.#marks.length === MAX_MARKS)
      throw new PickleEnd('limit', `over ${MAX_MARKS} marks are on the stack`)
    this.#marks.push(this.#values.length)
  }

  pop(): PickleValue {
    const value = this.top()
    this.#values.pop()
    return value
  }

  top(): PickleValue {
    const value = this.#values.at(-1)
    if (value === undefined || this.#values.length === this.#fence)
      throw broken(`there is nothing on the stack${this.depth > 0 ? ' above its last mark' : ''}`)
    return value
  }

  /** Takes `count` values, the lowest first. */
  take(count: number): PickleValue[] {
    const above = this.#values.length - this.#fence
    if (above < count) throw broken(`${count} values are needed, ${above} are on the stack`)
    return this.#values.splice(this.#values.length - count, count)
  }

  /** Takes all down to the last mark, and the mark. */
  takeToMark(): PickleValue[] {
    const start = this.#marks.pop()
    if (start === undefined) throw broken('there is no mark on the stack')
    return this.#values.splice(start)
  }

  /** What POP does: takes the mark when it stands on top. */
  popOrMark(): void {
    if (this.depth > 0 && this.#values.length === this.#fence) this.#marks.pop()
    else this.pop()
  }

  get #fence(): number {
    return this.#marks.at(-1) ?? 0
  }
}
