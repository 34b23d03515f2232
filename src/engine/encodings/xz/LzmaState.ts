import type { GrowingBytes } from '../../bytes/GrowingBytes.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { probabilities, type RangeDecoder } from './RangeDecoder.ts'

/** lc, lp and pb of the header: which bits of the place and of the byte before choose a model. */
export interface LzmaProperties {
  readonly literalContextBits: number
  readonly literalPositionBits: number
  readonly positionBits: number
}

const STATES = 12
const POSITION_STATES = 16
const LITERAL_STATES = 7 // below it the last packet was a literal
const SHORTEST = 2
const LENGTH_STATES = 4
const SLOT_BITS = 6
const FIRST_CODED_SLOT = 4
const FIRST_DIRECT_SLOT = 14
const ALIGN_BITS = 4
const END_MARK = 0xffffffff

/** Takes the properties from their byte; throws `ParseError` when there are none like it. */
export function readProperties(byte: number, offset: number): LzmaProperties {
  if (byte >= 9 * 5 * 5) throw new ParseError(`LZMA properties ${byte}`, offset)
  const rest = Math.floor(byte / 9)
  return {
    literalContextBits: byte % 9,
    literalPositionBits: rest % 5,
    positionBits: Math.floor(rest / 5),
  }
}

/** The models of a length: short, middle, long. */
class Lengths {
  readonly #choice = probabilities(2)
  readonly #low = probabilities(POSITION_STATES * 8)
  readonly #middle = probabilities(POSITION_STATES * 8)
  readonly #high = probabilities(256)

  read(decoder: RangeDecoder, position: number): number {
    if (decoder.bit(this.#choice, 0) === 0) return decoder.tree(this.#low, 3, position * 8)
    if (decoder.bit(this.#choice, 1) === 0) return 8 + decoder.tree(this.#middle, 3, position * 8)
    return 16 + decoder.tree(this.#high, 8)
  }
}

/** What LZMA has learnt so far. Specification: lzma-specification.txt of the LZMA SDK (7-zip.org/sdk.html). */
export class LzmaState {
  readonly #properties: LzmaProperties
  readonly #literals: Uint16Array
  readonly #isMatch = probabilities(STATES * POSITION_STATES)
  readonly #isRepeat = probabilities(STATES)
  readonly #isRepeat0 = probabilities(STATES)
  readonly #isRepeat1 = probabilities(STATES)
  readonly #isRepeat2 = probabilities(STATES)
  readonly #isLongRepeat0 = probabilities(STATES * POSITION_STATES)
  readonly #slots = probabilities(LENGTH_STATES * 2 ** SLOT_BITS)
  readonly #places = probabilities(128)
  readonly #align = probabilities(2 ** ALIGN_BITS)
  readonly #matchLengths = new Lengths()
  readonly #repeatLengths = new Lengths()
  #state = 0
  #distances: readonly [number, number, number, number] = [0, 0, 0, 0]

  constructor(properties: LzmaProperties) {
    this.#properties = properties
    const { literalContextBits, literalPositionBits } = properties
    this.#literals = probabilities(0x300 * 2 ** (literalContextBits + literalPositionBits))
  }

  /** Reads a literal or a copy; whether it was the mark of the end. `start`: where the stream began in the output. */
  step(decoder: RangeDecoder, output: GrowingBytes, start: number): boolean {
    const place = output.length - start
    const position = place & (2 ** this.#properties.positionBits - 1)
    if (decoder.bit(this.#isMatch, this.#state * POSITION_STATES + position) === 0) {
      this.#literal(decoder, output, place)
      return false
    }
    if (decoder.bit(this.#isRepeat, this.#state) === 1) {
      this.#repeat(decoder, output, position)
      return false
    }
    return this.#match(decoder, output, position)
  }

  #literal(decoder: RangeDecoder, output: GrowingBytes, place: number): void {
    const { literalContextBits, literalPositionBits } = this.#properties
    const low = place & (2 ** literalPositionBits - 1)
    const before = place === 0 ? 0 : output.at(1)
    const context = low * 2 ** literalContextBits + (before >> (8 - literalContextBits))
    const from = 0x300 * context
    let node = 1
    if (this.#state >= LITERAL_STATES) {
      let match = output.at(this.#distances[0] + 1)
      while (node < 0x100) {
        const wanted = match >> 7
        match = (match << 1) & 0xff
        const bit = decoder.bit(this.#literals, from + (1 + wanted) * 256 + node)
        node = node * 2 + bit
        if (bit !== wanted) break
      }
    }
    while (node < 0x100) node = node * 2 + decoder.bit(this.#literals, from + node)
    output.push(node & 0xff)
    this.#state = Math.max(0, this.#state - (this.#state < 10 ? 3 : 6))
  }

  #repeat(decoder: RangeDecoder, output: GrowingBytes, position: number): void {
    const [first, second, third, fourth] = this.#distances
    const state = this.#state
    const isAfterLiteral = state < LITERAL_STATES
    if (decoder.bit(this.#isRepeat0, state) === 0) {
      if (decoder.bit(this.#isLongRepeat0, state * POSITION_STATES + position) === 0) {
        this.#state = isAfterLiteral ? 9 : 11
        output.copy(first + 1, 1)
        return
      }
    } else if (decoder.bit(this.#isRepeat1, state) === 0)
      this.#distances = [second, first, third, fourth]
    else if (decoder.bit(this.#isRepeat2, state) === 0)
      this.#distances = [third, first, second, fourth]
    else this.#distances = [fourth, first, second, third]
    const length = SHORTEST + this.#repeatLengths.read(decoder, position)
    this.#state = isAfterLiteral ? 8 : 11
    output.copy(this.#distances[0] + 1, length)
  }

  #match(decoder: RangeDecoder, output: GrowingBytes, position: number): boolean {
    const length = this.#matchLengths.read(decoder, position)
    this.#state = this.#state < LITERAL_STATES ? 7 : 10
    const distance = this.#distance(decoder, Math.min(length, LENGTH_STATES - 1))
    if (distance === END_MARK) return true
    const [first, second, third] = this.#distances
    this.#distances = [distance, first, second, third]
    output.copy(distance + 1, SHORTEST + length)
    return false
  }

  #distance(decoder: RangeDecoder, lengthState: number): number {
    const slot = decoder.tree(this.#slots, SLOT_BITS, lengthState * 2 ** SLOT_BITS)
    if (slot < FIRST_CODED_SLOT) return slot
    const bits = (slot >> 1) - 1
    const high = (2 | (slot & 1)) * 2 ** bits
    if (slot < FIRST_DIRECT_SLOT)
      return high + decoder.reversedTree(this.#places, bits, high - slot)
    const middle = decoder.direct(bits - ALIGN_BITS) * 2 ** ALIGN_BITS
    return high + middle + decoder.reversedTree(this.#align, ALIGN_BITS)
  }
}
