import { ReadingEnded } from '../../engine/index.ts'
import { Interrupted, type Interruption } from './Interrupted.ts'
import type { Cost } from './Kept.ts'

/** What a host reads of a file that lies elsewhere: exactly `length` bytes at `offset`, synchronously. */
export type RangeReader = (offset: number, length: number) => Uint8Array

/** What reading may cost in all. */
export interface RangeLimit {
  readonly requests: number
  readonly bytes: number
}

/** Reads ranges and counts what that costs. */
export interface MeteredReader {
  readonly ask: RangeReader
  /** From now on a request that would go beyond `limit` throws `ReadingEnded` instead; null lifts it. */
  readonly limit: (limit: RangeLimit | null) => void
  /** Why a request was not served; null when all were. */
  readonly interruption: () => Interruption | null
}

/** Adds what `read` costs to `meter`. After it has thrown `Interrupted` it is asked for nothing more. */
export function meteredReader(
  size: number,
  read: RangeReader,
  meter: { -readonly [Key in keyof Cost]: Cost[Key] },
): MeteredReader {
  let interrupted: Interrupted | null = null
  let hasMetLimit = false
  let allowed: RangeLimit | null = null

  function ask(offset: number, length: number): Uint8Array {
    if (interrupted !== null) throw interrupted
    hasMetLimit ||= isOver(meter, allowed, length)
    if (isOver(meter, allowed, length))
      throw new ReadingEnded(`reading has cost ${meter.requests} requests and ${meter.bytes} bytes`)
    try {
      const bytes = read(offset, length)
      meter.requests += 1
      meter.bytes += length
      return bytes
    } catch (error) {
      if (!(error instanceof Interrupted)) throw error
      const where = `at byte ${offset}; ${meter.bytes} of ${size} bytes were read`
      interrupted = new Interrupted(`${error.message} ${where}`, error.retryAfterSeconds)
      throw interrupted
    }
  }

  return {
    ask,
    limit: (limit) => (allowed = limit),
    interruption: () => toInterruption(interrupted, hasMetLimit),
  }
}

function toInterruption(error: Interrupted | null, hasMetLimit: boolean): Interruption | null {
  if (error === null) return hasMetLimit ? { kind: 'limit' } : null
  const { message, retryAfterSeconds: seconds } = error
  return seconds === null ? { kind: 'cut', message } : { kind: 'pause', seconds, message }
}

/** Whether a request of `length` bytes would cost more than is allowed. */
function isOver(meter: Cost, allowed: RangeLimit | null, length: number): boolean {
  if (allowed === null) return false
  return meter.requests + 1 > allowed.requests || meter.bytes + length > allowed.bytes
}
