import type { Fault, Range } from '../../model/Listing.ts'

const MAX_FAULTS = 200 // a file of junk has one at each byte

/** Gathers what is wrong with a payload, up to a limit that is itself told. */
export class Faults {
  readonly #faults: Fault[] = []
  #count = 0

  add(message: string, { offset, length }: Range): void {
    this.#count++
    if (this.#faults.length < MAX_FAULTS) this.#faults.push({ message, offset, length })
  }

  /** All faults in order of offset. */
  list(): readonly Fault[] {
    const faults = this.#faults.toSorted((first, second) => first.offset - second.offset)
    const more = this.#count - faults.length
    if (more === 0) return faults
    return [...faults, { message: `${more} more of the same kinds`, offset: 0, length: 0 }]
  }
}
