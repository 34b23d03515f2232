import type { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'

const TOP = 2 ** 24
const HALF = 1_024 // of 2,048: a bit that is as likely 0 as 1
const SHIFT = 5

/** Probabilities of bits, each one half at the beginning. */
export function probabilities(count: number): Uint16Array {
  return new Uint16Array(count).fill(HALF)
}

/** The range decoder of LZMA: bits by what is known of how likely they are. */
export class RangeDecoder {
  readonly #cursor: Cursor
  #range = 0xffffffff
  #code = 0

  /** Reads the first five bytes. */
  constructor(cursor: Cursor) {
    this.#cursor = cursor
    const start = cursor.offset
    if (cursor.u8() !== 0) throw new ParseError('LZMA begins with no zero', start)
    for (let count = 0; count < 4; count++) this.#code = ((this.#code << 8) | cursor.u8()) >>> 0
  }

  bit(models: Uint16Array, index: number): number {
    const probability = models[index] ?? HALF
    const bound = (this.#range >>> 11) * probability
    if (this.#code < bound) {
      this.#range = bound
      models[index] = probability + ((2_048 - probability) >>> SHIFT)
      this.#normalize()
      return 0
    }
    this.#range = (this.#range - bound) >>> 0
    this.#code = (this.#code - bound) >>> 0
    models[index] = probability - (probability >>> SHIFT)
    this.#normalize()
    return 1
  }

  /** `count` bits, the highest first, each with a model of its own that the ones before it choose. */
  tree(models: Uint16Array, count: number, from = 0): number {
    let node = 1
    for (let left = count; left > 0; left--) node = node * 2 + this.bit(models, from + node)
    return node - 2 ** count
  }

  /** The same, the lowest bit first. */
  reversedTree(models: Uint16Array, count: number, from = 0): number {
    let node = 1
    let value = 0
    for (let index = 0; index < count; index++) {
      const bit = this.bit(models, from + node)
      node = node * 2 + bit
      value += bit * 2 ** index
    }
    return value
  }

  /** `count` bits of which nothing is known. */
  direct(count: number): number {
    let value = 0
    for (let left = count; left > 0; left--) {
      this.#range >>>= 1
      const bit = this.#code >= this.#range ? 1 : 0
      if (bit === 1) this.#code = (this.#code - this.#range) >>> 0
      value = value * 2 + bit
      this.#normalize()
    }
    return value
  }

  #normalize(): void {
    if (this.#range >= TOP) return
    this.#range = (this.#range << 8) >>> 0
    this.#code = ((this.#code << 8) | this.#cursor.u8()) >>> 0
  }
}
