import type { Piece } from './Kept.ts'

/** Pages of `pageBytes` by their number; those that lie side by side become one piece. */
export function joined(
  pages: ReadonlyMap<number, Uint8Array>,
  pageBytes: number,
): readonly Piece[] {
  const runs: { first: number; parts: Uint8Array[] }[] = []
  for (const [index, page] of [...pages].sort(([one], [other]) => one - other)) {
    const last = runs.at(-1)
    if (last !== undefined && last.first + last.parts.length === index) last.parts.push(page)
    else runs.push({ first: index, parts: [page] })
  }
  return runs.map(({ first, parts }) => ({ offset: first * pageBytes, bytes: concat(parts) }))
}

function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    bytes.set(part, at)
    at += part.length
  }
  return bytes
}
