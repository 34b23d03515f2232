import type { Block } from './Block.ts'

/** The immediate dominators of blocks, found in reverse postorder (Cooper, Harvey, Kennedy 2001; forward edges only). */
export class Dominators {
  readonly #above = new Map<Block, Block>()

  /** Notes a block whose predecessors are all known. */
  add(block: Block, predecessors: readonly Block[]): void {
    const [first, ...others] = predecessors
    if (first === undefined) return
    this.#above.set(
      block,
      others.reduce((one, other) => this.#common(one, other) ?? first, first),
    )
  }

  of(block: Block): Block | undefined {
    return this.#above.get(block)
  }

  #common(first: Block, second: Block): Block | undefined {
    let [one, other]: [Block | undefined, Block | undefined] = [first, second]
    while (one !== other) {
      if (one === undefined || other === undefined) return undefined
      if (one.order > other.order) one = this.#above.get(one)
      else other = this.#above.get(other)
    }
    return one
  }
}
