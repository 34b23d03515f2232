const MAX_OUTPUT = 4 * 1024 * 1024 // characters or bytes of one result: the code of a large module is less
const MAX_WORK = 64 * 1024 * 1024 // characters, bytes and items that go in and come out, of all calls of a pickle
const MAX_CALLS = 20_000 // that calls make, such as map over a list

/** How much folding may do. */
export class FoldBudget {
  #left = MAX_WORK
  #calls = MAX_CALLS

  /** The most that the next result may have. */
  get output(): number {
    return Math.min(this.#left, MAX_OUTPUT)
  }

  /** Counts what goes into a call or comes out of it; whether there was room for it. */
  takes(size: number): boolean {
    if (size > this.#left) return false
    this.#left -= size
    return true
  }

  /** Whether one more call may be noted that another call makes. */
  takesCall(): boolean {
    return --this.#calls >= 0
  }
}
