import type { Report } from '../../engine/index.ts'
import type { Examined, HubConnection } from '../../worker/client.ts'
import type { HubPlace } from '../shared/HubPlace.ts'

/** What the history of a file needs of the page. */
export interface HistoryHost {
  /** `signal` tells, at each request, what ends it: a walk outlives the wish that began it. */
  readonly connect: (signal: () => AbortSignal) => HubConnection
  /** Does `work`, and again after each pause that the Hub asks for. */
  readonly patiently: <T>(
    work: () => Promise<T>,
    signal: AbortSignal,
    onPause: (until: number | null) => void,
  ) => Promise<T>
  /** Reads the structure and code of a file by ranges. */
  readonly read: (place: HubPlace, signal: AbortSignal) => Promise<Examined>
  /** The report of a file that is open; null when it is not. */
  readonly known: (place: HubPlace) => Report | null
  /** Opens two revisions and compares them, the older first. */
  readonly compare: (before: HubPlace, after: HubPlace) => void
  /** Opens one revision. */
  readonly openPlace: (place: HubPlace) => void
  /** Leaves the model that is shown. */
  readonly showHistory: () => void
}
