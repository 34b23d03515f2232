import type { Severity } from '../../engine/index.ts'

/** What the graph and the lists mark on a layer. */
export interface LayerMark {
  readonly carriesCode: boolean
  /** The worst severity found in it; null when nothing was found. */
  readonly severity: Severity | null
}
