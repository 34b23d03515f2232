import { printableSince } from './printable.table.ts'

/** `str.isprintable` of one code point, for a Python that knows that version of Unicode. */
export function printableIn(unicode: number): (point: number) => boolean {
  const known = lists().filter((list) => list.unicode <= unicode)
  return (point) => known.some(({ borders }) => isInside(borders, point))
}

interface List {
  readonly unicode: number
  /** First and last code points, by turns, ascending. */
  readonly borders: readonly number[]
}

let built: readonly List[] | undefined

function lists(): readonly List[] {
  built ??= printableSince.map(([unicode, steps]) => {
    let point = 0
    return { unicode, borders: steps.map((step) => (point += step)) }
  })
  return built
}

/** By halving: how many borders lie before `point` tells whether it is between a first and a last one. */
function isInside(borders: readonly number[], point: number): boolean {
  let [low, high] = [0, borders.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((borders[middle] ?? 0) < point) low = middle + 1
    else high = middle
  }
  return low % 2 === 1 || borders[low] === point
}
