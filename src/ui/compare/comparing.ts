import { createStore, type Store } from '../shared/Store.ts'

/** Which two open models are compared, by the ids of their entries. */
export interface Comparing {
  readonly before: string
  readonly after: string
}

/** What is compared stays so until it is closed: a model that is shown lies over it. */
export interface CompareControl {
  /** Null: none. */
  readonly store: Store<Comparing | null>
  readonly open: (before: string, after: string) => void
  readonly swap: () => void
  readonly close: () => void
}

export function createComparing(): CompareControl {
  const store = createStore<Comparing | null>(null)
  return {
    store,
    open: (before, after) => store.set(() => ({ before, after })),
    swap: () => store.set((now) => now && { before: now.after, after: now.before }),
    close: () => store.set(() => null),
  }
}
