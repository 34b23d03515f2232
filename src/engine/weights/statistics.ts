// One tensor in figures: what its values are, and whether its bytes look like something else.
import { countBytes, entropyOf } from '../survey/entropy.ts'
import { NUMBER_TYPES, type NumberType } from './numberReader.ts'
import { suspicionOf, Windows } from './suspicion.ts'
import type { Values } from './Values.ts'

const BARS = 32 // of a histogram: more cannot be told apart where it is shown

export interface TensorFigures {
  readonly name: string
  readonly dtype: string
  readonly shape: readonly number[]
  readonly bytes: number
  /** Null for what is no number, or was not read. */
  readonly numbers: NumberFigures | null
  /** Bits a byte over all bytes; null when none were read. */
  readonly entropy: number | null
  /** Why the bytes look like no weights, one sentence; null when they do. */
  readonly suspicion: string | null
  /** Why figures are missing; null when none are. */
  readonly unread: string | null
}

export interface NumberFigures {
  readonly count: number
  readonly zeros: number
  readonly nan: number
  readonly infinite: number
  /** Of the finite values; null when there are none. */
  readonly min: number | null
  readonly max: number | null
  readonly mean: number | null
  /** How many values lie in each of equal steps from `min` to `max`. */
  readonly histogram: readonly number[]
}

/** Reads the values twice: for their extent, and for their histogram. Yields the bytes read so far; a step a piece. */
export function* figuresOf(values: Values): Generator<number, TensorFigures> {
  const { name, dtype, shape, bytes, unread } = values
  const known = { name, dtype, shape, bytes }
  const none = { numbers: null, entropy: null, suspicion: null }
  if (unread !== null) return { ...known, ...none, unread }
  const type = NUMBER_TYPES.get(dtype)
  const counts = new Uint32Array(256)
  const windows = new Windows(type?.isFloat === true ? type.bytes : 0, values.isBigEndian)
  const extent = new Extent()
  let done = 0
  for (const piece of values.pieces()) {
    countBytes(piece, counts)
    windows.add(piece)
    if (type !== undefined) forEachNumber(piece, type, values, (value) => extent.add(value))
    done += piece.length
    yield done / 2
  }
  const entropy = entropyOf(counts)
  const suspicion = suspicionOf(windows, { dtype, entropy })
  if (type === undefined)
    return { ...known, numbers: null, entropy, suspicion, unread: `${dtype} is no number` }
  const histogram = new Array<number>(BARS).fill(0)
  for (const piece of values.pieces()) {
    forEachNumber(piece, type, values, (value) => extent.count(value, histogram))
    done += piece.length
    yield done / 2
  }
  return { ...known, numbers: extent.figures(histogram), entropy, suspicion, unread: null }
}

function forEachNumber(
  piece: Uint8Array,
  type: NumberType,
  { isBigEndian }: Values,
  visit: (value: number) => void,
): void {
  const view = new DataView(piece.buffer, piece.byteOffset, piece.length)
  const read = type.read(!isBigEndian)
  for (let at = 0; at + type.bytes <= piece.length; at += type.bytes) visit(read(view, at))
}

/** What is known of numbers after seeing each once. */
class Extent {
  #count = 0
  #zeros = 0
  #nan = 0
  #infinite = 0
  #min = Infinity
  #max = -Infinity
  #sum = 0

  add(value: number): void {
    this.#count++
    if (value === 0) this.#zeros++
    if (!Number.isFinite(value)) {
      if (Number.isNaN(value)) this.#nan++
      else this.#infinite++
      return
    }
    if (value < this.#min) this.#min = value
    if (value > this.#max) this.#max = value
    this.#sum += value
  }

  /** Adds a value to the histogram between the least and the greatest. */
  count(value: number, histogram: number[]): void {
    if (!Number.isFinite(value)) return
    const width = this.#max - this.#min
    const share = width > 0 ? (value - this.#min) / width : 0
    const bar = Math.min(BARS - 1, Math.floor(share * BARS))
    histogram[bar] = (histogram[bar] ?? 0) + 1
  }

  figures(histogram: readonly number[]): NumberFigures {
    const finite = this.#count - this.#nan - this.#infinite
    const range =
      finite > 0 ? { min: this.#min, max: this.#max, mean: this.#sum / finite } : NO_RANGE
    const counts = {
      count: this.#count,
      zeros: this.#zeros,
      nan: this.#nan,
      infinite: this.#infinite,
    }
    return { ...counts, ...range, histogram }
  }
}

const NO_RANGE = { min: null, max: null, mean: null }
