// One pickle of a file that may be large: read through windows that grow, with joblib's arrays taken out.
import type { ByteSource } from '../../bytes/ByteSource.ts'
import type { PickleRun, PickleValue } from '../../encodings/pickle/PickleValue.ts'
import { runPickle } from '../../encodings/pickle/runPickle.ts'
import { arrayBehind, type ArrayBehind } from './joblibArrays.ts'

/** Bytes of a pickle that are read at first, and when it does not end in them. The last is our limit. */
const WINDOWS = [64 * 1024, 1024 * 1024, 16 * 1024 * 1024, 64 * 1024 * 1024]
const MAX_ARRAYS = 20_000 // in one pickle; a forest of a thousand trees has three thousand
const MAX_COPIED_BYTES = 4 * 1024 ** 3 // moved to close the gaps of arrays: a second

export interface PickleRead {
  /** The pickle's own bytes, from its first opcode on, without arrays, and up to `TAIL_BYTES` behind its end. */
  readonly bytes: Uint8Array
  readonly run: PickleRun
  /** Where the next pickle would begin in the file. */
  readonly endOffset: number
  /** What was taken out, in order. */
  readonly arrays: readonly ArrayTaken[]
  /** Why not all of it was read; null when it was. */
  readonly limit: string | null
}

export interface ArrayTaken {
  /** Where it stood in the file. */
  readonly offset: number
  readonly length: number
  /** Whether it is a pickle of Python objects. */
  readonly isPickle: boolean
}

const TAIL_BYTES = 64 // so that a listing shows what a broken pickle breaks at

/** Reads the pickle that begins at `start`. Throws `ParseError` only when the source cannot be read there. */
export function readPickle(source: ByteSource, start: number): PickleRead {
  return read(source, start, true)
}

function read(source: ByteSource, start: number, withArrays: boolean): PickleRead {
  for (const window of WINDOWS) {
    const found = new Reading(source, start, window).read(withArrays)
    if (found.limit === null || window === WINDOWS.at(-1)) return found
  }
  throw new Error('there is no window')
}

class Reading {
  readonly #source: ByteSource
  readonly #window: number
  readonly #arrays: ArrayTaken[] = []
  /** Grows; what was read before an array is never changed, since values of the run are views of it. */
  #buffer: Uint8Array
  #length: number
  /** What an offset in `#buffer` must be raised by to be one in the file. */
  #shift: number
  #copied = 0
  /** Whether the buffer is ours: what a source gives must not be written to. */
  #isOwn = false
  #stopped: string | null = null

  constructor(source: ByteSource, start: number, window: number) {
    this.#source = source
    this.#window = window
    this.#shift = start
    this.#buffer = this.#readAt(start)
    this.#length = this.#buffer.length
  }

  read(withArrays: boolean): PickleRead {
    const run = withArrays
      ? runPickle(this.#buffer, 0, (built, offset) => this.#afterBuild(built, offset))
      : runPickle(this.#buffer)
    const { end, endOffset } = run
    const isWhole = end !== 'cut' || this.#shift + this.#length >= this.#source.size
    const limit = `only the first ${this.#length} bytes of the pickle were followed`
    const length = Math.min(this.#length, endOffset + (end === 'stop' ? 0 : TAIL_BYTES))
    return {
      bytes: this.#buffer.subarray(0, length),
      run,
      endOffset: endOffset + this.#shift,
      arrays: this.#arrays,
      limit: isWhole ? this.#stopped : limit,
    }
  }

  #readAt(offset: number): Uint8Array {
    const left = Math.max(0, this.#source.size - offset)
    return this.#source.read(offset, Math.min(this.#window, left))
  }

  #afterBuild(built: PickleValue, offset: number): Uint8Array | undefined {
    const behind = arrayBehind(built)
    if (behind === undefined) return undefined
    if (this.#arrays.length === MAX_ARRAYS || this.#copied > MAX_COPIED_BYTES) {
      this.#stopped = `only the first ${this.#arrays.length} arrays in the pickle were passed over`
      return undefined
    }
    const from = offset + this.#shift
    const length = this.#lengthOf(behind, from)
    if (length === undefined) return undefined
    this.#arrays.push({ offset: from, length, isPickle: behind.kind === 'pickle' })
    return this.#withoutArray(offset, length)
  }

  #lengthOf(behind: ArrayBehind, from: number): number | undefined {
    const left = this.#source.size - from
    if (behind.kind === 'unknown' || left <= 0) return undefined
    if (behind.kind === 'pickle') return read(this.#source, from, false).endOffset - from
    const padding = behind.padded ? 1 + (this.#source.read(from, 1)[0] ?? 0) : 0
    const length = BigInt(padding) + behind.lengthBytes
    return length > BigInt(left) ? left : Number(length)
  }

  /** The bytes before `offset` stay where they are; those behind the array move up to it. */
  #withoutArray(offset: number, length: number): Uint8Array {
    this.#shift += length
    if (!this.#isOwn) this.#buffer = this.#buffer.slice()
    this.#isOwn = true
    const kept = this.#length - offset - length
    if (kept >= this.#window / 4 || offset + kept + this.#shift >= this.#source.size) {
      this.#buffer.copyWithin(offset, offset + length, this.#length)
      this.#length = offset + Math.max(0, kept)
    } else {
      const next = this.#readAt(offset + this.#shift)
      this.#reserve(offset + next.length)
      this.#buffer.set(next, offset)
      this.#length = offset + next.length
    }
    this.#copied += this.#length - offset
    return this.#buffer.subarray(0, this.#length)
  }

  #reserve(length: number): void {
    if (length <= this.#buffer.length) return
    const grown = new Uint8Array(length * 2)
    grown.set(this.#buffer)
    this.#copied += this.#buffer.length
    this.#buffer = grown
  }
}
