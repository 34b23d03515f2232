/** An entry of the exception table of 3.11 and later. Offsets in `co_code`. */
export interface ExceptionEntry {
  readonly start: number
  readonly end: number
  readonly target: number
  readonly depth: number
  readonly lasti: boolean
}

/** Reads `co_exceptiontable` (Objects/exception_handling_notes.txt); an entry that is cut off is left out. */
export function readExceptionTable(table: Uint8Array): readonly ExceptionEntry[] {
  const numbers = readNumbers(table)
  const entries: ExceptionEntry[] = []
  for (let at = 0; at + 3 < numbers.length; at += 4) {
    const [start = 0, length = 0, target = 0, depth = 0] = numbers.slice(at, at + 4)
    entries.push({
      start: start * 2,
      end: (start + length) * 2,
      target: target * 2,
      depth: Math.floor(depth / 2),
      lasti: depth % 2 === 1,
    })
  }
  return entries
}

/** Numbers in groups of six bits, the highest first; bit 6 says that more follow. */
function readNumbers(table: Uint8Array): readonly number[] {
  const numbers: number[] = []
  let value = 0
  for (const byte of table) {
    value = (value * 64 + (byte & 63)) % 2 ** 46
    if ((byte & 64) !== 0) continue
    numbers.push(value)
    value = 0
  }
  return numbers
}
