/** Two lists, matched. */
export interface Pairs<T> {
  readonly both: readonly (readonly [before: T, after: T])[]
  readonly gone: readonly T[]
  readonly come: readonly T[]
}

/**
 * Matches two lists by the first key, what is left by the second, and so on. Those with the same key are matched in
 * their order; one whose key is null is not matched by it.
 */
export function pair<T>(
  before: readonly T[],
  after: readonly T[],
  keys: readonly ((item: T) => string | null)[],
): Pairs<T> {
  const both: (readonly [T, T])[] = []
  let [gone, come] = [before, after]
  for (const key of keys) {
    const step = pairByKey(gone, come, key)
    both.push(...step.both)
    gone = step.gone
    come = step.come
  }
  return { both, gone, come }
}

function pairByKey<T>(
  before: readonly T[],
  after: readonly T[],
  key: (item: T) => string | null,
): Pairs<T> {
  const waiting = grouped(after, key)
  const both: (readonly [T, T])[] = []
  const taken = new Set<T>()
  const gone: T[] = []
  const next = new Map<string, number>()
  for (const item of before) {
    const own = key(item)
    const at = own === null ? 0 : (next.get(own) ?? 0)
    const match = own === null ? undefined : waiting.get(own)?.[at]
    if (own === null || match === undefined) {
      gone.push(item)
      continue
    }
    next.set(own, at + 1)
    taken.add(match)
    both.push([item, match])
  }
  return { both, gone, come: after.filter((item) => !taken.has(item)) }
}

/** Matches only what has a key that nothing else on its side has: what is one of several alike stays unmatched. */
export function pairUnique<T>(
  before: readonly T[],
  after: readonly T[],
  key: (item: T) => string | null,
): Pairs<T> {
  const [ofBefore, ofAfter] = [grouped(before, key), grouped(after, key)]
  const isAlone = (item: T): boolean => {
    const own = key(item)
    return own !== null && ofBefore.get(own)?.length === 1 && ofAfter.get(own)?.length === 1
  }
  return pairByKey(before, after, (item) => (isAlone(item) ? key(item) : null))
}

function grouped<T>(
  items: readonly T[],
  key: (item: T) => string | null,
): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const own = key(item)
    if (own === null) continue
    const group = groups.get(own)
    if (group === undefined) groups.set(own, [item])
    else group.push(item)
  }
  return groups
}
