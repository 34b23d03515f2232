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
  /** The model for which another one is being chosen; null: none. */
  readonly picking: Store<string | null>
  readonly pick: (id: string | null) => void
  readonly open: (before: string, after: string) => void
  readonly swap: () => void
  readonly close: () => void
}

export function createComparing(): CompareControl {
  const store = createStore<Comparing | null>(null)
  const picking = createStore<string | null>(null)
  return {
    store,
    picking,
    pick: (id) => picking.set(() => id),
    open(before, after) {
      picking.set(() => null)
      store.set(() => ({ before, after }))
    },
    swap: () => store.set((now) => now && { before: now.after, after: now.before }),
    close: () => store.set(() => null),
  }
}
