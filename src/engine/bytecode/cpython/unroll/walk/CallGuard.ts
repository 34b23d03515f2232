import type { Budget } from '../Budget.ts'
import { UNKNOWN, type FunctionValue, type Value } from '../values.ts'

const MAX_CALLS = 24 // of known functions in each other
const MAX_STEPS = 500_000 // taken inside known functions, of one syntax tree

/** Follows calls of functions that the code itself defines, as far as that leads somewhere. */
export class CallGuard {
  readonly #budget: Budget
  readonly #active = new Set<FunctionValue['node']>()
  #calls = 0
  #left = MAX_STEPS
  #least = 0

  constructor(budget: Budget) {
    this.#budget = budget
  }

  /** Runs the body of a function; unknown when it only goes round, or takes too long. */
  follow(node: FunctionValue['node'], hasData: boolean, run: () => Value): Value {
    const isAgain = this.#active.has(node)
    if (this.#calls === MAX_CALLS || (isAgain && !hasData)) return UNKNOWN
    const { steps } = this.#budget
    if (this.#calls === 0) this.#least = steps - this.#left
    if (steps <= this.#least) return UNKNOWN
    this.#calls++
    this.#active.add(node)
    const value = run()
    if (!isAgain) this.#active.delete(node)
    this.#calls--
    if (this.#calls === 0) this.#settle(steps)
    return value
  }

  #settle(before: number): void {
    this.#left -= before - this.#budget.steps
    if (this.#left <= 0 && !this.#budget.isSpent)
      this.#budget.fault('calls of functions inside the code were not all followed')
  }
}
