import { itemAt } from './itemAt.ts'

/** Items of one row, from left to right. */
interface Row {
  /** Where the middle of each would best be. */
  readonly wanted: readonly number[]
  /** Half the width of each. */
  readonly half: readonly number[]
  /** How much each item's wish counts. */
  readonly weights: readonly number[]
  /** Least space between two. */
  readonly gap: number
}

interface Pool {
  sum: number
  weight: number
  count: number
}

/**
 * Middles that keep the order and the gap and are together nearest to what is wanted (least squares): isotonic
 * regression by pooling adjacent violators, in linear time.
 */
export function spread({ wanted, half, weights, gap }: Row): readonly number[] {
  const shifts: number[] = []
  const pools: Pool[] = []
  for (const [place, wish] of wanted.entries()) {
    const before = shifts.at(-1)
    const shift =
      before === undefined ? 0 : before + itemAt(half, place - 1) + gap + itemAt(half, place)
    shifts.push(shift)
    const weight = itemAt(weights, place)
    pools.push({ sum: (wish - shift) * weight, weight, count: 1 })
    mergeLast(pools)
  }
  const pooled = pools.flatMap(({ sum, weight, count }) =>
    new Array<number>(count).fill(sum / weight),
  )
  return shifts.map((shift, place) => shift + itemAt(pooled, place))
}

function mergeLast(pools: Pool[]): void {
  for (;;) {
    const last = pools.at(-1)
    const before = pools.at(-2)
    if (last === undefined || before === undefined) return
    if (before.sum / before.weight <= last.sum / last.weight) return
    before.sum += last.sum
    before.weight += last.weight
    before.count += last.count
    pools.pop()
  }
}
