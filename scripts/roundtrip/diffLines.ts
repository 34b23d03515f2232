type Keys = readonly string[]

/**
 * The lines of both, in order: `  ` before those that both have, `- ` and `+ ` before those of one. Lines are the
 * same when their keys are. A longest common subsequence: each a few thousand lines at most.
 */
export function diffLines(
  first: readonly string[],
  second: readonly string[],
  toKey: (line: string) => string,
): readonly string[] {
  const [ours, theirs] = [first.map(toKey), second.map(toKey)]
  const common = commonLengths(ours, theirs)
  const lines: string[] = []
  let [row, column] = [0, 0]
  const removed = () => lines.push(`- ${first[row++] ?? ''}`)
  const added = () => lines.push(`+ ${second[column++] ?? ''}`)
  while (row < first.length && column < second.length)
    if (ours[row] === theirs[column]) {
      lines.push(`  ${first[row++] ?? ''}`)
      column++
    } else if (at(common, row + 1, column) >= at(common, row, column + 1)) removed()
    else added()
  while (row < first.length) removed()
  while (column < second.length) added()
  return lines
}

type Lengths = readonly Uint32Array[]

function at(lengths: Lengths, row: number, column: number): number {
  return lengths[row]?.[column] ?? 0
}

/** How many lines the rest of both have in common, from each pair of lines on. */
function commonLengths(ours: Keys, theirs: Keys): Lengths {
  const lengths = Array.from({ length: ours.length + 1 }, () => new Uint32Array(theirs.length + 1))
  for (let row = ours.length - 1; row >= 0; row--)
    for (let column = theirs.length - 1; column >= 0; column--) {
      const isSame = ours[row] === theirs[column]
      const skip = Math.max(at(lengths, row + 1, column), at(lengths, row, column + 1))
      lengths[row]?.fill(isSame ? at(lengths, row + 1, column + 1) + 1 : skip, column, column + 1)
    }
  return lengths
}
