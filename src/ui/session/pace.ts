import type { Pace } from '../shared/entries.ts'

/** Counts how fast analyses end. */
export interface PaceCounter {
  /** Counts anew from now. */
  readonly begin: () => void
  readonly onEnded: () => void
  /** What was counted until now. */
  readonly now: (before: Pace) => Pace
}

/** `clock` tells milliseconds. */
export function createPace(clock: () => number): PaceCounter {
  let [began, ended] = [clock(), 0]
  return {
    begin() {
      began = clock()
      ended = 0
    },
    onEnded() {
      ended++
    },
    now: ({ isPaused }) => ({ isPaused, ended, ms: clock() - began }),
  }
}
