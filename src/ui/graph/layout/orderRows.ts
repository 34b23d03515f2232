import { itemAt } from './itemAt.ts'
import type { Rows } from './rows.ts'

const SWEEPS = 4 // more of them change little

/** Items of each row from left to right, swept down and up so that few edges cross; `tell` hears the share done. */
export function orderRows(
  { ranks, above, below }: Rows,
  tell: (share: number) => void,
): readonly (readonly number[])[] {
  const order: number[][] = []
  for (const [item, rank] of ranks.entries()) (order[rank] ??= []).push(item)
  const places = ranks.map(() => 0)
  for (const row of order) settle(row, places)
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    tell(sweep / SWEEPS)
    const isDown = sweep % 2 === 0
    for (const row of isDown ? order : order.toReversed()) {
      const keys = new Map(
        row.map((item) => [item, mean(itemAt(isDown ? above : below, item), places, item)]),
      )
      row.sort((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0))
      settle(row, places)
    }
  }
  return order
}

/** The mean of the neighbours' values; without neighbours one's own. */
export function mean(
  neighbours: readonly number[],
  values: readonly number[],
  own: number,
): number {
  if (neighbours.length === 0) return itemAt(values, own)
  return neighbours.reduce((sum, each) => sum + itemAt(values, each), 0) / neighbours.length
}

function settle(row: readonly number[], places: number[]): void {
  for (const [place, item] of row.entries()) places[item] = place
}
