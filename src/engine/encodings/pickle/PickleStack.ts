/** The stack of a pickle machine that builds nothing: it knows text, marks, and that something is there. */
export class PickleStack {
  readonly #values: (string | null)[] = []
  /** Heights at which marks stand. */
  readonly #marks: number[] = []

  get height(): number {
    return this.#values.length
  }

  push(value: string | null): void {
    this.#values.push(value)
  }

  mark(): void {
    this.#marks.push(this.#values.length)
  }

  /** Takes `count` values, the lowest first; undefined when fewer stand above the last mark. */
  take(count: number): readonly (string | null)[] | undefined {
    const floor = this.#marks.at(-1) ?? 0
    const start = this.#values.length - count
    return start < floor ? undefined : this.#values.splice(start, count)
  }

  /** Takes all down to the last mark, and the mark; undefined when there is none. */
  takeToMark(): readonly (string | null)[] | undefined {
    const start = this.#marks.pop()
    return start === undefined ? undefined : this.#values.splice(start)
  }

  /** Takes a value, or the mark when it stands on top, as Python's POP does; whether there was either. */
  pop(): boolean {
    if (this.#marks.at(-1) === this.#values.length) return this.#marks.pop() !== undefined
    return this.#values.pop() !== undefined
  }
}
