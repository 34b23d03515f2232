import type { CodeListing, CodeObject, Instruction, Range } from '../../engine/index.ts'

const MAX_STEPS = 2_000_000 // more is not worth the wait: the lines keep the bytes that they have

/** What takes a value off the stack ends a statement; what loads one begins the next. */
const ENDS = /^(?:STORE_|DELETE_|POP_|RETURN_|RAISE_|END_|PRINT_|.*JUMP)/

/**
 * For each line of a source the bytes that it speaks of, widened by the instructions beside them that no line speaks
 * of: storing and dropping a value belongs to the line before, loading one to the line after.
 */
export function widened(
  code: CodeObject,
  ranges: readonly (Range | null)[],
): readonly (Range | null)[] {
  const wide = [...ranges]
  const budget = { left: MAX_STEPS }
  for (const listing of listingsOf(code.code)) {
    const lines = closestLines(listing, ranges, budget)
    if (budget.left < 0) return ranges
    widenBy(listing.instructions, lines, wide)
  }
  return wide
}

/** For each instruction the line that speaks of it and of least else; null when none but its whole function does. */
function closestLines(
  { instructions, length }: CodeListing,
  ranges: readonly (Range | null)[],
  budget: { left: number },
): readonly (number | null)[] {
  const closest = instructions.map((): number | null => null)
  const least = instructions.map(() => length)
  ranges.forEach((range, line) => {
    if (range === null || range.length >= length) return
    const end = range.offset + range.length
    for (let at = firstFrom(instructions, range.offset); at < instructions.length; at += 1) {
      budget.left -= 1
      if ((instructions[at]?.offset ?? end) >= end || budget.left < 0) return
      if (range.length >= (least[at] ?? 0)) continue
      closest[at] = line
      least[at] = range.length
    }
  })
  return closest
}

/** Gives each instruction without a line to the one before or after it. */
function widenBy(
  instructions: readonly Instruction[],
  lines: readonly (number | null)[],
  wide: (Range | null)[],
): void {
  for (let start = 0; start < lines.length; start += 1) {
    if (lines[start] !== null) continue
    let end = start
    while (end < lines.length && lines[end] === null) end += 1
    const gap = instructions.slice(start, end)
    const split = gap.findLastIndex(({ opcode }) => ENDS.test(opcode)) + 1
    widen(wide, lines[start - 1] ?? null, gap.slice(0, split))
    widen(wide, lines[end] ?? null, gap.slice(split))
    start = end
  }
}

function widen(
  wide: (Range | null)[],
  line: number | null,
  instructions: readonly Instruction[],
): void {
  const [first] = instructions
  const last = instructions.at(-1)
  const range = line === null ? null : (wide[line] ?? null)
  if (line === null || range === null || first === undefined || last === undefined) return
  const offset = Math.min(range.offset, first.offset)
  const end = Math.max(range.offset + range.length, last.offset + last.length)
  wide[line] = { offset, length: end - offset }
}

/** The first instruction that begins at `offset` or after it. */
function firstFrom(instructions: readonly Instruction[], offset: number): number {
  let [low, high] = [0, instructions.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((instructions[middle]?.offset ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return low
}

/** A code object and all that are nested in it. */
function* listingsOf(code: CodeListing): Generator<CodeListing> {
  const waiting = [code]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    yield next
    for (const child of next.children) waiting.push(child)
  }
}
