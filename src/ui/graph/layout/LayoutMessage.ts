import type { DrawnLayout } from './drawnLayout.ts'
import type { NestedGraph } from './levels.ts'

/** What the page asks of the layout's worker; answers bear the number of their question. */
export interface LayoutOrder {
  readonly number: number
  readonly graph: NestedGraph
}

export type LayoutAnswer =
  | { readonly kind: 'progress'; readonly number: number; readonly share: number }
  | { readonly kind: 'laid-out'; readonly number: number; readonly layout: DrawnLayout }
