// Dataspace messages: how many values there are, in how many dimensions.
// https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html, chapter IV.A.2.b
import type { Cursor } from '../../bytes/Cursor.ts'
import { ParseError } from '../../bytes/ParseError.ts'
import { expectVersion, type AddressSpace } from './AddressSpace.ts'

const MAX_RANK = 32 // the library's own limit
const NULL_SPACE = 2

export interface Dataspace {
  /** Empty for a scalar; null when it holds no values at all. May be far beyond what numbers hold exactly. */
  readonly dimensions: readonly bigint[] | null
  /** The number of values. */
  readonly count: bigint
}

/** Reads a dataspace of version 1 or 2. Throws `ParseError`. */
export function parseDataspace(cursor: Cursor, { sizes }: AddressSpace): Dataspace {
  const at = cursor.offset
  const version = cursor.u8()
  expectVersion(version, [1, 2], at)
  const rank = cursor.u8()
  if (rank > MAX_RANK) throw new ParseError(`${rank} dimensions are over ${MAX_RANK}`, at)
  cursor.skip(1) // whether maximal sizes follow
  const isNull = version === 2 && cursor.u8() === NULL_SPACE
  if (version === 1) cursor.skip(5)
  if (isNull) return { dimensions: null, count: 0n }
  const dimensions: bigint[] = []
  for (let index = 0; index < rank; index++) dimensions.push(readBig(cursor, sizes.lengthSize))
  return { dimensions, count: dimensions.reduce((product, size) => product * size, 1n) }
}

function readBig(cursor: Cursor, width: number): bigint {
  return cursor.take(width).reduceRight((value, byte) => (value << 8n) | BigInt(byte), 0n)
}
