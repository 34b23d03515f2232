const MAX_SEGMENTS = 6 // no name in the tables has more

/** What the table says of the longest beginning of `path` that is in it. */
export function longest<T>(table: ReadonlyMap<string, T>, path: readonly string[]): T | undefined {
  for (let count = Math.min(path.length, MAX_SEGMENTS); count > 0; count -= 1) {
    const found = table.get(path.slice(0, count).join('.'))
    if (found !== undefined) return found
  }
  return undefined
}
