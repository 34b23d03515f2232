// Dataspace selections, as they stand between the names of a virtual dataset: only how long they are matters here.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, appendix "Types of Indexes", Dataspace Selection
import type { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'

const NONE = 0
const POINTS = 1
const HYPERSLAB = 2
const ALL = 3
const MAX_RANK = 32 // the library's own limit
const REGULAR = 1

/** Moves behind the selection at the cursor. Throws `ParseError` for one that is not known. */
export function skipSelection(cursor: Cursor): void {
  const at = cursor.offset
  const type = cursor.u32()
  const version = cursor.u32()
  if (type === NONE || type === ALL) return cursor.skip(8)
  if (type !== HYPERSLAB && type !== POINTS)
    throw new ParseError(`selection of type ${type} does not exist`, at)
  if (version === 1) {
    cursor.skip(4)
    return cursor.skip(cursor.u32())
  }
  if (version === 2 && type === HYPERSLAB) {
    cursor.skip(1)
    return cursor.skip(cursor.u32())
  }
  skipSized(cursor, type)
}

/** Later versions: the width of numbers, the rank, and then numbers. */
function skipSized(cursor: Cursor, type: number): void {
  const at = cursor.offset
  const isRegular = type === HYPERSLAB && (cursor.u8() & REGULAR) !== 0
  const width = cursor.u8()
  const rank = cursor.u32()
  if (![2, 4, 8].includes(width) || rank > MAX_RANK)
    throw new ParseError(`selection in ${rank} dimensions by numbers of ${width} bytes`, at)
  if (isRegular) return cursor.skip(4 * rank * width)
  const count = cursor.uint(width)
  const perItem = (type === HYPERSLAB ? 2 : 1) * rank * width
  if (count * perItem > cursor.left)
    throw new ParseError(`${count} pieces of ${perItem} bytes in ${cursor.left} bytes`, at)
  cursor.skip(count * perItem)
}
