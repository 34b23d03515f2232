import type { Budget } from '../Budget.ts'

/** The length of a text that is put together of pieces: each is paid for once, and the whole is limited. */
export class Growth {
  readonly #budget: Budget
  #length = 0

  constructor(budget: Budget) {
    this.#budget = budget
  }

  /** Whether a piece still fits. */
  fits({ length }: { readonly length: number }): boolean {
    this.#length += length
    return this.#budget.allows(this.#length) && this.#budget.affords(length)
  }
}
