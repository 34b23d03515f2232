/** Bytes of a file from `start` up to, but not with, `end`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** What is missing between spans that are known, which are in order and apart from each other. */
export function gapsOf(known: readonly Span[], size: number): readonly Span[] {
  const gaps: Span[] = []
  let at = 0
  for (const { start, end } of known) {
    if (start > at) gaps.push({ start: at, end: start })
    at = Math.max(at, end)
  }
  if (at < size) gaps.push({ start: at, end: size })
  return gaps
}
