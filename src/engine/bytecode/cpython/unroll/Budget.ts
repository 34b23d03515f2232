import type { Fault, Range } from '../../../model/Listing.ts'

// Limits of one payload, all stages together.
const MAX_STEPS = 1_000_000 // half a second; what real models hold takes fewer than 10,000
const MAX_DERIVED_BYTES = 8 * 1024 * 1024 // of what is unpacked and shown
const MAX_VALUE_BYTES = 8 * 1024 * 1024 // of one value
const BYTES_OF_STEP = 64 // bytes that are put together in the time of a step
const MAX_FAULTS = 20

/** What may still be done for a payload; each limit that was met is a fault, once. */
export class Budget {
  readonly #faults = new Map<string, Fault>()
  #steps = MAX_STEPS
  #derived = MAX_DERIVED_BYTES
  /** Where in the payload what is being unrolled came from. */
  place: Range = { offset: 0, length: 0 }

  /** Steps that are left. */
  get steps(): number {
    return this.#steps
  }

  get isSpent(): boolean {
    return this.#steps <= 0
  }

  /** Takes a step; whether there was one left. */
  step(): boolean {
    this.#steps--
    if (this.#steps > 0) return true
    if (this.#steps === 0) this.fault(`unrolling stopped after ${MAX_STEPS} steps`)
    return false
  }

  /** Whether a value may be of that size. */
  allows(length: number): boolean {
    if (length <= MAX_VALUE_BYTES) return length >= 0
    this.fault(`a value of ${length} bytes was not put together: the limit is ${MAX_VALUE_BYTES}`)
    return false
  }

  /** Whether a value of that size may be made; takes as many steps as it is long. */
  affords(length: number): boolean {
    if (!this.allows(length) || this.isSpent) return false
    this.#steps = Math.max(this.#steps - Math.floor(length / BYTES_OF_STEP), 1)
    return this.step()
  }

  /** Bytes that may still be unpacked. */
  get derivable(): number {
    return this.#derived
  }

  /** Takes from what may be unpacked; whether it was enough. */
  derive(length: number): boolean {
    if (length > this.#derived) {
      this.fault(`unrolling stopped at ${MAX_DERIVED_BYTES} bytes in all`)
      return false
    }
    this.#derived -= length
    return true
  }

  /** Tells what was not unrolled, each once. */
  fault(message: string): void {
    if (this.#faults.size < MAX_FAULTS && !this.#faults.has(message))
      this.#faults.set(message, { message, ...this.place })
  }

  faults(): readonly Fault[] {
    return [...this.#faults.values()]
  }
}
