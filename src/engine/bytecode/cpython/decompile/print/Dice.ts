/** Chance that a seed decides: the same seed, the same tree. */
export interface Dice {
  /** 0 to `count` - 1. */
  readonly below: (count: number) => number
  readonly pick: <const Items extends readonly [unknown, ...unknown[]]>(
    items: Items,
  ) => Items[number]
  /** As many as `least` to `most`. */
  readonly some: <Item>(least: number, most: number, make: (index: number) => Item) => Item[]
  /** What it makes, half of the time. */
  readonly maybe: <Item>(make: () => Item) => Item | null
}

/** Source: mulberry32, in the public domain. */
export function toDice(seed: number): Dice {
  let state = seed | 0
  const below = (count: number) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % count
  }
  return {
    below,
    pick: (items) => items[below(items.length)] ?? items[0],
    some: (least, most, make) =>
      Array.from({ length: least + below(most - least + 1) }, (_, index) => make(index)),
    maybe: (make) => (below(2) === 0 ? make() : null),
  }
}
