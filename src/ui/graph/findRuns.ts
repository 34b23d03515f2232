import type { LayerTree } from './LayerTree.ts'
import type { Signatures } from './signatures.ts'

/** `times` blocks of `period` siblings each, from `start` on. */
export interface Run {
  readonly start: number
  readonly period: number
  readonly times: number
}

const MAX_PERIOD = 64 // siblings in a block: the longest of the well-known networks have about forty
const MIN_TIMES = 3

interface Sought {
  readonly tree: LayerTree
  readonly siblings: readonly string[]
  readonly signatures: Signatures
  /** Comparisons that may still be made; without any left nothing more is found. */
  readonly budget: { left: number }
}

/** Runs that do not overlap, in order; at each place the one that covers most, and of those the shortest period. */
export function findRuns(sought: Sought): readonly Run[] {
  const line = lineOf(sought)
  const runs: Run[] = []
  for (let at = 0; at < line.numbers.length;) {
    const run = bestAt(line, at)
    if (run !== null) runs.push(run)
    at = run === null ? at + 1 : run.start + run.period * run.times
  }
  return runs
}

interface Line {
  readonly numbers: readonly (number | undefined)[]
  /** Of each sibling, the places of those that it reads; the ids of those that stand elsewhere. */
  readonly inputs: readonly (readonly (number | string)[])[]
  readonly budget: { left: number }
}

function lineOf({ tree, siblings, signatures, budget }: Sought): Line {
  const places = new Map(siblings.map((id, place) => [id, place]))
  return {
    numbers: siblings.map((id) => signatures.numbers.get(id)),
    inputs: siblings.map((id) =>
      (tree.byId.get(id)?.inputs ?? []).map((input) => places.get(input) ?? input),
    ),
    budget,
  }
}

function bestAt(line: Line, start: number): Run | null {
  let best: Run | null = null
  const most = Math.min(MAX_PERIOD, Math.floor((line.numbers.length - start) / MIN_TIMES))
  for (let period = 1; period <= most; period++) {
    let end = start
    while (isAlike(line, end, { start, period })) end += 1
    const times = Math.floor((end - start) / period) + 1
    if (times < MIN_TIMES || times * period <= (best === null ? 0 : best.times * best.period))
      continue
    const spare = (end - start) % period
    best = { start: loosest(line, { start, period, times }, spare), period, times }
  }
  return best
}

/** Whether the sibling one period on is the same, and joined to what is the same or one period on. */
function isAlike(
  { numbers, inputs, budget }: Line,
  at: number,
  { start, period }: { readonly start: number; readonly period: number },
): boolean {
  const number = numbers[at]
  budget.left -= 1
  if (number === undefined || number !== numbers[at + period] || budget.left < 0) return false
  const [here, there] = [inputs[at] ?? [], inputs[at + period] ?? []]
  budget.left -= there.length
  const isFromFirst = (to: number | string | undefined): boolean =>
    at < start + period && typeof to === 'number' && to >= start && to < start + period
  if (here.length === 0) return there.every(isFromFirst) // a model may begin with a block
  return (
    here.length === there.length &&
    here.every((from, index) => {
      const to = there[index]
      if (from === to || (typeof from === 'number' && to === from + period)) return true
      // the first block reads from wherever the run is entered, the next ones from the block before
      return isFromFirst(to) && (typeof from === 'string' || from < start)
    })
  )
}

/** Where the blocks are cut is a choice of the start, within what is spare: there where the fewest edges cross. */
function loosest({ inputs }: Line, { start, period }: Run, spare: number): number {
  const crossing = (cut: number): number =>
    inputs
      .slice(cut, cut + period)
      .flat()
      .filter((from) => typeof from === 'number' && from < cut && from >= cut - period).length
  let best = start
  for (let shift = 1; shift <= spare; shift++)
    if (crossing(start + shift + period) < crossing(best + period)) best = start + shift
  return best
}
