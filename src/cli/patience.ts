import { HubError } from '../hub/api/HubModel.ts'
import type { Interruption } from '../hub/ranges/Interrupted.ts'
import { Refused } from './analyzer.ts'

const MAX_PAUSES = 4 // each twice as long as the one before
const MAX_PAUSE_SECONDS = 300
const MAX_CUTS = 3 // after which a connection counts as gone

/** Does `work`, and again after each pause that the Hub asks for. Throws what `work` throws otherwise. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let pauses = 0; ; pauses++) {
    try {
      return await work()
    } catch (error) {
      const seconds =
        error instanceof HubError || error instanceof Refused ? error.retryAfterSeconds : null
      if (seconds === null || pauses === MAX_PAUSES) throw error
      await countDown('The Hub asks for', seconds * 2 ** pauses)
    }
  }
}

/** Waits before reading goes on after it was interrupted; false when it should not, or was interrupted too often. */
export async function waitAfter(
  interruption: Interruption | null,
  pauses: number,
): Promise<boolean> {
  if (interruption === null || interruption.kind === 'limit') return false
  const { kind, message } = interruption
  if (pauses >= (kind === 'pause' ? MAX_PAUSES : MAX_CUTS)) return false
  const seconds = kind === 'pause' ? interruption.seconds : 1
  await countDown(`${message}:`, seconds * 2 ** pauses)
  return true
}

/** On a terminal the seconds are counted down in one line. */
async function countDown(why: string, wanted: number): Promise<void> {
  const seconds = Math.min(wanted, MAX_PAUSE_SECONDS)
  const { stderr } = process
  stderr.write(`lambdascope: ${why} a pause of ${seconds} seconds; what was read is kept`)
  for (let left = seconds; left > 0; left--) {
    if (stderr.isTTY) stderr.write(`\rlambdascope: ${why} a pause: ${left} seconds \u001b[K`)
    await new Promise((resolve) => setTimeout(resolve, 1000))
  }
  stderr.write('\n')
}
