import type { Range } from '../../engine/index.ts'

/** Numbers, from 1, of the lines of a source that are comments and yet speak of bytes: disassembly in place of code. */
export function uncertainLines(
  source: string,
  ranges: readonly (Range | null)[],
): readonly number[] {
  return source
    .split('\n')
    .flatMap((line, at) => (isUncertain(line, ranges[at] ?? null) ? [at + 1] : []))
}

/** Whether a line of source stands for code that was not understood. */
export function isUncertain(line: string, range: Range | null): boolean {
  return range !== null && /^\s*#/.test(line)
}
