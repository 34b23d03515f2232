/** Where each row begins, in pixels, and behind them where the last one ends. */
export function rowTops(heights: readonly number[]): readonly number[] {
  const tops = [0]
  for (const height of heights) tops.push((tops.at(-1) ?? 0) + height)
  return tops
}

/** The rows that are seen between two heights: the first, and the one behind the last. */
export function visibleRange(
  tops: readonly number[],
  from: number,
  to: number,
): { readonly first: number; readonly end: number } {
  const rows = tops.length - 1
  const first = Math.max(0, firstAbove(tops, from) - 1)
  return { first, end: Math.min(rows, firstAbove(tops, to)) }
}

/** The index of the first top that is over `height`. */
function firstAbove(tops: readonly number[], height: number): number {
  let low = 0
  let high = tops.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((tops[middle] ?? 0) > height) high = middle
    else low = middle + 1
  }
  return low
}
