import type { PickleRun } from './PickleValue.ts'

export type Ending = Exclude<PickleRun['end'], 'stop'>

/** Why a pickle goes no further: thrown where that is found, caught where the run began. */
export class PickleEnd extends Error {
  readonly end: Ending

  constructor(end: Ending, message: string) {
    super(message)
    this.name = 'PickleEnd'
    this.end = end
  }
}

/** No unpickler goes on here. */
export function broken(message: string): PickleEnd {
  return new PickleEnd('broken', message)
}
