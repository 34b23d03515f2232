import { useSyncExternalStore } from 'react'

/** State outside React. `set` takes the next state, made from the present one. */
export interface Store<T> {
  readonly get: () => T
  readonly set: (next: (state: T) => T) => void
  /** Returns the way to stop listening. */
  readonly subscribe: (listener: () => void) => () => void
}

export function createStore<T>(initial: T): Store<T> {
  const listeners = new Set<() => void>()
  let state = initial
  return {
    get: () => state,
    set(next) {
      const after = next(state)
      if (Object.is(after, state)) return
      state = after
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The store's state; renders again when it changes. */
export function useStore<T>({ subscribe, get }: Store<T>): T {
  return useSyncExternalStore(subscribe, get, get)
}
