/** Changes of things that have an id, told together: a list of a thousand is not drawn anew for each. */
export interface Gathered<T> {
  readonly change: (id: string, next: (thing: T) => T) => void
  /** Tells at once what was gathered. */
  readonly flush: () => void
}

const EVERY_MS = 200 // four or five times a second is what the eye follows in a table

/** `apply` takes the changes by id. As long as `isMany` says no, each is told at once. */
export function createGathered<T>(
  apply: (changes: ReadonlyMap<string, (thing: T) => T>) => void,
  isMany: () => boolean,
): Gathered<T> {
  let changes = new Map<string, (thing: T) => T>()
  let timer: ReturnType<typeof setTimeout> | null = null

  function flush(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (changes.size === 0) return
    const ready = changes
    changes = new Map()
    apply(ready)
  }

  return {
    change(id, next) {
      const before = changes.get(id)
      changes.set(id, before === undefined ? next : (thing) => next(before(thing)))
      if (!isMany()) flush()
      else timer ??= setTimeout(flush, EVERY_MS)
    },
    flush,
  }
}
