import { HubError } from '../../worker/client.ts'
import type { Pause, Trouble } from './HubState.ts'

/** In a row. */
export const MAX_PAUSES = 6
const MAX_PAUSE_SECONDS = 300

/**
 * Does `work`, and again after each pause that the Hub asks for; each is twice as long as the one before, since a page
 * cannot read how long the Hub wants. Throws what `work` throws otherwise, and an `AbortError` when `signal` is aborted.
 */
export async function patiently<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  onPause: (pause: Pause | null) => void,
): Promise<T> {
  for (let pauses = 0; ; pauses++) {
    try {
      return await work()
    } catch (error) {
      const seconds = error instanceof HubError ? error.retryAfterSeconds : null
      if (seconds === null || pauses === MAX_PAUSES) throw error
      await pauseFor(seconds * 2 ** pauses, signal, onPause)
    }
  }
}

/** Waits for so many seconds, but no longer than five minutes. Throws an `AbortError` when `signal` is aborted. */
export async function pauseFor(
  seconds: number,
  signal: AbortSignal,
  onPause: (pause: Pause | null) => void,
): Promise<void> {
  const ms = Math.min(seconds, MAX_PAUSE_SECONDS) * 1000
  onPause({ until: Date.now() + ms })
  await wait(ms, signal).finally(() => onPause(null))
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer)
      reject(new DOMException('Cancelled', 'AbortError'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', abort)
      resolve()
    }, ms)
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}

/** What went wrong, as it is shown. */
export function toTrouble(error: unknown): Trouble {
  if (error instanceof HubError) return { kind: error.kind, message: error.message }
  return { kind: 'ours', message: error instanceof Error ? error.message : 'unknown error' }
}
