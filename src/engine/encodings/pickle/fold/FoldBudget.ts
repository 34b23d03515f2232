const MAX_OUTPUT = 4 * 1024 * 1024 // characters or bytes of one result: the code of a large module is less
const MAX_TOTAL = 32 * 1024 * 1024 // of all results of a pickle
const MAX_CALLS = 20_000 // that calls make, such as map over a list

/** How much may come of folding. */
export class FoldBudget {
  #left = MAX_TOTAL
  #calls = MAX_CALLS

  /** The most that the next result may have. */
  get output(): number {
    return Math.min(this.#left, MAX_OUTPUT)
  }

  /** Whether a result of that many characters or bytes may be made; it is then counted. */
  takes(length: number): boolean {
    if (length > this.output) return false
    this.#left -= length
    return true
  }

  /** Whether one more call may be noted that another call makes. */
  takesCall(): boolean {
    return --this.#calls >= 0
  }
}
